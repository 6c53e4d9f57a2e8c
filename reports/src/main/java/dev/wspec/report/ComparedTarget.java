package dev.wspec.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of a comparison.
 *
 * @param name short, and unlike that of any other target
 * @param about what it is: library and version, image or URL
 * @param report what was found out, or null if it could not be tested at all
 * @param trouble one sentence on what went wrong, or empty
 * @param log the last lines that it wrote, oldest first; hostile text
 */
public record ComparedTarget(
    String name, String about, @Nullable RunReport report, String trouble, List<String> log) {

  public ComparedTarget {
    log = List.copyOf(log);
  }

  /** A target that was tested to the end. */
  public static ComparedTarget tested(String name, String about, RunReport report) {
    return new ComparedTarget(name, about, report, "", List.of());
  }

  /** Whether its results can be relied on as a whole. */
  public boolean isComplete() {
    return report != null && trouble.isEmpty() && report.ending() == RunReport.Ending.COMPLETE;
  }

  /** The same without transcripts, which stand in the target's own report. */
  public ComparedTarget withoutTranscripts() {
    return report == null
        ? this
        : new ComparedTarget(name, about, report.withoutTranscripts(), trouble, log);
  }
}
