package dev.wspec.conformance.judge;

import static dev.wspec.protocol.CloseCode.INVALID_PAYLOAD_DATA;
import static dev.wspec.protocol.CloseCode.MESSAGE_TOO_BIG;
import static dev.wspec.protocol.CloseCode.PROTOCOL_ERROR;
import static dev.wspec.protocol.CloseCode.UNSUPPORTED_DATA;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Transcript;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an endpoint does with sound messages and Pings. */
final class MessageJudges {
  private MessageJudges() {}

  static Opinion echoesEveryMessage(Transcript transcript) {
    Course course = new Course(transcript.main());
    if (!transcript.can(Capability.ECHO)) {
      return course.violated() ? settled(course) : survives(transcript);
    }
    List<Message> sent = course.soundMessagesSent();
    List<Message> back = withoutGreetings(course.answers(), sent);
    int same = 0;
    while (same < Math.min(sent.size(), back.size())
        && sent.get(same).sameContent(back.get(same))) {
      same++;
    }
    if (same == sent.size() && (same == back.size() || course.violated())) {
      return Opinion.held(Words.count(same, "message") + " came back as sent.");
    }
    if (same == back.size()) {
      return missing(course, sent, same);
    }
    if (same == sent.size()) {
      return Opinion.broken("One message more came back than was sent: a " + back.get(same) + ".");
    }
    return Opinion.broken(
        "Sent as message %d: a %s; came back: a %s."
            .formatted(same + 1, sent.get(same), back.get(same)));
  }

  /** What a subject that does not echo made of the messages before our violation. */
  private static Opinion settled(Course course) {
    return course.settledBeforeViolation()
        ? Opinion.held("It answered a Ping that came behind the sound messages.")
        : Opinion.notApplicable("the unsound frames came at once, and it does not echo");
  }

  private static Opinion missing(Course course, List<Message> sent, int same) {
    Conversation c = course.conversation();
    String observed =
        "%d of %s came back. %s"
            .formatted(same, Words.count(sent.size(), "message"), Words.outcome(c));
    Optional<Integer> code = c.closeReceived().map(ScannedFrame::closeCode);
    Message next = sent.get(same);
    if (course.violated()) {
      return Opinion.tolerable(observed, "what followed made it fail the connection");
    }
    if (code.equals(Optional.of(MESSAGE_TOO_BIG)) && next.payload().length() > 125) {
      return Opinion.tolerable(observed, "RFC 6455 §10.4 allows limits on the size of messages");
    }
    if (code.equals(Optional.of(UNSUPPORTED_DATA))) {
      return Opinion.tolerable(observed, "1003 says that it takes no such type of data");
    }
    return Opinion.broken(observed);
  }

  /**
   * Drops what a subject said of its own accord before its first echo; a greeting may be late and
   * cross our first message.
   */
  private static List<Message> withoutGreetings(List<Message> back, List<Message> sent) {
    int from = 0;
    while (back.size() - from > sent.size()
        && sent.stream().noneMatch(back.get(from)::sameContent)) {
      from++;
    }
    return back.subList(from, back.size());
  }

  static Opinion survives(Transcript transcript) {
    Conversation c = transcript.main();
    Course course = new Course(c);
    if (course.carriedOn()) {
      return Opinion.held("It answered a Ping that came later.");
    }
    Optional<ScannedFrame> close = c.closeReceived();
    if (close.isEmpty()) {
      boolean reset = course.weClosedFirst() && c.endedBy(How.RESET);
      return reset
          ? Opinion.tolerable(
              "It reset the TCP connection after our Close.", "the reset may have eaten its Close")
          : Opinion.broken(Words.outcome(c));
    }
    int code = close.get().closeCode();
    boolean failed = Set.of(PROTOCOL_ERROR, INVALID_PAYLOAD_DATA).contains(code);
    boolean echoed = c.closeSent().map(ScannedFrame::closeCode).equals(Optional.of(code));
    if (failed && !(course.weClosedFirst() && echoed)) {
      return Opinion.broken(Words.outcome(c));
    }
    return course.weClosedFirst()
        ? Opinion.held("It completed the closing handshake with " + Words.close(close.get()) + ".")
        : Opinion.tolerable(
            Words.outcome(c), "RFC 6455 §7.3 lets an endpoint close when it sees fit");
  }

  static Opinion answersPings(Transcript transcript) {
    Course course = new Course(transcript.main());
    List<ScannedFrame> pings = course.pingsOwed();
    if (pings.isEmpty()) {
      return Opinion.notApplicable("no Ping was sent");
    }
    List<ScannedFrame> pongs = course.pongsReceived();
    ScannedFrame last = pings.get(pings.size() - 1);
    if (pongs.stream().anyMatch(pong -> pong.payload().equals(last.payload()))) {
      long answered =
          pings.stream()
              .filter(p -> pongs.stream().anyMatch(pong -> pong.payload().equals(p.payload())))
              .count();
      return Opinion.held(
          "%d of %s got their Pong, the last among them."
              .formatted(answered, Words.count(pings.size(), "Ping")));
    }
    if (course.carriedOn()) {
      return Opinion.held("It answered a Ping that came still later, as §5.5.3 allows.");
    }
    return Opinion.broken(
        "No Pong came for the %s of %d octets; %s came in all. %s"
            .formatted(
                pings.size() == 1 ? "Ping" : "last Ping",
                last.length(),
                Words.count(pongs.size(), "Pong"),
                Words.outcome(transcript.main())));
  }
}
