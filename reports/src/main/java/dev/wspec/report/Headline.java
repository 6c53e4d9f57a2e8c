package dev.wspec.report;

import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer in a sentence: is the subject sound, and what is wrong?
 *
 * @param gate whether the run passed its gate, and why not
 */
record Headline(Tone tone, String text, String gate) {

  enum Tone {
    GOOD("✓"),
    FAIR("~"),
    BAD("✗"),
    UNKNOWN("?");

    private final String symbol;

    Tone(String symbol) {
      this.symbol = symbol;
    }

    String symbol() {
      return symbol;
    }
  }

  static Headline of(RunReport report) {
    Totals totals = report.totals();
    if (totals.judged() == 0) {
      // No gate is passed by what was not judged.
      return new Headline(Tone.UNKNOWN, "Nothing could be judged.", ending(report));
    }
    String gate = ending(report) + gate(report);
    List<CaseResult> failed =
        report.cases().stream().filter(c -> c.verdict() == Verdict.FAIL && !c.flaky()).toList();
    String besides = besides(totals);
    if (!failed.isEmpty()) {
      long requirements =
          failed.stream()
              .flatMap(c -> c.checks().stream())
              .filter(check -> check.verdict() == Verdict.FAIL)
              .map(CheckResult::requirement)
              .distinct()
              .count();
      String text =
          "Not sound: "
              + counted(requirements, "requirement is broken", "requirements are broken")
              + ", seen in "
              + counted(failed.size(), "case", "cases")
              + ".";
      return new Headline(Tone.BAD, text + besides, gate);
    }
    boolean complete = report.ending() == RunReport.Ending.COMPLETE;
    int departures = totals.count(Verdict.NON_STRICT);
    if (departures > 0) {
      String text =
          (complete
                  ? "Sound, but not strict: nothing is broken, "
                  : "Not strict, and not broken so far: ")
              + counted(departures, "case departs", "cases depart")
              + " from what is recommended.";
      return new Headline(Tone.FAIR, text + besides, gate);
    }
    String text =
        (complete ? "Sound: " : "Nothing wrong so far: ")
            + counted(totals.judged(), "case was", "cases were")
            + " answered as asked.";
    return new Headline(
        complete && totals.count(Verdict.ERROR) == 0 ? Tone.GOOD : Tone.FAIR, text + besides, gate);
  }

  private static String besides(Totals totals) {
    List<String> parts = new ArrayList<>();
    if (totals.flaky() > 0) {
      parts.add(counted(totals.flaky(), "case is", "cases are") + " flaky");
    }
    int errors = totals.count(Verdict.ERROR);
    if (errors > 0) {
      parts.add(errors + " could not be judged");
    }
    return parts.isEmpty() ? "" : " " + String.join(", ", parts) + ".";
  }

  private static String ending(RunReport report) {
    return switch (report.ending()) {
      case COMPLETE -> "";
      case INTERRUPTED -> "The run was interrupted. ";
      case OUT_OF_TIME -> "The time was over before all cases had run. ";
      case SUBJECT_LOST -> "The subject was lost on the way. ";
    };
  }

  private static String gate(RunReport report) {
    if (report.policy().failOn() == FailOn.NEVER) {
      return "No gate: this run only measures.";
    }
    Gate.Outcome gate = report.gate();
    if (gate.passed() && report.isCutShort()) {
      return "So the gate is not decided.";
    }
    if (gate.passed()) {
      int passed = gate.offenders().size();
      return passed == 0
          ? "Gate passed."
          : "Gate passed: no more than the "
              + report.policy().allowed()
              + " offenders that are allowed.";
    }
    long stale =
        gate.offenders().stream().filter(c -> c.standing() == Standing.UNEXPECTED_PASS).count();
    List<String> why = new ArrayList<>();
    if (gate.offenders().size() > stale) {
      why.add(
          counted(
              gate.offenders().size() - stale,
              "case is not as it must be",
              "cases are not as they must be"));
    }
    if (stale > 0) {
      why.add(counted(stale, "case is", "cases are") + " better than the baseline says");
    }
    return "Gate failed: " + String.join(", ", why) + ".";
  }

  private static String counted(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
