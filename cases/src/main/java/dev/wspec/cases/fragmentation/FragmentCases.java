package dev.wspec.cases.fragmentation;

import static dev.wspec.cases.Stories.echo;
import static dev.wspec.cases.Stories.hex;
import static dev.wspec.cases.Stories.octets;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.ScannedFrame.BINARY;
import static dev.wspec.conformance.ScannedFrame.TEXT;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Segmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A message means the same in however many frames it comes (RFC 6455 §5.4). */
final class FragmentCases {
  private static final byte[] EMPTY = {};

  private FragmentCases() {}

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    for (int count : List.of(2, 3, 10, 500)) {
      cases.add(count(count, "text", TEXT));
      cases.add(count(count, "binary", BINARY));
    }
    cases.add(sound("two", "6455-5.4-04", "Two fragments in one write", two()));
    cases.add(
        echo(
                "fragmentation/two~write=bytewise",
                "Two fragments octet by octet are one message",
                "6455-5.4-04",
                Segmentation.bytewise(),
                two())
            .build());
    cases.add(oneWritePerFrame());
    cases.add(
        sound(
            "empty/all",
            "6455-5.4-20",
            "Empty fragments",
            Fragments.of(TEXT, EMPTY, EMPTY, EMPTY)));
    cases.add(
        sound(
            "empty/around",
            "6455-5.4-20",
            "An empty first and an empty last fragment",
            Fragments.of(TEXT, EMPTY, "middle frame payload".getBytes(US_ASCII), EMPTY)));
    cases.add(
        sound(
            "empty/amid",
            "6455-5.4-20",
            "An empty fragment between two others",
            Fragments.of(BINARY, octets(1, 5), EMPTY, octets(2, 5))));
    cases.add(manyEmpty());
    cases.add(
        sound(
            "sizes",
            "6455-5.4-13",
            "Fragments of very different sizes",
            Fragments.of(
                BINARY, EMPTY, octets(1, 1), octets(2, 125), octets(3, 126), octets(4, 65536))));
    cases.add(
        sound(
            "pieces~size=1300",
            "6455-5.4-13",
            "64 KiB of text in fragments of 1300 octets",
            Fragments.pieces(TEXT, octets('*', 65536), 1300)));
    cases.add(twoMessages());
    cases.add(
        sound(
            "binary-that-is-not-utf-8",
            "6455-5.4-19",
            "Fragments of a binary message that are not UTF-8",
            Fragments.of(BINARY, hex("c3"), hex("28"), hex("eda080"))));
    cases.add(heldBack());
    return cases.stream();
  }

  private static RawFrame[] two() {
    return Fragments.of(TEXT, "fragment1".getBytes(US_ASCII), "fragment2".getBytes(US_ASCII));
  }

  private static ConformanceCase sound(
      String variant, String requirement, String what, RawFrame... frames) {
    return echo("fragmentation/" + variant, what + " make one message", requirement, frames)
        .build();
  }

  /** Numbered, so that fragments out of order show. */
  private static ConformanceCase count(int count, String opcode, int code) {
    byte[][] payloads = new byte[count][];
    for (int i = 0; i < count; i++) {
      payloads[i] = new byte[] {(byte) ('!' + i % 90)};
    }
    return echo(
            "fragmentation/count~count=" + count + "~opcode=" + opcode,
            "A " + opcode + " message in " + count + " fragments is taken in their order",
            "6455-5.4-10",
            Fragments.of(code, payloads))
        .check("6455-5.4-14", echoesEveryMessage())
        .check("6455-6.2-05", echoesEveryMessage())
        .build();
  }

  private static ConformanceCase oneWritePerFrame() {
    return conformanceCase("fragmentation/two~write=per-frame")
        .title("Two fragments in a write of their own each are one message")
        .stimulus(
            wire -> {
              wire.open();
              wire.send(text("fragment1").notFinal());
              wire.exchange(continuation("fragment2"));
              wire.close();
            })
        .check("6455-5.4-04", echoesEveryMessage())
        .build();
  }

  private static ConformanceCase manyEmpty() {
    byte[][] payloads = new byte[500][];
    Arrays.fill(payloads, EMPTY);
    payloads[0] = octets('a', 1);
    payloads[499] = octets('z', 1);
    return sound(
        "empty/many", "6455-5.4-20", "Hundreds of empty fragments", Fragments.of(TEXT, payloads));
  }

  private static ConformanceCase twoMessages() {
    List<RawFrame> frames = new ArrayList<>(List.of(two()));
    frames.addAll(List.of(Fragments.of(BINARY, octets(1, 3), octets(2, 3))));
    return echo(
            "fragmentation/two-messages",
            "Two fragmented messages in a row are two messages",
            "6455-6.2-06",
            frames.toArray(RawFrame[]::new))
        .check("6455-6.2-03", echoesEveryMessage())
        .build();
  }

  /** The fence shows that the first fragment has been dealt with, and not as a message. */
  private static ConformanceCase heldBack() {
    return conformanceCase("fragmentation/held-back")
        .title("Nothing is delivered before the last fragment")
        .stimulus(
            wire -> {
              wire.open();
              wire.send(text("one").notFinal());
              wire.fence();
              wire.exchange(continuation("two"));
              wire.close();
            })
        .check("6455-5.2-01", echoesEveryMessage())
        .build();
  }
}
