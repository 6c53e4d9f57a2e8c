package dev.wspec.fuzz;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Transcript;

/**
 * What came of a script.
 *
 * @param signature what was wrong, the same for every conversation that shows it; empty if nothing
 *     was
 * @param trace what happened, in so few words that only what is of another kind differs
 */
record Outcome(
    Script script,
    long seed,
    CaseOutcome judged,
    Transcript transcript,
    String signature,
    String trace,
    Capture capture) {

  boolean isBad() {
    return !signature.isEmpty();
  }

  /** Whether an opening handshake was answered, be it with a refusal. */
  boolean wasAnswered() {
    return transcript.main().response().isPresent();
  }

  boolean opened() {
    return transcript.main().opened().isPresent();
  }

  /** The same conversation, seen as something that is wrong in another way. */
  Outcome as(String otherSignature, CaseOutcome otherwise) {
    return new Outcome(script, seed, otherwise, transcript, otherSignature, trace, capture);
  }
}
