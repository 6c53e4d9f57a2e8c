package dev.wspec.fuzz;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.protocol.Rule;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a parser made of a sequence, held against the requirement that it is about. */
final class ParserFault {
  /** RFC 6455 §6.2: what was sent is what is received. */
  private static final String DELIVERY = "6455-6.2-05";

  private ParserFault() {}

  /** What a fault of that name breaks. */
  static String requirement(String signature, @Nullable Rule rule) {
    if (signature.startsWith("crashes") || signature.equals("hangs")) {
      return Ailment.CRASH.requirement();
    }
    return rule != null && signature.contains(ParserJudge.word(rule))
        ? Questions.about(Set.of(rule))
        : DELIVERY;
  }

  static CaseOutcome shown(String signature, @Nullable Rule rule, String allowed, Feeding feeding) {
    Opinion opinion = Opinion.broken(feeding.observed());
    return judged("fuzz/" + signature, requirement(signature, rule), allowed, opinion, feeding);
  }

  /** Nothing was wrong. */
  static CaseOutcome sound(String allowed, Feeding feeding) {
    Opinion opinion = Opinion.held(feeding.observed());
    return judged("fuzz/sequence", DELIVERY, allowed, opinion, feeding);
  }

  private static CaseOutcome judged(
      String id, String requirement, String allowed, Opinion opinion, Feeding feeding) {
    return SingleCheck.judged(
        id,
        "A sequence that was made up",
        requirement,
        Judge.of(allowed, transcript -> opinion),
        feeding.transcript(),
        Duration.ZERO);
  }
}
