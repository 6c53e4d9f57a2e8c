package dev.wspec.autobahn;

import dev.wspec.conformance.Payload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A payload as the table writes it: some octets, repeated until there are enough. A megabyte of
 * asterisks is one octet and a number until somebody asks for it.
 *
 * @param length in octets
 */
public record Filler(byte[] unit, int length) {

  /** No octets at all. */
  public static final Filler EMPTY = new Filler(new byte[0], 0);

  /** Reads {@code -}, {@code "text"}, {@code c0ffee} or {@code 2a*65536}. */
  static Filler parse(String word) {
    if (word.equals("-")) {
      return EMPTY;
    }
    if (word.startsWith("\"")) {
      return of(word.substring(1, word.length() - 1).getBytes(StandardCharsets.UTF_8));
    }
    int star = word.indexOf('*');
    if (star < 0) {
      return of(HexFormat.of().parseHex(word));
    }
    return new Filler(
        HexFormat.of().parseHex(word.substring(0, star)),
        Integer.parseInt(word.substring(star + 1)));
  }

  static Filler of(byte[] octets) {
    return new Filler(octets, octets.length);
  }

  /** All of it. */
  public byte[] octets() {
    return head(length);
  }

  /** The first octets, at most this many. */
  public byte[] head(int limit) {
    return slice(0, limit);
  }

  /** The octets behind the first so many, at most this many. */
  public byte[] slice(int from, int limit) {
    byte[] octets = new byte[Math.min(limit, length - from)];
    int skipped = octets.length == 0 ? 0 : from % unit.length;
    for (int at = 0; at < octets.length; ) {
      int count = Math.min(unit.length - skipped, octets.length - at);
      System.arraycopy(unit, skipped, octets, at, count);
      at += count;
      skipped = 0;
    }
    return octets;
  }

  /** Whether that payload has the same octets. */
  boolean is(Payload payload) {
    if (payload.length() != length) {
      return false;
    }
    return payload.isWhole()
        ? Arrays.equals(payload.head(), octets())
        : payload.sha256().equals(sha256());
  }

  private String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Filler that && Arrays.equals(octets(), that.octets());
  }

  @Override
  public int hashCode() {
    return length;
  }

  @Override
  public String toString() {
    return length + " octets";
  }
}
