package dev.wspec.fuzz;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;

/**
 * What can be wrong beyond the conversation itself.
 *
 * @param word for the signature
 * @param requirement that it is held against
 * @param title what a sound target does
 */
record Ailment(String word, String requirement, String title) {

  /**
   * RFC 6455 §10.7: whatever comes is validated, and dropping the connection is the worst of it.
   */
  static final Ailment CRASH = new Ailment("crash", "6455-10.7-01", "The target lives on");

  static final Ailment HANG =
      new Ailment("hang", "6455-10.7-01", "The target goes on answering others");

  static final Ailment GONE =
      new Ailment("gone", "6455-10.7-01", "The target goes on taking connections");

  static final Ailment DISTURBANCE =
      new Ailment("disturbance", "6455-10.7-01", "Other connections are left alone");

  /** RFC 6455 §10.4: implementations protect themselves. */
  static final Ailment LEAK =
      new Ailment("leak", "6455-10.4-01", "Memory is given back when connections have ended");

  /** The conversation as one that shows this. */
  Outcome seenIn(Outcome outcome, String observed) {
    return seenIn(outcome, observed, "");
  }

  /** The same, of a kind that is told apart from others. */
  Outcome seenIn(Outcome outcome, String observed, String kind) {
    String signature = word + kind;
    CaseOutcome judged =
        SingleCheck.judged(
            "fuzz/" + signature,
            title,
            requirement,
            Judge.of(title, transcript -> Opinion.broken(observed)),
            outcome.transcript(),
            outcome.judged().duration());
    return outcome.as(signature, judged);
  }
}
