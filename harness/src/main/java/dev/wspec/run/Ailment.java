package dev.wspec.run;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Event.Ended.How;
import java.util.Optional;

/** Puts into a sentence what is wrong with a subject that has stopped answering. */
final class Ailment {

  /** Nobody says so much in answer to a Ping. */
  private static final int BABBLE = 1000;

  private Ailment() {}

  /**
   * Looks at a connection that was opened in the ordinary way, and then pinged.
   *
   * @param needsPong whether the subject is one that answers Pings
   */
  static Optional<String> of(Conversation conversation, boolean needsPong) {
    if (conversation.opened().isPresent()
        && (!needsPong || conversation.answeredFence())
        && !conversation.endedBy(How.LIMIT)) {
      return Optional.empty();
    }
    if (conversation.endedBy(How.LIMIT)) {
      return Optional.of("It sends without end.");
    }
    return Optional.of(
        conversation.opened().isPresent()
            ? ofNoPong(conversation)
            : conversation.refused().isPresent()
                ? ofRefusal(conversation)
                : ofNoConnection(conversation));
  }

  private static String ofNoPong(Conversation conversation) {
    if (conversation.events().size() > BABBLE) {
      return "It sends without pause, but does not answer a Ping.";
    }
    return conversation.endedBy(How.DEADLINE)
        ? "It still opens connections, but does not answer a Ping in time."
        : "It still opens connections, but ends them instead of answering a Ping.";
  }

  private static String ofRefusal(Conversation conversation) {
    return conversation
        .response()
        .map(response -> "It refuses an ordinary connection: " + response.statusLine())
        .orElse(
            conversation.endedBy(How.DEADLINE)
                ? "It still accepts connections, but does not answer the opening handshake in time."
                : "It still accepts connections, but ends them without an answer.");
  }

  /** The wire has noted why. */
  private static String ofNoConnection(Conversation conversation) {
    return conversation.events().stream()
        .filter(Event.Note.class::isInstance)
        .map(note -> ((Event.Note) note).text())
        .findFirst()
        .orElse("It cannot be reached.");
  }
}
