package dev.wspec.cases.liveness;

import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.frame;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;

import dev.wspec.cases.Stories;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Wire;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What one connection does wrong is no concern of another. The bystander is opened first, and is
 * amid a fragmented message while the other one misbehaves.
 */
final class BystanderCases {
  private static final int MANY = 20;

  private BystanderCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
        violation("rsv", "sets reserved bits", text("x").rsv(7)),
        violation("opcode", "uses a reserved opcode", frame(0x3, (byte) 'x')),
        violation("unmasked", "does not mask", text("x").unmasked()),
        violation("utf8", "sends text that is not UTF-8", text(new byte[] {(byte) 0xFF})),
        violation("long-control", "sends a Ping of 126 octets", ping(new byte[126])),
        violation("continuation", "continues no message", continuation("x")),
        violation("close-code", "closes with code 1005", close(1005)),
        violation("too-long", "declares 2^63 - 1 octets", binary().declaring(Long.MAX_VALUE)),
        bystander("reset", "resets its connection", Wire::reset),
        bystander(
            "reset-amid-frame",
            "resets its connection amid a frame",
            other -> {
              other.send(binary(new byte[10]).declaring(1000));
              other.reset();
            }),
        bystander(
            "reset-with-answers-unread",
            "resets its connection without reading the answers",
            other -> {
              other.send(text("answer one"), text("answer two"), ping("answer three"));
              other.reset();
            }),
        bystander(
            "end-amid-message",
            "ends its connection amid a message",
            other -> {
              other.send(text("unfin").notFinal());
              other.halfClose();
              other.awaitEnd();
            }),
        bystander("ordinary-close", "closes its connection", Wire::close),
        manyResets());
  }

  private static ConformanceCase violation(String variant, String deed, RawFrame frame) {
    return bystander(
        variant,
        deed,
        other -> {
          other.send(frame);
          other.halfClose();
          other.awaitEnd();
        });
  }

  private static ConformanceCase bystander(String variant, String deed, Consumer<Wire> misdeed) {
    return conformanceCase("liveness/bystander/" + variant)
        .title("A connection is not disturbed when another one " + deed)
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              Stories.settle(wire);
              wire.send(text("before, ").notFinal());
              Wire other = wire.another();
              Stories.settle(other);
              misdeed.accept(other);
              wire.exchange(continuation("and after"));
              wire.close();
            })
        .check("6455-6.1-09", echoesEveryMessage())
        .build();
  }

  private static ConformanceCase manyResets() {
    return conformanceCase("liveness/bystander/many-resets~count=" + MANY)
        .title("A connection is not disturbed when " + MANY + " others are reset one after another")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              Stories.settle(wire);
              for (int i = 0; i < MANY; i++) {
                Wire other = wire.another();
                other.open();
                other.send(text("short-lived"));
                other.reset();
              }
              wire.exchange(text("after them all"));
              wire.close();
            })
        .check("6455-6.1-09", echoesEveryMessage())
        .build();
  }
}
