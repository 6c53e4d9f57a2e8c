package dev.wspec.cases.closing;

import static dev.wspec.cases.Stories.octets;
import static dev.wspec.cases.Stories.settle;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.frame;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.answersClose;
import static dev.wspec.conformance.judge.Judges.closeReplyIs;
import static dev.wspec.conformance.judge.Judges.doesNotDeliver;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.ignoresPingsAfterClose;
import static dev.wspec.conformance.judge.Judges.leniently;
import static dev.wspec.conformance.judge.Judges.noSecondClose;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import java.util.stream.Stream;

/** What comes behind a Close is thrown away (RFC 6455 §1.4, §5.5.1, §7.1.1). */
final class BehindCloseCases {
  private BehindCloseCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
            behind("close", "A second Close", close(1000), close())
                .check("6455-5.5.1-20", noSecondClose()),
            behind("ping", "A Ping", close(1000), ping("late"))
                .check("6455-5.5.2-04", ignoresPingsAfterClose()),
            behind("empty-ping", "A Ping without a payload", close(1000), ping(""))
                .check("6455-5.5.2-04", ignoresPingsAfterClose()),
            behind("pong", "A Pong", close(1000), pong("late"))
                .check("6455-5.5.1-20", noSecondClose()),
            behind("text", "A text", close(1000), text("Hello World!"))
                .check("6455-5.5.1-16", doesNotDeliver()),
            behind("binary", "Binary data", close(1000), binary(octets(0xFE, 1000)))
                .check("6455-5.5.1-16", doesNotDeliver())
                .check("6455-7.1.1-04", doesNotDeliver()),
            behind(
                "unsound-frame",
                "A frame with a reserved opcode",
                close(1000),
                frame(0x3, (byte) 'x').rsv(7)),
            behind(
                    "last-fragment",
                    "The rest of a fragmented message",
                    text("fragment1").notFinal(),
                    close(1000),
                    continuation("fragment2"))
                .check("6455-5.5.1-16", doesNotDeliver()),
            behind(
                    "large-messages-and-ping",
                    "A Ping behind a large text, a small one and a Close, all in one write,",
                    text("BAsd7&jh23".repeat(26_215).substring(0, 262_144)),
                    text("Hello World!"),
                    close(1000),
                    ping(""))
                .check(
                    "6455-5.5.1-13",
                    leniently(
                        echoesEveryMessage(),
                        "RFC 6455 §5.5.1 does not say that what came before a Close is answered"
                            + " first")))
        .map(ConformanceCase.Builder::build);
  }

  private static ConformanceCase.Builder behind(String variant, String what, RawFrame... frames) {
    return conformanceCase("closing/behind/" + variant)
        .title(what + " behind a Close is passed over, and the Close is answered")
        .stimulus(
            wire -> {
              settle(wire);
              wire.send(frames);
              wire.close();
            })
        .check("6455-5.5.1-10", answersClose())
        .check("6455-1.4-01", closeReplyIs(1000));
  }
}
