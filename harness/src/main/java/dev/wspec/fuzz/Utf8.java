package dev.wspec.fuzz;

/**
 * What octets are as UTF-8 (RFC 3629 §4), read by index: a third opinion beside codec and judges.
 */
enum Utf8 {
  /** Whole characters. */
  WHOLE,
  /** The beginning of a character is at the end. */
  CUT_SHORT,
  /** Nothing that follows can make it UTF-8. */
  BAD;

  static Utf8 of(byte[] octets, int from, int to) {
    int at = from;
    while (at < to) {
      if (octets[at] >= 0) {
        at++;
        continue;
      }
      int first = octets[at] & 0xFF;
      int size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
      if (size == 0) {
        return BAD;
      }
      for (int i = 1; i < size; i++) {
        if (at + i == to) {
          return CUT_SHORT;
        }
        int next = octets[at + i] & 0xFF;
        if ((next & 0xC0) != 0x80 || (i == 1 && !mayFollow(first, next))) {
          return BAD;
        }
      }
      at += size;
    }
    return WHOLE;
  }

  /** No overlong form, no surrogate, nothing beyond U+10FFFF. */
  private static boolean mayFollow(int first, int second) {
    return switch (first) {
      case 0xE0 -> second >= 0xA0;
      case 0xED -> second < 0xA0;
      case 0xF0 -> second >= 0x90;
      case 0xF4 -> second < 0x90;
      default -> true;
    };
  }
}
