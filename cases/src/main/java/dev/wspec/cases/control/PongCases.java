package dev.wspec.cases.control;

import static dev.wspec.cases.Stories.octets;
import static dev.wspec.cases.Stories.settle;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.answersPings;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.survives;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Pongs that nobody asked for: heartbeats, to which there is no answer (RFC 6455 §5.5.3). */
final class PongCases {
  private PongCases() {}

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    for (int size : List.of(0, 1, 24, 125)) {
      cases.add(
          unsolicited("~size=" + size, "A Pong of " + size + " octets", pong(octets('p', size))));
    }
    cases.add(
        unsolicited(
            "-many",
            "A hundred Pongs",
            Collections.nCopies(100, pong("heartbeat")).toArray(RawFrame[]::new)));
    cases.add(thenPing());
    return cases.stream();
  }

  private static ConformanceCase unsolicited(String variant, String what, RawFrame... pongs) {
    return conformanceCase("control/unsolicited-pong" + variant)
        .title(what + " that nobody asked for is passed over")
        .stimulus(
            wire -> {
              settle(wire);
              wire.send(pongs);
              wire.exchange(text("behind"));
              wire.close();
            })
        .check("6455-5.5.3-04", survives())
        .check("6455-5.5.3-05", echoesEveryMessage())
        .build();
  }

  private static ConformanceCase thenPing() {
    return conformanceCase("control/unsolicited-pong-then-ping")
        .title("A Pong that nobody asked for does not stand for the answer to a Ping")
        .stimulus(
            wire -> {
              wire.open();
              wire.send(pong("unsolicited pong payload"), ping("ping payload"));
              wire.awaitPongs(1);
              wire.close();
            })
        .check("6455-5.5.3-04", answersPings())
        .build();
  }
}
