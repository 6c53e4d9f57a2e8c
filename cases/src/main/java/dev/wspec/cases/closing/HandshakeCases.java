package dev.wspec.cases.closing;

import static dev.wspec.cases.Stories.closing;
import static dev.wspec.cases.Stories.settle;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.frame;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.answersClose;
import static dev.wspec.conformance.judge.Judges.answersPings;
import static dev.wspec.conformance.judge.Judges.closeReplyIs;
import static dev.wspec.conformance.judge.Judges.closesCleanly;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.endsTcpItself;
import static dev.wspec.conformance.judge.Judges.endsTcpWithoutReset;
import static dev.wspec.conformance.judge.Judges.endsTheConnection;
import static dev.wspec.conformance.judge.Judges.leniently;
import static dev.wspec.conformance.judge.Judges.noSecondClose;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.SubjectRole;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The closing handshake, and the end of the TCP connection (RFC 6455 §5.5.1, §7.1). */
final class HandshakeCases {
  private static final String ANSWER = "6455-5.5.1-10";
  private static final String BUSY =
      "RFC 6455 §5.5.1 does not say that what came before a Close is answered first";

  private HandshakeCases() {}

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    cases.add(
        answered("after-message", "behind a message", closing(close(1000)))
            .check("6455-5.5.1-11", closeReplyIs(1000))
            .check("6455-5.5.1-15", closesCleanly())
            .build());
    cases.add(
        answered(
                "at-once",
                "as the first frame",
                wire -> {
                  wire.open();
                  wire.close();
                })
            .build());
    cases.add(
        answered("empty", "without a body", closing(close()))
            .check("6455-5.5.1-21", closeReplyIs(1005))
            .build());
    cases.add(
        answered("code-only", "with a code only", closing(close(1000)))
            .check("6455-7.4-02", closeReplyIs(1000))
            .build());
    cases.add(reason("1", "!"));
    cases.add(reason("12", "Hello World!"));
    cases.add(reason("122", "*".repeat(122)));
    cases.add(reason("123", "*".repeat(123)));
    cases.add(reason("123-multibyte", "\u20ac".repeat(41)));
    cases.add(
        answered(
                "bytewise",
                "octet by octet",
                wire -> {
                  settle(wire);
                  wire.send(Segmentation.bytewise(), close(1000, "bye"));
                  wire.close();
                })
            .check("6455-5.5.1-11", closeReplyIs(1000))
            .build());
    cases.add(
        answered("amid-message", "amid a fragmented message", at(text("one").notFinal()))
            .check(
                "6455-5.5-05",
                leniently(
                    closeReplyIs(1000),
                    "RFC 6455 does not say whether a message may be left unfinished"))
            .build());
    cases.add(
        answered("behind-message", "in one write with a message", at(text("last words")))
            .check("6455-5.5.1-13", leniently(echoesEveryMessage(), BUSY))
            .build());
    cases.add(
        answered("behind-ping", "in one write with a Ping", at(ping("last")))
            .check("6455-5.5.2-03", leniently(answersPings(), BUSY))
            .build());
    cases.add(
        answered(
                "with-fin",
                "with our FIN behind it",
                wire -> {
                  settle(wire);
                  wire.send(close(1000));
                  wire.halfClose();
                  wire.awaitEnd();
                })
            .check("6455-7.1.1-01", endsTheConnection())
            .build());
    cases.add(tcpEnd());
    cases.add(finAlone());
    cases.add(crossing());
    cases.add(failureAnswered());
    return cases.stream();
  }

  private static ConformanceCase.Builder answered(String variant, String how, Stimulus stimulus) {
    return conformanceCase("closing/handshake/" + variant)
        .title("A Close " + how + " is answered with a Close")
        .stimulus(stimulus)
        .check(ANSWER, answersClose());
  }

  private static ConformanceCase reason(String axis, String reason) {
    return answered("reason~size=" + axis, "with a reason", closing(close(1000, reason)))
        .check("6455-5.5.1-05", closeReplyIs(1000))
        .build();
  }

  /** A frame and a Close in one write. */
  private static Stimulus at(RawFrame first) {
    return wire -> {
      settle(wire);
      wire.send(first, close(1000));
      wire.close();
    };
  }

  private static ConformanceCase tcpEnd() {
    return conformanceCase("closing/tcp/who-ends-it")
        .title("A server ends the TCP connection behind the closing handshake, with a FIN")
        .subject(SubjectRole.SERVER)
        .stimulus(closing(close(1000)))
        .check("6455-5.5.1-16", endsTcpItself())
        .check("6455-7.1.1-02", endsTcpWithoutReset())
        .check("6455-7.1.1-06", endsTcpItself())
        .build();
  }

  private static ConformanceCase finAlone() {
    return conformanceCase("closing/tcp/fin-without-close")
        .title("A FIN without a Close ends the connection")
        .stimulus(
            wire -> {
              settle(wire);
              wire.halfClose();
              wire.awaitEnd();
            })
        .check(
            "6455-7.1.1-01",
            leniently(endsTheConnection(), "RFC 6455 does not speak of a FIN without a Close"))
        .build();
  }

  /** The subject has to fail the connection, and our own Close is under way already. */
  private static ConformanceCase crossing() {
    return conformanceCase("closing/handshake/crossing")
        .title("Close frames that cross are the whole closing handshake")
        .stimulus(
            wire -> {
              settle(wire);
              wire.send(frame(0x3), close(1000));
              wire.awaitEnd();
            })
        .check("6455-5.5.1-19", endsTheConnection())
        .check("6455-5.5.1-20", noSecondClose())
        .build();
  }

  private static ConformanceCase failureAnswered() {
    return conformanceCase("closing/failure/answered")
        .title("A server that failed the connection ends it when its Close was answered")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              settle(wire);
              wire.send(frame(0x3));
              wire.awaitEnd();
            })
        .check("6455-7.1.7-03", endsTheConnection())
        .check("6455-5.5.1-20", noSecondClose())
        .build();
  }
}
