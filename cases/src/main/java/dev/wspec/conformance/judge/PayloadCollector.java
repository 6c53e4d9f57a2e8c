package dev.wspec.conformance.judge;

import dev.wspec.conformance.Payload;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Payload} of octets that come in pieces, in bounded memory. */
final class PayloadCollector {

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final byte[] tail = new byte[Payload.ENDS];
  private @Nullable MessageDigest digest;
  private long length;

  void add(byte[] octets, int from, int to) {
    if (digest == null && length + (to - from) <= Payload.KEPT) {
      kept.write(octets, from, to - from);
    } else {
      if (digest == null) {
        digest = sha256();
        byte[] before = kept.toByteArray();
        digest.update(before);
        keepTail(before, 0, before.length);
        fillHead(octets, from, to);
      }
      digest.update(octets, from, to - from);
      keepTail(octets, from, to);
    }
    length += to - from;
  }

  /** The head of a long payload is as long as its tail. */
  private void fillHead(byte[] octets, int from, int to) {
    int missing = Payload.ENDS - kept.size();
    if (missing > 0) {
      kept.write(octets, from, Math.min(missing, to - from));
    }
  }

  private void keepTail(byte[] octets, int from, int to) {
    int fresh = Math.min(to - from, tail.length);
    System.arraycopy(tail, fresh, tail, 0, tail.length - fresh);
    System.arraycopy(octets, to - fresh, tail, tail.length - fresh, fresh);
  }

  Payload payload() {
    byte[] octets = kept.toByteArray();
    if (digest == null) {
      return octets.length == 0 ? Payload.EMPTY : Payload.whole(octets);
    }
    return new Payload(
        length,
        Arrays.copyOf(octets, Payload.ENDS),
        tail,
        HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
