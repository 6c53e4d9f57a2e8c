package dev.wspec.cases.framing;

import static dev.wspec.cases.Stories.echo;
import static dev.wspec.cases.Stories.octets;
import static dev.wspec.cases.Stories.protocolError;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.frame;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.Stimulus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Frames mean the same however TCP cuts them (RFC 6455 §6.2). */
final class SegmentationCases {
  private static final String REQUIREMENT = "6455-6.2-01";
  private static final int MANY = 100;

  private SegmentationCases() {}

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    for (int size : List.of(1, 2, 3, 7)) {
      cases.add(pieces(size, "text", text("é".repeat(150))));
      cases.add(pieces(size, "binary", binary(octets(0xFE, 300))));
      cases.add(fragmentsInPieces(size));
    }
    cases.add(pieces(997, "text", text(octets('*', 65536))));
    cases.add(pieces(997, "binary", binary(octets(0xFE, 65536))));
    headerCuts(cases, "7", 5, 6);
    headerCuts(cases, "16", 300, 8);
    headerCuts(cases, "64", 65536, 14);
    twoFramesCut(cases);
    cases.add(manyInOneWrite());
    cases.add(
        protocolError(
                "framing/segmentation/rsv~write=bytewise",
                "A frame with RSV1 fails the connection when it comes octet by octet",
                "6455-5.2-04",
                Segmentation.bytewise(),
                text("rsv").rsv(4),
                ping("later"))
            .build());
    for (int opcode : List.of(7, 15)) {
      cases.add(
          protocolError(
                  "framing/segmentation/opcode~write=bytewise~opcode=" + opcode,
                  "A reserved opcode fails the connection when it comes octet by octet",
                  opcode < 8 ? "6455-5.2-08" : "6455-5.2-09",
                  Segmentation.bytewise(),
                  frame(opcode, (byte) 'x'),
                  ping("later"))
              .build());
    }
    return cases.stream();
  }

  private static ConformanceCase pieces(int size, String opcode, RawFrame frame) {
    return echo(
            "framing/segmentation/pieces~size=" + size + "~opcode=" + opcode,
            "A " + opcode + " message in writes of " + size + " octets is taken",
            REQUIREMENT,
            Segmentation.pieces(size),
            frame)
        .build();
  }

  private static ConformanceCase fragmentsInPieces(int size) {
    return echo(
            "framing/segmentation/fragments~size=" + size,
            "A fragmented message in writes of " + size + " octets is taken",
            REQUIREMENT,
            Segmentation.pieces(size),
            text("one").notFinal(),
            continuation("two").notFinal(),
            continuation("three"))
        .build();
  }

  /** A header has so many octets when it is masked; without a key the last cuts fall behind it. */
  private static void headerCuts(
      List<ConformanceCase> cases, String form, int size, int headerLength) {
    for (int at = 1; at <= headerLength; at++) {
      cases.add(
          conformanceCase("framing/segmentation/header-cut~form=" + form + "~at=" + at)
              .title("A header cut before octet " + at + " is read like any other")
              .stimulus(cutBehindPing(at, binary(octets(0xFE, size))))
              .check(REQUIREMENT, echoesEveryMessage())
              .build());
    }
  }

  /**
   * Two writes may well arrive as one. The Pong for the Ping before the first part tells that the
   * subject has read so far, and the rest not yet.
   */
  private static Stimulus cutBehindPing(int at, RawFrame frame) {
    return wire -> {
      if (wire.open()) {
        byte[] ping = ping("so far").toBytes(wire.role(), wire.random());
        byte[] cut = frame.toBytes(wire.role(), wire.random());
        byte[] begin = Arrays.copyOf(ping, ping.length + at);
        System.arraycopy(cut, 0, begin, ping.length, at);
        wire.sendOctets(begin);
        wire.awaitPongs(1);
        wire.sendOctets(Arrays.copyOfRange(cut, at, cut.length));
        wire.awaitEchoes();
        wire.close();
      }
    };
  }

  /** The cuts lie in the second frame's header, and around it. */
  private static void twoFramesCut(List<ConformanceCase> cases) {
    for (int at = 8; at <= 16; at++) {
      cases.add(
          echo(
                  "framing/segmentation/two-frames-cut~at=" + at,
                  "Two messages in two writes, cut anywhere, are taken",
                  REQUIREMENT,
                  Segmentation.cutAt(at),
                  text("four"),
                  text("fives"))
              .build());
    }
  }

  private static ConformanceCase manyInOneWrite() {
    return echo(
            "framing/segmentation/many-in-one-write",
            MANY + " messages in one write come back in order",
            REQUIREMENT,
            IntStream.range(0, MANY).mapToObj(i -> text("message " + i)).toArray(RawFrame[]::new))
        .check("6455-6.2-06", echoesEveryMessage())
        .build();
  }
}
