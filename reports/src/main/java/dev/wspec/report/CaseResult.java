package dev.wspec.report;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Judgement;
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
 * @param flaky whether a failure did not repeat when the case ran again alone; the verdict is that
 *     of the second run
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

  /**
   * The result of an outcome, not yet held against a baseline.
   *
   * @param rerun a command line that runs this case alone
   */
  public static CaseResult of(CaseOutcome outcome, String rerun) {
    return new CaseResult(
        outcome.id(),
        outcome.conformanceCase().title(),
        outcome.verdict(),
        outcome.flaky(),
        Standing.NONE,
        outcome.duration(),
        outcome.judged().judgements().stream().map(CaseResult::check).toList(),
        outcome.judged().because(),
        outcome.transcript(),
        rerun);
  }

  private static CheckResult check(Judgement judgement) {
    return new CheckResult(
        judgement.check().requirement(),
        judgement.opinion().finding(),
        judgement.verdict(),
        judgement.check().judge().accepted(),
        judgement.opinion().observed(),
        judgement.opinion().because());
  }

  /** The same result, held against a baseline. */
  public CaseResult withStanding(Standing standing) {
    return new CaseResult(
        id, title, verdict, flaky, standing, duration, checks, because, transcript, rerun);
  }

  /** The same result without the record of what happened. */
  CaseResult withoutTranscript() {
    return new CaseResult(
        id, title, verdict, flaky, standing, duration, checks, because, null, rerun);
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
