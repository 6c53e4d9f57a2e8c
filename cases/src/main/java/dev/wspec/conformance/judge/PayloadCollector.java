package dev.wspec.conformance.judge;

import dev.wspec.conformance.Payload;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Payload} of octets that come in pieces, in bounded memory. One that turns out to
 * be the same as a payload that is known is not digested again.
 */
final class PayloadCollector {

  private final SentPayloads sent;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final byte[] tail = new byte[Payload.ENDS];
  private @Nullable MessageDigest digest;
  private long length;

  /** What this may be, as far as it has come. */
  private SentPayloads.@Nullable Known likely;

  /** All octets so far of a long payload that is to be remembered. */
  private byte @Nullable [] all;

  private int allLength;

  /**
   * @param remembers whether a long payload is to be known from now on
   */
  PayloadCollector(SentPayloads sent, boolean remembers) {
    this.sent = sent;
    all = remembers ? new byte[0] : null;
  }

  void add(byte[] octets, int from, int to) {
    if (isShort() && length + (to - from) <= Payload.KEPT) {
      kept.write(octets, from, to - from);
    } else {
      if (isShort()) {
        outgrow(octets, from, to);
      } else if (likely != null && !likely.continues(length, octets, from, to)) {
        digest = digestOf(likely);
        likely = null;
      }
      if (digest != null) {
        digest.update(octets, from, to - from);
      }
      keepTail(octets, from, to);
      keepAll(octets, from, to);
    }
    length += to - from;
  }

  private boolean isShort() {
    return digest == null && likely == null;
  }

  /**
   * @param octets which come behind what is kept, and make it long
   */
  private void outgrow(byte[] octets, int from, int to) {
    byte[] before = kept.toByteArray();
    likely = sent.like(before, octets, from, to);
    if (likely == null) {
      digest = sha256();
      digest.update(before);
    } else {
      all = null;
    }
    keepTail(before, 0, before.length);
    keepAll(before, 0, before.length);
    fillHead(octets, from, to);
  }

  /** For a payload that began like another and then did not go on like it. */
  private MessageDigest digestOf(SentPayloads.Known seeming) {
    MessageDigest begun = sha256();
    begun.update(seeming.octets(), 0, (int) length);
    return begun;
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

  private void keepAll(byte[] octets, int from, int to) {
    if (all == null) {
      return;
    }
    int end = allLength + (to - from);
    if (!sent.hasRoomFor(end)) {
      all = null;
      return;
    }
    if (all.length < end) {
      all = Arrays.copyOf(all, Math.max(end, all.length + all.length / 2));
    }
    System.arraycopy(octets, from, all, allLength, to - from);
    allLength = end;
  }

  Payload payload() {
    byte[] octets = kept.toByteArray();
    if (likely != null) {
      if (likely.length() == length) {
        return likely.payload();
      }
      digest = digestOf(likely);
      likely = null;
    }
    if (digest == null) {
      return octets.length == 0 ? Payload.EMPTY : Payload.whole(octets);
    }
    Payload payload =
        new Payload(
            length,
            Arrays.copyOf(octets, Payload.ENDS),
            tail,
            HexFormat.of().formatHex(digest.digest()));
    if (all != null) {
      sent.remember(all, payload);
    }
    return payload;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
