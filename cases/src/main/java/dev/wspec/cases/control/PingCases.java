package dev.wspec.cases.control;

import static dev.wspec.cases.Stories.hex;
import static dev.wspec.cases.Stories.octets;
import static dev.wspec.cases.Stories.settle;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.answersPings;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pings and the Pongs that are owed for them (RFC 6455 §5.5.2, §5.5.3). */
final class PingCases {
  private PingCases() {}

  /** So many Pings in one write are what some servers guard against. */
  private static final int FLOOD = 100;

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    for (int size : List.of(0, 1, 2, 3, 4, 124, 125)) {
      cases.add(answered("size=" + size, "of " + size + " octets", octets(0xFE, size)));
    }
    cases.add(answered("payload=text", "with text", "Hello, world!".getBytes(UTF_8)));
    cases.add(
        answered("payload=not-utf-8", "with octets that are no text", hex("00fffefdfcfb00ff")));
    cases.add(longestByteByByte());
    for (int count : List.of(2, 10, 100)) {
      cases.add(many(count, "whole", Segmentation.whole()));
    }
    cases.add(many(10, "bytewise", Segmentation.bytewise()));
    cases.add(betweenMessages());
    cases.add(withMessageInOneWrite());
    return cases.stream();
  }

  private static ConformanceCase answered(String axis, String which, byte[] payload) {
    return conformanceCase("control/ping~" + axis)
        .title("A Ping " + which + " is answered with the same payload")
        .stimulus(
            wire -> {
              wire.open();
              wire.send(ping(payload));
              wire.awaitPongs(1);
              wire.close();
            })
        .check("6455-5.5.2-03", answersPings())
        .check("6455-5.5.3-02", answersPings())
        .build();
  }

  private static ConformanceCase longestByteByByte() {
    return conformanceCase("control/ping-bytewise")
        .title("A Ping that comes octet by octet is answered")
        .stimulus(
            wire -> {
              wire.open();
              wire.send(Segmentation.bytewise(), ping(octets(0xFE, 125)));
              wire.awaitPongs(1);
              wire.close();
            })
        .check("6455-5.5.2-03", answersPings())
        .check("6455-6.2-01", answersPings())
        .build();
  }

  /** Only the last Pong is owed (§5.5.3), and that may be the one for the fence. */
  private static ConformanceCase many(int count, String write, Segmentation segmentation) {
    return conformanceCase("control/pings~count=" + count + "~write=" + write)
        .title("The last of " + count + " Pings in a row is answered")
        .stimulus(
            wire -> {
              wire.open();
              wire.send(
                  segmentation,
                  IntStream.range(0, count)
                      .mapToObj(i -> ping("payload-" + i))
                      .toArray(RawFrame[]::new));
              wire.fence();
              wire.close();
            })
        .check("6455-5.5.2-03", count < FLOOD ? answersPings() : answersPingsOrLeaves())
        .check("6455-5.5.3-02", count < FLOOD ? answersPings() : answersPingsOrLeaves())
        .build();
  }

  private static Judge answersPingsOrLeaves() {
    Judge strict = answersPings();
    return Judge.of(
        strict.accepted(),
        transcript -> {
          Opinion opinion = strict.judge(transcript);
          Conversation c = transcript.main();
          boolean left =
              c.closeSent().isEmpty()
                  && (c.endedBy(Event.Ended.How.RESET) || c.endedBy(Event.Ended.How.EOF));
          return left && opinion.finding() == Finding.BROKEN
              ? Opinion.tolerable(
                  opinion.observed(),
                  "some servers take a hundred Pings at once for an attack, and §10.4 is on their"
                      + " side")
              : opinion;
        });
  }

  private static ConformanceCase betweenMessages() {
    return conformanceCase("control/ping-between-messages")
        .title("Pings between messages are answered, and the messages come back")
        .stimulus(
            wire -> {
              settle(wire);
              wire.send(ping("first"));
              wire.awaitPongs(1);
              wire.exchange(text("between"));
              wire.send(ping("second"));
              wire.awaitPongs(2);
              wire.close();
            })
        .check("6455-5.5.2-03", answersPings())
        .check("6455-6.2-02", echoesEveryMessage())
        .build();
  }

  private static ConformanceCase withMessageInOneWrite() {
    return conformanceCase("control/ping-with-messages-in-one-write")
        .title("A Ping between two messages in one write is answered")
        .stimulus(
            wire -> {
              wire.open();
              wire.exchange(text("before"), ping("amid"), text("behind"));
              wire.awaitPongs(1);
              wire.close();
            })
        .check("6455-5.5.2-03", answersPings())
        .check("6455-6.2-02", echoesEveryMessage())
        .build();
  }
}
