package dev.wspec.fuzz;

import java.util.List;

/** Choices read from a byte string; where it has ended, every choice is the first one. */
final class Choices {
  private final byte[] bytes;
  private int at;

  Choices(byte... bytes) {
    this.bytes = bytes;
  }

  /** A number from 0 to {@code bound} - 1. */
  int below(int bound) {
    int value = octet();
    if (bound > 256) {
      value = value << 8 | octet();
    }
    return value % bound;
  }

  /** True once in so many times. */
  boolean oneIn(int times) {
    return below(times) == times - 1;
  }

  <T> T of(List<T> options) {
    return options.get(below(options.size()));
  }

  int octet() {
    return at < bytes.length ? bytes[at++] & 0xFF : 0;
  }

  int word() {
    return octet() << 24 | octet() << 16 | octet() << 8 | octet();
  }
}
