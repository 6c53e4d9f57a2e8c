package dev.wspec.cases.liveness;

import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.answersClose;
import static dev.wspec.conformance.judge.Judges.answersPings;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;

import dev.wspec.cases.Stories;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Wire;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Frames that come slowly. Time is measured in round trips: between any two octets another
 * connection has a message answered, which also shows that a server does not wait for the slow one.
 */
final class SlowCases {
  private static final int ROUNDS = 30;

  private SlowCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
        drip("text", "A text message", text("drop by drop")).build(),
        drip("empty", "An empty message", text("")).build(),
        drip("16-bit-length", "A message with a 16-bit length", text("x".repeat(126))).build(),
        drip("fragments", "A fragmented message", text("dr").notFinal(), continuation("op"))
            .build(),
        drip("ping", "A Ping", ping("drop by drop")).check("6455-5.5.2-03", answersPings()).build(),
        dripClose(),
        idle(),
        pause());
  }

  private static ConformanceCase.Builder drip(String variant, String what, RawFrame... frames) {
    return conformanceCase("liveness/drip/" + variant)
        .title(what + " whose octets come one by one with round trips between them is taken")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              drip(wire, frames);
              wire.awaitEchoes();
              wire.fence();
              wire.close();
            })
        .check("6455-6.2-01", echoesEveryMessage());
  }

  private static ConformanceCase dripClose() {
    return conformanceCase("liveness/drip/close")
        .title("A Close whose octets come one by one with round trips between them is answered")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              drip(wire, close(1000, "drop by drop"));
              wire.close();
            })
        .check("6455-5.5.1-10", answersClose())
        .build();
  }

  private static void drip(Wire wire, RawFrame... frames) {
    Stories.settle(wire);
    Wire other = wire.another();
    Stories.settle(other);
    SplittableRandom keys = new SplittableRandom(wire.random().nextLong());
    for (RawFrame frame : frames) {
      for (byte octet : frame.toBytes(wire.role(), keys)) {
        wire.sendOctets(octet);
        other.exchange(text("meanwhile"));
      }
    }
    other.close();
  }

  private static ConformanceCase idle() {
    return conformanceCase("liveness/idle/others-talk")
        .title("A connection that is silent while another talks is served afterwards")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              Stories.settle(wire);
              talk(wire.another());
              wire.exchange(text("at last"));
              wire.close();
            })
        .check("6455-6.2-01", echoesEveryMessage())
        .build();
  }

  private static ConformanceCase pause() {
    return conformanceCase("liveness/idle/amid-message")
        .title("A message whose fragments come with a pause between them is taken")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              Stories.settle(wire);
              wire.send(text("to be ").notFinal());
              talk(wire.another());
              wire.exchange(continuation("continued"));
              wire.close();
            })
        .check("6455-6.2-05", echoesEveryMessage())
        .build();
  }

  private static void talk(Wire other) {
    other.open();
    for (int i = 0; i < ROUNDS; i++) {
      other.exchange(text("round " + i));
    }
    other.close();
  }
}
