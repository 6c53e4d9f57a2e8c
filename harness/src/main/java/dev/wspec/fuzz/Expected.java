package dev.wspec.fuzz;

import java.util.Arrays;

/** What a receiver is expected to deliver, with the octets of all of it in one array. */
final class Expected {
  private byte[] octets = new byte[512];
  private int size;
  private int count;
  private int[] heads = new int[16];
  private int[] froms = new int[16];
  private int[] tos = new int[16];

  void clear() {
    size = 0;
    count = 0;
  }

  int count() {
    return count;
  }

  /** How many octets were taken in. */
  int size() {
    return size;
  }

  byte[] octets() {
    return octets;
  }

  /**
   * Takes in the payload of the frame whose header is at {@code at}, unmasked.
   *
   * @return where it begins
   */
  int take(byte[] source, int at, int start, int stop) {
    int from = take(source, start, stop);
    if (source[at + 1] < 0) {
      for (int i = 0; i < stop - start; i++) {
        octets[from + i] ^= source[start - 4 + (i & 3)];
      }
    }
    return from;
  }

  /** Takes in the first octets of an array and returns where they begin. */
  int take(byte[] source, int length) {
    return take(source, 0, length);
  }

  private int take(byte[] source, int start, int stop) {
    int from = size;
    reserve(stop - start);
    System.arraycopy(source, start, octets, from, stop - start);
    size += stop - start;
    return from;
  }

  /** Makes room for so many octets more. */
  void reserve(int more) {
    if (octets.length - size < more) {
      octets = Arrays.copyOf(octets, Math.max(2 * octets.length, size + more));
    }
  }

  /** Counts octets in that were written into the room behind the others. */
  void written(int more) {
    size += more;
  }

  /** Everything from {@code from} on is the payload of one delivery. */
  void add(boolean fin, int rsv, int opcode, int from) {
    if (count == heads.length) {
      heads = Arrays.copyOf(heads, 2 * count);
      froms = Arrays.copyOf(froms, 2 * count);
      tos = Arrays.copyOf(tos, 2 * count);
    }
    heads[count] = head(fin, rsv, opcode);
    froms[count] = from;
    tos[count] = size;
    count++;
  }

  private static int head(boolean fin, int rsv, int opcode) {
    return (fin ? 0x80 : 0) | rsv << 4 | opcode;
  }

  boolean is(int index, boolean fin, int rsv, int opcode, byte[] other, int from, int to) {
    return heads[index] == head(fin, rsv, opcode)
        && Arrays.equals(octets, froms[index], tos[index], other, from, to);
  }

  int opcode(int index) {
    return heads[index] & 0xF;
  }

  int length(int index) {
    return tos[index] - froms[index];
  }

  /** The code of a Close; -1 if it has none. */
  int code(int index) {
    int from = froms[index];
    return length(index) < 2 ? -1 : (octets[from] & 0xFF) << 8 | octets[from + 1] & 0xFF;
  }

  /** The delivery in a few words. */
  String words(int index) {
    return words(heads[index] & 0xF, octets, froms[index], tos[index]);
  }

  static String words(int opcode, byte[] octets, int from, int to) {
    String payload = Octets.of(Arrays.copyOfRange(octets, from, Math.min(to, from + 32))).text();
    return ScriptText.opcode(opcode)
        + " "
        + payload
        + (to - from > 32 ? "... (" + (to - from) + ")" : "");
  }
}
