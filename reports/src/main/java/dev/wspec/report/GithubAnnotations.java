package dev.wspec.report;

import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Workflow commands by which GitHub Actions shows faults beside a job and a pull request. */
public final class GithubAnnotations {

  /** GitHub shows no more of a kind in one step. */
  private static final int SHOWN = 10;

  private static final int SENTENCE = 500;

  private GithubAnnotations() {}

  /**
   * The commands, a line each: an error for each fault that fails the gate, a warning for others.
   */
  public static List<String> of(RunReport report) {
    List<String> lines = new ArrayList<>();
    List<CaseResult> offenders = report.gate().offenders();
    for (Verdict verdict : List.of(Verdict.FAIL, Verdict.NON_STRICT)) {
      Fault.of(report.cases(), verdict).stream()
          .limit(SHOWN)
          .forEach(
              fault ->
                  lines.add(
                      line(
                          fault.cases().stream().anyMatch(offenders::contains)
                              ? "error"
                              : "warning",
                          fault)));
    }
    offenders.stream()
        .filter(c -> c.standing() == Standing.UNEXPECTED_PASS)
        .limit(SHOWN)
        .forEach(
            c ->
                lines.add(
                    command(
                        "error",
                        "wspec baseline",
                        c.id() + " is better than the baseline says: take its line out.")));
    if (report.ending() == RunReport.Ending.SUBJECT_LOST) {
      lines.add(command("error", "wspec", String.join(" ", report.notes())));
    }
    return lines;
  }

  private static String line(String kind, Fault fault) {
    int count = fault.cases().size();
    return command(
        kind,
        "wspec " + fault.requirement(),
        fault.example().title()
            + ". Observed: "
            + fault.observations().get(0).check().observed()
            + " ("
            + CaseCount.words(count)
            + ", first "
            + fault.example().id()
            + ")");
  }

  private static String command(String kind, String title, String message) {
    return "::"
        + kind
        + " title="
        + escaped(title).replace(":", "%3A").replace(",", "%2C")
        + "::"
        + escaped(Escapes.oneLine(message, SENTENCE));
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
