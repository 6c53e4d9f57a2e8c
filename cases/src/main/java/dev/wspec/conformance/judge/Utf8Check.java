package dev.wspec.conformance.judge;

/**
 * Finds the first octet that cannot be UTF-8 (RFC 3629 §4) in octets that come in pieces. A second
 * implementation on purpose: the codec's own must not hide its mistakes from the judges.
 */
final class Utf8Check {

  private long position;
  private long errorAt = -1;

  /** Continuation octets that the current character still lacks, and the range of the next one. */
  private int missing;

  private int lowest;
  private int highest;

  void add(byte[] octets, int from, int to) {
    for (int i = from; i < to && errorAt < 0; i++) {
      int octet = octets[i] & 0xFF;
      if (missing > 0 ? !continues(octet) : !begins(octet)) {
        errorAt = position + (i - from);
      }
    }
    position += to - from;
  }

  private boolean continues(int octet) {
    boolean fits = octet >= lowest && octet <= highest;
    missing--;
    lowest = 0x80;
    highest = 0xBF;
    return fits;
  }

  private boolean begins(int octet) {
    if (octet < 0x80) {
      return true;
    }
    if (octet < 0xC2 || octet > 0xF4) {
      return false;
    }
    missing = octet < 0xE0 ? 1 : octet < 0xF0 ? 2 : 3;
    // No overlong forms, no surrogates, nothing beyond U+10FFFF.
    lowest = octet == 0xE0 ? 0xA0 : octet == 0xF0 ? 0x90 : 0x80;
    highest = octet == 0xED ? 0x9F : octet == 0xF4 ? 0x8F : 0xBF;
    return true;
  }

  /** Whether an octet has come that cannot be UTF-8, however the text goes on. */
  boolean failed() {
    return errorAt >= 0;
  }

  /**
   * Offset of the first octet that cannot be UTF-8, the length so far if it ends amid a character,
   * or -1.
   */
  long errorAt() {
    return errorAt < 0 && missing > 0 ? position : errorAt;
  }
}
