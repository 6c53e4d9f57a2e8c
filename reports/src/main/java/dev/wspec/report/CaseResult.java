package dev.wspec.report;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came out of one case.
 *
 * @param title what a sound subject does
 * @param flaky whether a failure did not repeat when the case ran again alone
 * @param because the reason of a verdict that no check gave: why the case does not apply, or why
 *     wspec could not find out
 * @param transcript what happened, or null if the case did not run or was not recorded
 * @param rerun a command line that runs this case alone
 */
public record CaseResult(
    CaseId id,
    String title,
    Verdict verdict,
    boolean flaky,
    Standing standing,
    Duration duration,
    List<CheckResult> checks,
    @Nullable String because,
    @Nullable Transcript transcript,
    String rerun) {

  public CaseResult {
    checks = List.copyOf(checks);
  }

  /** The result that an outcome amounts to, before it is held against a baseline. */
  public static CaseResult of(CaseOutcome outcome, String rerun) {
    List<CheckResult> checks =
        outcome.judged().judgements().stream()
            .map(
                j ->
                    new CheckResult(
                        j.check().requirement(),
                        j.opinion().finding(),
                        j.verdict(),
                        j.check().judge().accepted(),
                        j.opinion().observed(),
                        j.opinion().because()))
            .toList();
    return new CaseResult(
        outcome.id(),
        outcome.conformanceCase().title(),
        outcome.verdict(),
        outcome.flaky(),
        Standing.NONE,
        outcome.duration(),
        checks,
        outcome.judged().because(),
        outcome.transcript(),
        rerun);
  }

  /** The same result, held against a baseline. */
  public CaseResult withStanding(Standing standing) {
    return new CaseResult(
        id, title, verdict, flaky, standing, duration, checks, because, transcript, rerun);
  }

  /** The check that decided the verdict: the first of the worst. */
  public Optional<CheckResult> worstCheck() {
    // max would give the last of equals.
    return checks.stream().min(Comparator.comparing(CheckResult::verdict).reversed());
  }

  /** One sentence on why the verdict is what it is; may quote what the subject sent. */
  public String explanation() {
    if (because != null) {
      return because;
    }
    return worstCheck().map(CheckResult::observed).orElse("");
  }
}
