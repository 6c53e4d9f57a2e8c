package dev.wspec.cases.handshake;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.ScannedFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Questions about octets that came glued to the head of a request. */
final class DataJudges {

  private static final String EARLY =
      "§4.1 has a client wait for the answer before it sends data, so a server owes nothing to"
          + " what comes early";

  private static final String WENT_ON = "went on behind the body of the request";

  private DataJudges() {}

  /**
   * A Ping right behind the request is answered, dropped or refused. Silence is wrong, and so is a
   * frame before the 101: a server sends none until it has sent its handshake (§4.2.2).
   */
  static Judge dealsWithEarlyPing(String payload) {
    return Judge.of(
        "a Pong for the Ping that came with the request; to drop or refuse it is tolerated",
        t -> {
          Answer answer = Answer.of(t.main());
          if (answer.kind() == Answer.Kind.SILENCE || answer.kind() == Answer.Kind.NOT_HTTP) {
            return answer.broken();
          }
          if (pongsWith(t.main(), payload)) {
            return Opinion.held("answered the Ping that came with the request");
          }
          return t.main().answeredFence()
              ? Opinion.tolerable("dropped the Ping that came with the request", EARLY)
              : Opinion.tolerable(answer.observed() + " and went no further", EARLY);
        });
  }

  /**
   * The body that a request declares is not the beginning of the WebSocket connection (RFC 9112
   * §6.3); the payload is that of a Ping in the body, if there is one.
   */
  static Judge readsNoFrameInTheBody(String payload) {
    Judge refused = HandshakeJudges.refusedWithClientError();
    return Judge.of(
        "a 4xx, or a 101 and frames that begin behind the body",
        t -> {
          Conversation c = t.main();
          if (c.opened().isEmpty()) {
            return refused.judge(t);
          }
          if (pongsWith(c, payload)) {
            return Opinion.broken("answered a Ping that stood in the body of the request");
          }
          return c.answeredFence() ? Opinion.held(WENT_ON) : closedBehindTheBody(c);
        });
  }

  /** A 101 is tolerable only if the connection ends with it (RFC 9112 §6.1). */
  static Judge endsTheConnection() {
    Judge refused = HandshakeJudges.refusedWithClientError();
    return Judge.of(
        "a 4xx; a 101 is tolerated if the connection does not go on",
        t -> {
          if (t.main().opened().isEmpty()) {
            return refused.judge(t);
          }
          return t.main().answeredFence()
              ? Opinion.broken("answered 101 and went on")
              : Opinion.tolerable(
                  "answered 101 and ended the connection",
                  "RFC 9112 §6.1 lets a server process such a request if it closes afterwards");
        });
  }

  /** How it closed tells as much: 1000 answers our Close frame, which stands behind the body. */
  private static Opinion closedBehindTheBody(Conversation c) {
    if (c.closeReceived().isEmpty()) {
      return c.endedBySubject()
          ? Opinion.tolerable(
              "answered 101 and then ended the connection",
              "it may have done so because of the body")
          : Opinion.broken("did not react to the frames behind the body of the request");
    }
    int code = c.closeReceived().get().closeCode();
    return code == 1000 || code == 1005
        ? Opinion.held(WENT_ON)
        : Opinion.broken("failed the connection with " + code);
  }

  private static boolean pongsWith(Conversation c, String payload) {
    byte[] octets = payload.getBytes(StandardCharsets.UTF_8);
    return c.received().stream()
        .anyMatch(
            frame -> frame.is(ScannedFrame.PONG) && Arrays.equals(frame.payload().head(), octets));
  }
}
