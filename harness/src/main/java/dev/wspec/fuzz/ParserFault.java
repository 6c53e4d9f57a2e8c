package dev.wspec.fuzz;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a parser made of a sequence, held against the requirement that it is about. */
final class ParserFault {
  private static final CaseJudge JUDGE = new CaseJudge(Requirements.load(), false);

  /** RFC 6455 §6.2: what was sent is what is received. */
  private static final String DELIVERY = "6455-6.2-05";

  /**
   * RFC 6455 §10.7: whatever comes is validated, and dropping the connection is the worst of it.
   */
  private static final String ROBUSTNESS = "6455-10.7-01";

  private ParserFault() {}

  /** What a fault of that name breaks. */
  static String requirement(String signature, @Nullable Rule rule) {
    if (signature.startsWith("crashes") || signature.equals("hangs")) {
      return ROBUSTNESS;
    }
    return rule != null && signature.contains(ParserJudge.word(rule))
        ? Questions.about(Set.of(rule))
        : DELIVERY;
  }

  static CaseOutcome shown(
      Role self, String signature, @Nullable Rule rule, String allowed, Feeding feeding) {
    return judged(
        self,
        "fuzz/" + signature,
        requirement(signature, rule),
        allowed,
        Opinion.broken(feeding.observed()),
        feeding);
  }

  /** Nothing was wrong. */
  static CaseOutcome sound(Role self, String allowed, Feeding feeding) {
    Opinion opinion = Opinion.held(feeding.observed());
    return judged(self, "fuzz/sequence", DELIVERY, allowed, opinion, feeding);
  }

  private static CaseOutcome judged(
      Role self, String id, String requirement, String allowed, Opinion opinion, Feeding feeding) {
    ConformanceCase shown =
        ConformanceCase.conformanceCase(id)
            .title("A sequence that was made up")
            .subject(Feeding.subject(self))
            .check(requirement, Judge.of(allowed, transcript -> opinion))
            .build();
    return new CaseOutcome(
        shown,
        JUDGE.judge(shown, feeding.transcript()),
        feeding.transcript(),
        Duration.ZERO,
        false);
  }
}
