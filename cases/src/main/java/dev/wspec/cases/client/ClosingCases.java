package dev.wspec.cases.client;

import static dev.wspec.cases.client.Answers.ofClients;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.judge.Judges;
import java.util.List;
import java.util.stream.Stream;

/** How a client leaves: the order of frames and ends, and redirects (RFC 6455 §7.1.1, §4.1). */
final class ClosingCases {
  private ClosingCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
        ofClients("closing/server-ends-tcp", "A client waits for the server to end TCP, or ends it")
            .stimulus(
                wire -> {
                  wire.open();
                  wire.exchange(text("settle"));
                  wire.close(close(1000));
                })
            .check("6455-5.5.1-10", Judges.answersClose())
            .check("6455-7.1.1-02", waitsForUs())
            .check("6455-7.1.1-09", waitsForUs())
            .build(),
        ofClients("closing/abrupt-end", "A TCP connection that ends without a Close is left")
            .stimulus(
                wire -> {
                  wire.open();
                  wire.exchange(text("settle"));
                  wire.halfClose();
                  wire.awaitEnd();
                })
            .check("6455-7.1.1-01", Judges.endsTheConnection())
            .build(),
        ofClients("closing/end-amid-frame", "A TCP connection that ends amid a frame is left")
            .stimulus(
                wire -> {
                  wire.open();
                  wire.exchange(text("settle"));
                  wire.sendOctets((byte) 0x81, (byte) 0x05, (byte) 'h');
                  wire.halfClose();
                  wire.awaitEnd();
                })
            .check("6455-7.1.1-01", Judges.endsTheConnection())
            .build(),
        ofClients("closing/not-unasked", "A client does not close for no reason")
            .stimulus(
                wire -> {
                  wire.open();
                  for (int i = 0; i < 12; i++) {
                    wire.exchange(text("message " + i));
                  }
                  wire.fence();
                  wire.close();
                })
            .check("6455-7.3-02", staysOpen())
            .build(),
        redirect(301),
        redirect(302),
        redirect(307),
        redirect(308));
  }

  /** The Close came back and TCP was not reset; who ended it first is the client's to choose. */
  private static Judge waitsForUs() {
    return Judge.of(
        "no reset behind its Close",
        transcript -> {
          Conversation c = transcript.main();
          if (c.closeReceived().isEmpty()) {
            return Opinion.notApplicable("no Close came");
          }
          return c.endedBy(Event.Ended.How.RESET)
              ? Opinion.tolerable(
                  "It reset the TCP connection.", "RFC 6455 §7.1.1 only asks it to wait")
              : Opinion.held("It left the end of the TCP connection to us, or ended it itself.");
        });
  }

  /** Nothing but our Close makes it close. */
  private static Judge staysOpen() {
    return Judge.of(
        "no Close and no end before our Close",
        transcript -> {
          Conversation c = transcript.main();
          if (c.opened().isEmpty()) {
            return Opinion.notApplicable("the client did not ask");
          }
          boolean first = c.closeReceived().isPresent() && !answersOurs(c);
          return first || !c.answeredFence()
              ? Opinion.broken(
                  "It left after "
                      + c.messagesReceived().size()
                      + " of our messages had come back.")
              : Opinion.held("It answered the Ping behind the last message.");
        });
  }

  /** Whether its Close came behind ours. */
  private static boolean answersOurs(Conversation c) {
    return c.events().stream()
        .takeWhile(e -> !(e instanceof Event.Sent sent && sent.frame().is(ScannedFrame.CLOSE)))
        .noneMatch(e -> e instanceof Event.Received r && r.frame().is(ScannedFrame.CLOSE));
  }

  /** A client may follow; it must not take the redirect for an opened connection. */
  private static ConformanceCase redirect(int status) {
    return ofClients("redirect~status=" + status, "A redirect is followed, or fails the connection")
        .stimulus(
            wire -> {
              wire.answer(
                  (request, a) ->
                      RawAnswer.refusing(status, "Elsewhere")
                          .with("Location", again(request.target())));
              wire.awaitEnd();
            })
        .check("6455-4.1-50", ClientJudges.failsTheHandshake())
        .check("6455-4.1-48", noFrames())
        .build();
  }

  private static String again(String target) {
    return target + (target.contains("?") ? "&" : "?") + "again=1";
  }

  private static Judge noFrames() {
    return Judge.of(
        "no frame on a connection that was redirected",
        transcript -> {
          List<ScannedFrame> frames = transcript.main().received();
          return frames.isEmpty()
              ? Opinion.held("No frame came.")
              : Opinion.broken("It sent a " + frames.get(0).name() + " frame.");
        });
  }
}
