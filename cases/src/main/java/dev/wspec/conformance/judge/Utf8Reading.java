package dev.wspec.conformance.judge;

/**
 * Reads a text that comes in pieces and says whether it can still be UTF-8, by the table of RFC
 * 3629 §4. It is slow and plain, and owes nothing to the codec of the reference, so that the two
 * can disagree.
 */
final class Utf8Reading {
  private final boolean judging;
  private int missing;
  private int lowest = 0x80;
  private int highest = 0xBF;

  private Utf8Reading(boolean judging) {
    this.judging = judging;
  }

  static Utf8Reading begin() {
    return new Utf8Reading(true);
  }

  /** Reads what is no text, or cannot be judged: all is well. */
  static Utf8Reading none() {
    return new Utf8Reading(false);
  }

  /** Whether the text goes on as UTF-8, and, with {@code last}, ends with a whole character. */
  boolean continues(byte[] octets, boolean last) {
    if (!judging) {
      return true;
    }
    for (byte octet : octets) {
      if (!next(octet & 0xFF)) {
        return false;
      }
    }
    return !last || missing == 0;
  }

  private boolean next(int octet) {
    if (missing == 0) {
      return begins(octet);
    }
    if (octet < lowest || octet > highest) {
      return false;
    }
    missing--;
    lowest = 0x80;
    highest = 0xBF;
    return true;
  }

  /** The octet behind the first one is narrower where overlong forms or surrogates would begin. */
  private boolean begins(int octet) {
    if (octet < 0x80) {
      return true;
    }
    if (octet < 0xC2 || octet > 0xF4) {
      return false;
    }
    missing = octet < 0xE0 ? 1 : octet < 0xF0 ? 2 : 3;
    lowest = octet == 0xE0 ? 0xA0 : octet == 0xF0 ? 0x90 : 0x80;
    highest = octet == 0xED ? 0x9F : octet == 0xF4 ? 0x8F : 0xBF;
    return true;
  }
}
