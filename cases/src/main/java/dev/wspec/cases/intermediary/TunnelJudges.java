package dev.wspec.cases.intermediary;

import static dev.wspec.cases.intermediary.Ends.askOpen;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Wire;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Compare what one end of a tunnel received with what the other sent. */
final class TunnelJudges {
  private TunnelJudges() {}

  static Judge messagesArrive() {
    return messagesArrive(0);
  }

  static Judge messagesArrive(int pair) {
    return askOpen(
        pair,
        "what one end sends, the other receives: all messages, unchanged, in order",
        ends -> messages(ends));
  }

  private static Opinion messages(Ends ends) {
    return bothWays(
        ends,
        Conversation::messagesSent,
        Conversation::messagesReceived,
        Message::sameContent,
        "message");
  }

  static Judge controlFramesArrive() {
    return askOpen(
        "what one end sends, the other receives: all control frames, unchanged, in order",
        ends ->
            bothWays(
                ends,
                c -> c.sent().stream().filter(ScannedFrame::isControl).toList(),
                c -> c.received().stream().filter(ScannedFrame::isControl).toList(),
                TunnelJudges::sameFrame,
                "control frame"));
  }

  static Judge framesArriveAsTheyAre() {
    return askOpen("the same frames on both sides", TunnelJudges::frames);
  }

  /** Who understands the extension may frame its messages anew, as long as they mean the same. */
  static Judge compressedMessagesArrive() {
    return askOpen(
        "the same frames on both sides, or the same messages in other frames",
        ends -> {
          Opinion frames = frames(ends);
          Opinion messages = messages(ends);
          boolean reframed =
              frames.finding() != messages.finding() && messages.finding() == Finding.HELD;
          return reframed
              ? Opinion.tolerable(frames.observed(), "it may know the extension (RFC 6455 §5.4)")
              : frames;
        });
  }

  private static Opinion frames(Ends ends) {
    return bothWays(
        ends,
        Conversation::sent,
        Conversation::received,
        (one, other) -> sameFrame(one, other) && one.rsv() == other.rsv(),
        "frame");
  }

  /** What the client sent too early arrives as it is, or not at all. */
  static Judge earlyMessagesArriveOnce() {
    return Ends.ask(
        "all of it once, in order; or a refusal",
        ends -> {
          if (!ends.isTunnel()) {
            return Opinion.tolerable(
                "The intermediary opened no tunnel" + ends.answerToClient() + ".",
                "a client has to wait for the answer (RFC 6455 §4.1)");
          }
          List<Message> sent = ends.client().messagesSent();
          List<Message> received = ends.origin().messagesReceived();
          if (received.isEmpty() && sent.size() > 0) {
            return Opinion.tolerable(
                "Nothing of what was sent early reached the origin.",
                "a client has to wait for the answer (RFC 6455 §4.1)");
          }
          return messages(ends);
        });
  }

  /** The side that sent the end has its last message delivered. */
  static Judge lastWordsArrive(boolean fromClient) {
    return askOpen(
        "what was sent before the end arrives",
        ends -> {
          Conversation speaker = fromClient ? ends.client() : ends.origin();
          Conversation hearer = fromClient ? ends.origin() : ends.client();
          return difference(
                  speaker.messagesSent(),
                  hearer.messagesReceived(),
                  Message::sameContent,
                  "message",
                  "the other side")
              .map(Opinion::broken)
              .orElseGet(() -> Opinion.held("What was sent before the end arrived."));
        });
  }

  /** The other side is told of the end. */
  static Judge endIsPassedOn(boolean fromClient) {
    return askOpen(
        "the other connection ends too",
        ends -> {
          Conversation hearer = fromClient ? ends.origin() : ends.client();
          return hearer.endedBySubject()
              ? Opinion.held("The intermediary ended the other connection.")
              : Opinion.broken(
                  "One connection had ended; the intermediary kept the other one open.");
        });
  }

  /** When time was up, or the client's connection ended, what had become of the origin's. */
  static Judge bothEndOrNone() {
    return askOpen(
        "both connections go on, or both end",
        ends ->
            !ends.client().endedBySubject() || ends.origin().endedBySubject()
                ? Opinion.held(
                    ends.client().endedBySubject()
                        ? "The intermediary ended both connections."
                        : "The tunnel was open when the time was up.")
                : Opinion.broken("The intermediary ended one connection and kept the other."));
  }

  /** One that takes whatever it is given might have a bound that was not reached. */
  static Judge takesNoMoreThanItCanPassOn(boolean fromClient) {
    return askOpen(
        "the sender is slowed down by a receiver that does not read",
        ends ->
            stall(fromClient ? ends.client() : ends.origin())
                .map(note -> Opinion.held(note + "."))
                .orElseGet(
                    () ->
                        Opinion.tolerable(
                            "It took everything while the other side read nothing.",
                            "it may have a bound beyond that")));
  }

  /** How much TCP had taken when it took no more. */
  static Optional<String> stall(Conversation conversation) {
    return conversation.events().stream()
        .filter(Event.Note.class::isInstance)
        .map(event -> ((Event.Note) event).text())
        .filter(text -> text.startsWith(Wire.STALLED))
        .findFirst();
  }

  private static boolean sameFrame(ScannedFrame one, ScannedFrame other) {
    return one.fin() == other.fin()
        && one.opcode() == other.opcode()
        && one.payload().equals(other.payload());
  }

  private static <T> Opinion bothWays(
      Ends ends,
      Function<Conversation, List<T>> sent,
      Function<Conversation, List<T>> received,
      BiPredicate<T, T> same,
      String what) {
    return difference(
            sent.apply(ends.client()), received.apply(ends.origin()), same, what, "the origin")
        .or(
            () ->
                difference(
                    sent.apply(ends.origin()),
                    received.apply(ends.client()),
                    same,
                    what,
                    "the client"))
        .map(Opinion::broken)
        .orElseGet(() -> Opinion.held("Every " + what + " arrived as it was sent."));
  }

  private static <T> Optional<String> difference(
      List<T> sent, List<T> received, BiPredicate<T, T> same, String what, String where) {
    for (int i = 0; i < sent.size(); i++) {
      if (i == received.size()) {
        return Optional.of("Of %d (%s) only %d reached %s.".formatted(sent.size(), what, i, where));
      }
      if (!same.test(sent.get(i), received.get(i))) {
        return Optional.of(
            "The %s %d was sent as %s and reached %s as %s."
                .formatted(what, i + 1, sent.get(i), where, received.get(i)));
      }
    }
    return received.size() == sent.size()
        ? Optional.empty()
        : Optional.of(
            "To %s came %d (%s) for %d that were sent."
                .formatted(where, received.size(), what, sent.size()));
  }
}
