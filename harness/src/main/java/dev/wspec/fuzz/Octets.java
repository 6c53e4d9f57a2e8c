package dev.wspec.fuzz;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Octets that a script writes down: some octets, so many times over. As text they are in quotes if
 * they are printable ASCII, else in hex behind an x: {@code "ab"*3}, {@code x00ff}.
 *
 * @param times at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode look into the array
record Octets(byte[] unit, int times) {

  /** Most octets that one payload of a script may have. */
  static final int LIMIT = 1 << 20;

  static final Octets NONE = of();

  Octets {
    if (times < 1 || (long) unit.length * times > LIMIT) {
      throw new IllegalArgumentException("octets are repeated so that at most 1 MiB comes of it");
    }
    if (unit.length == 0) {
      times = 1;
    }
  }

  static Octets of(byte... octets) {
    return new Octets(octets, 1);
  }

  int length() {
    return unit.length * times;
  }

  byte[] bytes() {
    if (times == 1) {
      return unit.clone();
    }
    byte[] all = new byte[length()];
    for (int i = 0; i < times; i++) {
      System.arraycopy(unit, 0, all, i * unit.length, unit.length);
    }
    return all;
  }

  private boolean isPrintable() {
    for (byte octet : unit) {
      if (octet < 0x20 || octet > 0x7E || octet == '"' || octet == '\\') {
        return false;
      }
    }
    return true;
  }

  String text() {
    String once =
        isPrintable()
            ? '"' + new String(unit, java.nio.charset.StandardCharsets.US_ASCII) + '"'
            : "x" + HexFormat.of().formatHex(unit);
    return times == 1 ? once : once + "*" + times;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && times == that.times && Arrays.equals(unit, that.unit);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(unit) + times;
  }

  @Override
  public String toString() {
    return text();
  }
}
