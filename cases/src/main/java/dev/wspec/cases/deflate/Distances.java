package dev.wspec.cases.deflate;

import java.util.Arrays;

/**
 * Reads raw DEFLATE (RFC 1951) for the back-references in it: how far back the farthest one goes,
 * and whether one goes back beyond the octets that the same stream has given.
 */
final class Distances {
  private static final int[] LENGTH_BASE = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  private static final int[] LENGTH_EXTRA = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };
  private static final int END_OF_BLOCK = 256;
  private static final int LONGEST_CODE = 15;

  private final byte[] octets;
  private int bit;
  private long produced;
  private int farthest;
  private boolean beyondStart;

  private Distances(byte[] octets) {
    this.octets = octets;
  }

  /**
   * What the back-references in one message's payload show.
   *
   * @param farthest the largest distance, in octets; 0 if there is no back-reference
   * @param beyondStart whether one goes back beyond the beginning of the message
   */
  record Reach(int farthest, boolean beyondStart) {}

  /**
   * Reads the payload of a message, without the four octets that are left out.
   *
   * @throws IllegalArgumentException if it is no DEFLATE
   */
  static Reach of(byte[] payload) {
    Distances reader = new Distances(payload);
    // Behind the last block there is the beginning of an empty stored block (RFC 7692 §7.2.1).
    while (reader.bit + 3 <= 8 * payload.length && !reader.isAtStrippedTail()) {
      reader.block();
    }
    return new Reach(reader.farthest, reader.beyondStart);
  }

  /** Whether nothing is left but a stored block's header, whose length was stripped. */
  private boolean isAtStrippedTail() {
    int left = 8 * octets.length - bit;
    return left <= 10 && areZero(left);
  }

  private boolean areZero(int count) {
    for (int i = bit; i < bit + count; i++) {
      if ((octets[i >> 3] >> (i & 7) & 1) != 0) {
        return false;
      }
    }
    return true;
  }

  private void block() {
    boolean last = bits(1) == 1;
    switch (bits(2)) {
      case 0 -> stored();
      case 1 -> codes(fixedLiterals(), fixedDistances());
      case 2 -> dynamic();
      default -> throw new IllegalArgumentException("a block of the reserved type");
    }
    if (last) {
      bit = bit + 7 & ~7; // zero bits fill up the octet (RFC 7692 §7.2.1)
    }
  }

  private void stored() {
    bit = bit + 7 & ~7;
    int length = bits(16);
    bits(16);
    bit += 8 * length;
    produced += length;
  }

  private void dynamic() {
    int literals = bits(5) + 257;
    int distances = bits(5) + 1;
    int[] codeLengths = new int[ORDER.length];
    for (int i = 0, n = bits(4) + 4; i < n; i++) {
      codeLengths[ORDER[i]] = bits(3);
    }
    int[] lengths = new int[literals + distances];
    Code code = new Code(codeLengths);
    for (int i = 0; i < lengths.length; ) {
      int symbol = symbol(code);
      int value = symbol < 16 ? symbol : symbol == 16 && i > 0 ? lengths[i - 1] : 0;
      int repeat =
          switch (symbol) {
            case 16 -> 3 + bits(2);
            case 17 -> 3 + bits(3);
            case 18 -> 11 + bits(7);
            default -> 1;
          };
      for (; repeat > 0 && i < lengths.length; repeat--) {
        lengths[i++] = value;
      }
    }
    codes(
        new Code(Arrays.copyOf(lengths, literals)),
        new Code(Arrays.copyOfRange(lengths, literals, lengths.length)));
  }

  private void codes(Code literals, Code distances) {
    for (int symbol = symbol(literals); symbol != END_OF_BLOCK; symbol = symbol(literals)) {
      if (symbol < END_OF_BLOCK) {
        produced++;
      } else {
        match(symbol - END_OF_BLOCK - 1, distances);
      }
    }
  }

  private void match(int lengthSymbol, Code distances) {
    if (lengthSymbol >= LENGTH_BASE.length) {
      throw new IllegalArgumentException("a length that there is not");
    }
    int length = LENGTH_BASE[lengthSymbol] + bits(LENGTH_EXTRA[lengthSymbol]);
    int symbol = symbol(distances);
    int extra = Math.max(0, symbol / 2 - 1);
    int distance = symbol < 2 ? symbol + 1 : ((2 + (symbol & 1)) << extra) + 1 + bits(extra);
    farthest = Math.max(farthest, distance);
    beyondStart |= distance > produced;
    produced += length;
  }

  private int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, bit++) {
      if (bit >= 8 * octets.length) {
        throw new IllegalArgumentException("it is cut off");
      }
      value |= (octets[bit >> 3] >> (bit & 7) & 1) << i;
    }
    return value;
  }

  private int symbol(Code code) {
    int value = 0;
    int first = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST_CODE; length++) {
      value |= bits(1);
      int count = code.counts[length];
      if (value - count < first) {
        return code.symbols[index + value - first];
      }
      index += count;
      first = first + count << 1;
      value <<= 1;
    }
    throw new IllegalArgumentException("a code that there is not");
  }

  private static Code fixedLiterals() {
    int[] lengths = new int[288];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    }
    return new Code(lengths);
  }

  private static Code fixedDistances() {
    int[] lengths = new int[30];
    Arrays.fill(lengths, 5);
    return new Code(lengths);
  }

  /** A canonical Huffman code (RFC 1951 §3.2.2). */
  private static final class Code {
    private final int[] counts = new int[LONGEST_CODE + 1];
    private final int[] symbols;

    Code(int[] lengths) {
      for (int length : lengths) {
        counts[length]++;
      }
      counts[0] = 0;
      int[] next = new int[LONGEST_CODE + 1];
      for (int i = 1; i < LONGEST_CODE; i++) {
        next[i + 1] = next[i] + counts[i];
      }
      symbols = new int[lengths.length];
      for (int i = 0; i < lengths.length; i++) {
        if (lengths[i] != 0) {
          symbols[next[lengths[i]]++] = i;
        }
      }
    }
  }
}
