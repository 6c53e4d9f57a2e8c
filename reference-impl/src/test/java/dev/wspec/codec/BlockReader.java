package dev.wspec.codec;

import java.util.Arrays;

/** Reads raw DEFLATE (RFC 1951) slowly and plainly, to see how far back-references reach. */
final class BlockReader {
  private static final int[] LENGTH_BASE = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  private static final int[] LENGTH_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };
  private static final int[] DISTANCE_BASE = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };
  private static final int[] CODE_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private final byte[] input;
  private int bit;
  private byte[] output = new byte[1024];
  private int size;
  private int farthest;

  /** Reads blocks, whether final or not, until the input is used up. */
  BlockReader(byte[] input) {
    this.input = input;
    while ((bit + 7) / 8 < input.length) {
      readBlock();
    }
  }

  byte[] output() {
    return Arrays.copyOf(output, size);
  }

  /** The longest distance of a back-reference, 0 if there is none. */
  int farthest() {
    return farthest;
  }

  private void readBlock() {
    bits(1);
    switch (bits(2)) {
      case 0 -> readStored();
      case 1 -> readCompressed(fixedLengths(), filled(30, 5));
      case 2 -> readDynamic();
      default -> throw new IllegalArgumentException("A block has type 3");
    }
  }

  private void readStored() {
    bit = (bit + 7) / 8 * 8;
    int length = bits(16);
    if (bits(16) != (length ^ 0xFFFF)) {
      throw new IllegalArgumentException("The lengths of a stored block differ");
    }
    for (int i = 0; i < length; i++) {
      put(bits(8));
    }
  }

  private void readDynamic() {
    int literals = bits(5) + 257;
    int distances = bits(5) + 1;
    int codes = bits(4) + 4;
    int[] codeLengths = new int[19];
    for (int i = 0; i < codes; i++) {
      codeLengths[CODE_ORDER[i]] = bits(3);
    }
    int[] lengths = new int[literals + distances];
    for (int i = 0; i < lengths.length; ) {
      int symbol = symbol(codeLengths);
      int repeat =
          switch (symbol) {
            case 16 -> 3 + bits(2);
            case 17 -> 3 + bits(3);
            case 18 -> 11 + bits(7);
            default -> 1;
          };
      int value = symbol < 16 ? symbol : symbol == 16 ? lengths[i - 1] : 0;
      Arrays.fill(lengths, i, i + repeat, value);
      i += repeat;
    }
    readCompressed(
        Arrays.copyOf(lengths, literals), Arrays.copyOfRange(lengths, literals, lengths.length));
  }

  private void readCompressed(int[] literals, int[] distances) {
    for (int symbol = symbol(literals); symbol != 256; symbol = symbol(literals)) {
      if (symbol < 256) {
        put(symbol);
        continue;
      }
      int length = LENGTH_BASE[symbol - 257] + bits(LENGTH_BITS[symbol - 257]);
      int code = symbol(distances);
      int distance = DISTANCE_BASE[code] + bits(code < 4 ? 0 : code / 2 - 1);
      farthest = Math.max(farthest, distance);
      for (int i = 0; i < length; i++) {
        put(output[size - distance]);
      }
    }
  }

  /** The next symbol of the canonical Huffman code that has these code lengths. */
  private int symbol(int[] lengths) {
    int code = 0;
    int first = 0;
    for (int length = 1; length <= 15; length++) {
      code = code << 1 | bits(1);
      first <<= 1;
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == length && first++ == code) {
          return symbol;
        }
      }
    }
    throw new IllegalArgumentException("A code stands for nothing");
  }

  private int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++, bit++) {
      value |= (input[bit >> 3] >> (bit & 7) & 1) << i;
    }
    return value;
  }

  private void put(int value) {
    if (size == output.length) {
      output = Arrays.copyOf(output, 2 * size);
    }
    output[size++] = (byte) value;
  }

  private static int[] fixedLengths() {
    int[] lengths = filled(288, 8);
    Arrays.fill(lengths, 144, 256, 9);
    Arrays.fill(lengths, 256, 280, 7);
    return lengths;
  }

  private static int[] filled(int count, int value) {
    int[] lengths = new int[count];
    Arrays.fill(lengths, value);
    return lengths;
  }
}
