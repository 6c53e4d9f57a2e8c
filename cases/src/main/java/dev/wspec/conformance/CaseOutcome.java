package dev.wspec.conformance;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out of one case.
 *
 * @param verdict the worst of the judgements
 * @param judgements of the case's own checks, and of those invariants that did not hold
 * @param because the reason of a verdict that no judgement gave, or null
 * @param transcript null if the case did not run
 * @param flaky whether a failure did not repeat when the case ran again alone
 */
public record CaseOutcome(
    ConformanceCase conformanceCase,
    Verdict verdict,
    List<Judgement> judgements,
    @Nullable String because,
    @Nullable Transcript transcript,
    Duration duration,
    boolean flaky) {

  public CaseOutcome {
    judgements = List.copyOf(judgements);
  }

  /** The case was not run since it does not apply to this subject. */
  public static CaseOutcome notApplicable(ConformanceCase conformanceCase, String because) {
    return new CaseOutcome(
        conformanceCase, Verdict.NOT_APPLICABLE, List.of(), because, null, Duration.ZERO, false);
  }

  /** wspec could not find out. */
  public static CaseOutcome error(
      ConformanceCase conformanceCase, String because, Transcript transcript, Duration duration) {
    return new CaseOutcome(
        conformanceCase, Verdict.ERROR, List.of(), because, transcript, duration, false);
  }

  public CaseId id() {
    return conformanceCase.id();
  }

  /** The same outcome, which differs from that of an earlier run. */
  public CaseOutcome asFlaky() {
    return new CaseOutcome(
        conformanceCase, verdict, judgements, because, transcript, duration, true);
  }

  /** The same outcome with a reason beside the judgements. */
  public CaseOutcome because(String reason) {
    return new CaseOutcome(
        conformanceCase, verdict, judgements, reason, transcript, duration, flaky);
  }
}
