package dev.wspec.conformance;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a frame or message carried. Beyond {@value #KEPT} octets only both ends and a digest are
 * kept, so that a megabyte costs kilobytes; two payloads are equal if length and SHA-256 are.
 *
 * @param length in octets
 * @param head the first octets; all of them if {@code length} is at most {@value #KEPT}
 * @param tail the last 64 octets of a longer payload, empty otherwise
 * @param sha256 of the whole, in hex; empty for a payload that is kept whole
 */
public record Payload(long length, byte[] head, byte[] tail, String sha256) {

  /** Payloads up to this size, in octets, are kept whole. */
  public static final int KEPT = 4096;

  /** Octets kept of each end of a longer payload. */
  public static final int ENDS = 64;

  public static final Payload EMPTY = new Payload(0, new byte[0], new byte[0], "");

  /** A payload kept whole. */
  public static Payload whole(byte[] octets) {
    return new Payload(octets.length, octets, new byte[0], "");
  }

  /** Both ends and a digest; what is no longer than the ends stays whole. */
  public Payload shortened() {
    if (!isWhole() || length <= 2 * ENDS) {
      return this;
    }
    return new Payload(
        length,
        Arrays.copyOf(head, ENDS),
        Arrays.copyOfRange(head, head.length - ENDS, head.length),
        digest());
  }

  private String digest() {
    if (!sha256.isEmpty()) {
      return sha256;
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(head));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public boolean isWhole() {
    return head.length == length;
  }

  public String hex() {
    return HexFormat.of().formatHex(head);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload that
        && length == that.length
        && (isWhole() && that.isWhole()
            ? Arrays.equals(head, that.head)
            : digest().equals(that.digest()));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(length);
  }

  @Override
  public String toString() {
    return isWhole() ? length + " octets " + hex() : length + " octets, SHA-256 " + sha256;
  }
}
