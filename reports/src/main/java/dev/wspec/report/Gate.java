package dev.wspec.report;

import dev.wspec.conformance.Verdict;
import java.util.List;

/**
 * Decides whether a run may be called good.
 *
 * @param allowed so many offenders it lets pass
 */
public record Gate(FailOn failOn, int allowed) {

  /** One that lets no offender pass. */
  public Gate(FailOn failOn) {
    this(failOn, 0);
  }

  /**
   * What the gate says.
   *
   * @param offenders the cases that fail it; if it passed, no more than are allowed
   * @param errors how many cases wspec could not judge; they do not fail the gate, but neither is a
   *     run with errors a good one
   */
  public record Outcome(boolean passed, List<CaseResult> offenders, int errors) {}

  /**
   * Holds the cases, each with its standing, against the policy. A failure fails the gate unless
   * the baseline expects it, and so does an expected failure that is none any more: the baseline
   * has to be brought up to date. A flaky case does not.
   */
  public Outcome evaluate(List<CaseResult> cases) {
    List<CaseResult> offenders = cases.stream().filter(this::offends).toList();
    int errors = (int) cases.stream().filter(c -> c.verdict() == Verdict.ERROR).count();
    return new Outcome(offenders.size() <= allowed, offenders, errors);
  }

  private boolean offends(CaseResult result) {
    if (failOn == FailOn.NEVER || result.flaky()) {
      return false;
    }
    return switch (result.standing()) {
      case UNEXPECTED_PASS -> true;
      case EXPECTED, UNTESTED, IMPROVED -> false;
      case NONE, NEW, WORSE -> failOn.fails(result.verdict());
    };
  }
}
