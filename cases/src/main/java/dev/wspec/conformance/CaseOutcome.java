package dev.wspec.conformance;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came out of one case.
 *
 * @param transcript null if the case did not run, or if it is too large to be kept
 * @param flaky whether a failure did not repeat when the case ran again alone
 */
public record CaseOutcome(
    ConformanceCase conformanceCase,
    Judged judged,
    @Nullable Transcript transcript,
    Duration duration,
    boolean flaky) {

  public CaseId id() {
    return conformanceCase.id();
  }

  public Verdict verdict() {
    return judged.verdict();
  }

  /** The same outcome of a case that failed when it ran before. */
  public CaseOutcome asFlaky() {
    return new CaseOutcome(conformanceCase, judged, transcript, duration, true);
  }

  /** The same outcome with no record of how it came about. */
  public CaseOutcome withoutTranscript() {
    return new CaseOutcome(conformanceCase, judged, null, duration, flaky);
  }
}
