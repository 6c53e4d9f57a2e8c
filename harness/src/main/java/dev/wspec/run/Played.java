package dev.wspec.run;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Event.Ended;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A case that was dealt with, and what its outcome tells of the subject's health, which outlives
 * the transcript.
 *
 * @param endings how its connections came to their ends
 * @param mute whether some connection brought no answer at all to its opening handshake
 * @param heard whether some connection did
 * @param wasMoving whether the subject was still sending shortly before the time was up
 */
record Played(
    CaseOutcome outcome, Set<How> endings, boolean mute, boolean heard, boolean wasMoving) {

  /** Shortly: the last quarter of the time that the case took. */
  private static final int SHORTLY = 4;

  static Played of(CaseOutcome outcome) {
    if (outcome.transcript() == null) {
      return new Played(outcome, Set.of(), false, false, false);
    }
    var conversations = outcome.transcript().conversations();
    return new Played(
        outcome,
        conversations.stream()
            .flatMap(conversation -> conversation.ended().stream())
            .map(Ended::how)
            .collect(Collectors.toSet()),
        conversations.stream().anyMatch(Played::isMute),
        conversations.stream().anyMatch(conversation -> !isMute(conversation)),
        wasMoving(outcome.transcript().events()));
  }

  private static boolean wasMoving(List<Event> events) {
    long begun = events.stream().mapToLong(Event::at).min().orElse(0);
    long expired =
        events.stream()
            .filter(event -> event instanceof Ended ended && ended.how() == How.DEADLINE)
            .mapToLong(Event::at)
            .min()
            .orElse(begun);
    long lately = expired - (expired - begun) / SHORTLY;
    return events.stream()
        .anyMatch(event -> isFromSubject(event) && lately < event.at() && event.at() <= expired);
  }

  private static boolean isFromSubject(Event event) {
    return event instanceof Event.Opened
        || event instanceof Event.Received
        || event instanceof Event.ReceivedMessage;
  }

  private static boolean isMute(Conversation conversation) {
    return conversation.response().isEmpty() && conversation.ended().isPresent();
  }

  /** The same, with the outcome as it can be kept. */
  Played as(CaseOutcome kept) {
    return new Played(kept, endings, mute, heard, wasMoving);
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
