package dev.wspec.run;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event.Ended;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Verdict;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A case that was dealt with, and what its outcome tells of the subject's health, which outlives
 * the transcript.
 *
 * @param endings how its connections came to their ends
 * @param mute whether some connection brought no answer at all to its opening handshake
 */
record Played(CaseOutcome outcome, Set<How> endings, boolean mute) {

  static Played of(CaseOutcome outcome) {
    if (outcome.transcript() == null) {
      return new Played(outcome, Set.of(), false);
    }
    var conversations = outcome.transcript().conversations();
    return new Played(
        outcome,
        conversations.stream()
            .flatMap(conversation -> conversation.ended().stream())
            .map(Ended::how)
            .collect(Collectors.toSet()),
        conversations.stream().anyMatch(Played::isMute));
  }

  private static boolean isMute(Conversation conversation) {
    return conversation.response().isEmpty() && conversation.ended().isPresent();
  }

  /** The same, with the outcome as it can be kept. */
  Played as(CaseOutcome kept) {
    return new Played(kept, endings, mute);
  }

  /** Whether it has to be run again before it counts. */
  boolean isBad() {
    return outcome.verdict() == Verdict.FAIL || outcome.verdict() == Verdict.ERROR;
  }

  boolean waitedForTheDeadline() {
    return endings.contains(How.DEADLINE);
  }

  boolean flooded() {
    return endings.contains(How.LIMIT);
  }

  /** Whether a subject that has just died would leave such a record. */
  boolean isSuspicious() {
    return isBad() && (mute || waitedForTheDeadline() || flooded() || endings.contains(How.RESET));
  }
}
