package dev.wspec.cases.fragmentation;

import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.answersPings;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.Wire;
import java.util.stream.Stream;

/** Control frames between the fragments of a message (RFC 6455 §5.4, §5.5). */
final class InterleavedControlCases {
  private static final RawFrame[] PING_BETWEEN = {
    text("fragment1").notFinal(), ping("ping payload"), continuation("fragment2")
  };

  private InterleavedControlCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
        pinged("ping-between~write=whole", "in one write", oneGo(Segmentation.whole())),
        pinged("ping-between~write=bytewise", "octet by octet", oneGo(Segmentation.bytewise())),
        pinged(
            "ping-between~write=per-frame",
            "in a write of its own, answered at once",
            wire -> {
              wire.open();
              wire.send(text("fragment1").notFinal());
              wire.send(ping("ping payload"));
              wire.awaitPongs(1);
              wire.exchange(continuation("fragment2"));
              wire.close();
            }),
        twoPings("two-pings-between~write=whole", false),
        twoPings("two-pings-between~write=per-frame", true),
        pinged(
            "pings-everywhere",
            "between each two",
            wire -> {
              wire.open();
              wire.exchange(
                  ping("0"),
                  text("one").notFinal(),
                  ping("1"),
                  pong("unasked"),
                  continuation("two").notFinal(),
                  ping("2"),
                  ping("3"),
                  continuation("three"),
                  ping("4"));
              wire.fence();
              wire.close();
            }),
        pongBetween());
  }

  private static Stimulus oneGo(Segmentation segmentation) {
    return wire -> {
      wire.open();
      wire.exchange(segmentation, PING_BETWEEN);
      wire.awaitPongs(1);
      wire.close();
    };
  }

  private static ConformanceCase pinged(String variant, String how, Stimulus stimulus) {
    return conformanceCase("fragmentation/" + variant)
        .title("A Ping between fragments, " + how + ", is answered and the message is whole")
        .stimulus(stimulus)
        .check("6455-5.4-12", echoesEveryMessage())
        .check("6455-5.5.2-03", answersPings())
        .check("6455-5.5-05", echoesEveryMessage())
        .build();
  }

  /** The first Pong is awaited, so that the second Ping comes after a while. */
  private static ConformanceCase twoPings(String variant, boolean eachAlone) {
    return pinged(
        variant,
        "twice with a pause",
        wire -> {
          wire.open();
          send(
              wire,
              eachAlone,
              text("fragment1").notFinal(),
              continuation("fragment2").notFinal(),
              ping("pongme 1!"));
          wire.awaitPongs(1);
          send(
              wire,
              eachAlone,
              continuation("fragment3").notFinal(),
              continuation("fragment4").notFinal(),
              ping("pongme 2!"));
          wire.exchange(continuation("fragment5"));
          wire.awaitPongs(2);
          wire.close();
        });
  }

  private static void send(Wire wire, boolean eachAlone, RawFrame... frames) {
    if (!eachAlone) {
      wire.send(frames);
      return;
    }
    for (RawFrame frame : frames) {
      wire.send(frame);
    }
  }

  private static ConformanceCase pongBetween() {
    return conformanceCase("fragmentation/pong-between")
        .title("A Pong that nobody asked for leaves the message around it whole")
        .stimulus(
            wire -> {
              wire.open();
              wire.exchange(text("one").notFinal(), pong("heartbeat"), continuation("two"));
              wire.close();
            })
        .check("6455-5.4-12", echoesEveryMessage())
        .build();
  }
}
