package dev.wspec.conformance.judge;

import static dev.wspec.protocol.CloseCode.NORMAL_CLOSURE;
import static dev.wspec.protocol.CloseCode.NO_STATUS_RECEIVED;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.protocol.CloseCode;
import java.util.List;
import java.util.Set;

/** What an endpoint does in the closing handshake (RFC 6455 §5.5.1, §7.1). */
final class ClosingJudges {
  private ClosingJudges() {}

  static Opinion answersClose(Transcript transcript) {
    Conversation c = transcript.main();
    if (c.closeSent().isEmpty()) {
      return Opinion.notApplicable("the subject ended the connection before we closed it");
    }
    if (c.closeReceived().isPresent()) {
      return Opinion.held(Words.outcome(c));
    }
    return c.endedBy(How.RESET)
        ? Opinion.tolerable(Words.outcome(c), "the reset may have eaten its Close")
        : Opinion.broken(Words.outcome(c));
  }

  static Opinion closeReplyIs(Transcript transcript, Set<Integer> codes) {
    Conversation c = transcript.main();
    if (!new Course(c).weClosedFirst()) {
      return Opinion.notApplicable("the subject closed first");
    }
    if (c.closeReceived().isEmpty()) {
      return Opinion.notApplicable("no Close came");
    }
    ScannedFrame reply = c.closeReceived().get();
    String observed = "It answered with " + Words.close(reply) + ".";
    int code = reply.closeCode();
    if (codes.contains(code) || code == NORMAL_CLOSURE || code == NO_STATUS_RECEIVED) {
      return Opinion.held(observed);
    }
    boolean complains = code == CloseCode.PROTOCOL_ERROR || code == CloseCode.INVALID_PAYLOAD_DATA;
    return complains
        ? Opinion.broken(observed)
        : Opinion.tolerable(
            observed, "RFC 6455 §5.5.1 says that the answer typically repeats the code");
  }

  static Opinion closesCleanly(Transcript transcript) {
    Opinion answer = answersClose(transcript);
    Conversation c = transcript.main();
    if (c.closeReceived().isEmpty()) {
      return answer;
    }
    if (c.endedBy(How.RESET)) {
      return Opinion.tolerable(
          Words.outcome(c), "RFC 6455 §7.1.1 says only that TCP should be closed cleanly");
    }
    return c.endedBy(How.EOF, How.LEFT)
        ? Opinion.held(Words.outcome(c))
        : Opinion.broken(Words.outcome(c));
  }

  static Opinion endsTcpItself(Transcript transcript) {
    if (transcript.subject() != SubjectRole.SERVER) {
      return Opinion.notApplicable("it is the server that ends the TCP connection");
    }
    Conversation c = transcript.main();
    if (c.closeReceived().isEmpty() || c.closeSent().isEmpty()) {
      return Opinion.notApplicable("there was no closing handshake");
    }
    if (!c.endedBySubject()) {
      return Opinion.broken(Words.outcome(c));
    }
    return new Course(c).halfClosedFirst()
        ? Opinion.tolerable(
            "It ended the TCP connection after our FIN.",
            "our FIN may have come before it got round to its own")
        : Opinion.held("It ended the TCP connection before we did.");
  }

  static Opinion endsTcpWithoutReset(Transcript transcript) {
    Conversation c = transcript.main();
    if (!c.endedBySubject()) {
      return Opinion.notApplicable("the subject did not end the TCP connection");
    }
    return c.endedBy(How.EOF)
        ? Opinion.held("It ended the TCP connection with a FIN.")
        : Opinion.broken("It reset the TCP connection.");
  }

  static Opinion noSecondClose(Conversation c) {
    long closes = c.received().stream().filter(f -> f.is(ScannedFrame.CLOSE)).count();
    return closes <= 1
        ? Opinion.held(Words.count(closes, "Close frame") + " came.")
        : Opinion.broken(closes + " Close frames came.");
  }

  /**
   * Judges what came behind the subject's Close. Pongs may: §5.5.2 still owes them until the
   * other's Close was received.
   */
  static Opinion afterClose(Conversation c) {
    List<ScannedFrame> frames = c.received();
    int close = 0;
    while (close < frames.size() && !frames.get(close).is(ScannedFrame.CLOSE)) {
      close++;
    }
    if (close == frames.size()) {
      return Opinion.notApplicable("the subject sent no Close");
    }
    List<ScannedFrame> behind = frames.subList(close + 1, frames.size());
    for (ScannedFrame frame : behind) {
      if (!frame.isControl()) {
        return Opinion.broken("Behind its Close it sent " + Words.a(frame) + ".");
      }
    }
    if (behind.stream().anyMatch(f -> f.is(ScannedFrame.PING))) {
      return Opinion.tolerable(
          "Behind its Close it sent a Ping.", "RFC 6455 §5.5.1 forbids data frames only");
    }
    return Opinion.held("Behind its Close came no data.");
  }
}
