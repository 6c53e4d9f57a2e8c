package dev.wspec.cases.deflate;

import static dev.wspec.cases.deflate.CompressedMessageCases.hex;
import static dev.wspec.cases.deflate.CompressedMessageCases.violationOf;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.frame;
import static dev.wspec.conformance.ScannedFrame.BINARY;
import static dev.wspec.conformance.ScannedFrame.TEXT;
import static dev.wspec.conformance.judge.Judges.failsTheConnection;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import java.util.List;

/** Payloads that are no DEFLATE data, whatever may follow them (RFC 1951 §3.2, RFC 7692 §7.2.2). */
final class DamagedCases {

  /** A block of "He" and the empty block that a flush leaves behind. */
  private static final String GOOD_BLOCK = "f24805000000ffff";

  /** A block of the reserved type. */
  private static final String BAD_BLOCK = "070000";

  private DamagedCases() {}

  static void addTo(List<ConformanceCase> cases) {
    cases.add(
        damaged(
            "reserved-block-type",
            "A block of the reserved type",
            "1951-3.2.3-01",
            text(BAD_BLOCK)));
    cases.add(
        damaged(
            "reserved-block-type-behind-block",
            "A block of the reserved type behind a sound one",
            "1951-3.2.3-01",
            text(GOOD_BLOCK + BAD_BLOCK)));
    cases.add(
        damaged(
            "reserved-block-type-in-second-fragment",
            "A block of the reserved type in the second fragment",
            "1951-3.2.3-01",
            text(GOOD_BLOCK).notFinal(),
            continuation(hex(BAD_BLOCK))));
    cases.add(
        damaged(
            "stored-length",
            "A stored block whose length and its complement differ",
            "1951-3.2.4-01",
            text("00050000004865")));
    cases.add(
        damaged(
            "distance-too-far",
            "A reference to before the first octet",
            "1951-3.2.3-02",
            frame(BINARY, distanceBeforeTheWindow()).rsv(4)));
    cases.add(
        damaged(
            "length-symbol",
            "A symbol for a length that there is not",
            "1951-3.2.6-01",
            frame(BINARY, fixed().code(0xC6, 8).put(0, 16).toByteArray()).rsv(4)));
    cases.add(
        damaged(
            "distance-symbol",
            "A symbol for a distance that there is not",
            "1951-3.2.6-01",
            frame(BINARY, fixed().code(1, 7).code(30, 5).put(0, 16).toByteArray()).rsv(4)));
    // One literal, "\n", and a block left open: behind it the four octets that the receiver puts
    // back (RFC 7692 §7.2.2) are the end of the block and a stored one whose lengths differ.
    cases.add(
        damaged(
            "behind-the-tail",
            "A block that is broken by the tail",
            "1951-3.2.4-01",
            text("e282")));
    cases.add(
        damaged(
            "code-lengths-of-zero",
            "A block whose Huffman codes are all of no length",
            "1951-3.2.7-01",
            frame(BINARY, noCodes()).rsv(4)));
  }

  private static ConformanceCase damaged(
      String variant, String what, String rule, RawFrame... frames) {
    return violationOf(
            "damaged/" + variant,
            what + " fails the connection",
            "7692-7.2.2-11",
            new Integer[] {1007, 1002},
            frames)
        .check(rule, failsTheConnection())
        .build();
  }

  private static RawFrame text(String octets) {
    return frame(TEXT, hex(octets)).rsv(4);
  }

  /** Twelve literals in a block of fixed Huffman codes, which is left open. */
  private static BitWriter fixed() {
    BitWriter bits = new BitWriter().put(0, 1).put(1, 2); // not final, fixed codes
    for (int i = 0; i < 12; i++) {
      bits.code(0x30 + 'x', 8);
    }
    return bits;
  }

  /**
   * A match of length 3 at distance 32768, which lies before everything that was ever sent, built
   * bit by bit.
   */
  private static byte[] distanceBeforeTheWindow() {
    BitWriter bits = fixed();
    bits.code(1, 7); // symbol 257: length 3
    bits.code(29, 5).put(8191, 13); // distance code 29: 24577 + 8191
    bits.code(0, 7); // end of block
    bits.put(0, 3); // an empty stored block follows, its length is stripped
    return bits.toByteArray();
  }

  /**
   * The code for code lengths itself has no codes; the zeros behind it are enough for all 258 code
   * lengths, so that a reader who takes them for such finds a block that cannot end.
   */
  private static byte[] noCodes() {
    BitWriter bits = new BitWriter().put(0, 1).put(2, 2); // not final, codes of its own
    bits.put(0, 5).put(0, 5).put(15, 4); // 257 lengths, 1 distance, 19 code lengths
    for (int i = 0; i < 19 + 100; i++) {
      bits.put(0, 3);
    }
    return bits.toByteArray();
  }
}
