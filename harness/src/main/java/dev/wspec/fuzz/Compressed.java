package dev.wspec.fuzz;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.protocol.Rule;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What we sent compressed, as far as RFC 7692 leaves open what becomes of it. */
final class Compressed {
  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
  private static final int RSV1 = 4;

  private Compressed() {}

  /**
   * Whether a message had a final block, which senders may use (RFC 7692 §7.2.3.4) and many
   * receivers do not get over, or nothing at all where at least one octet stands for an empty
   * message (§7.2.3.6), or did not end where a block ends (§7.2.1), which binds the sender alone.
   * So does one that is too long to be kept whole, since nobody can say.
   */
  static boolean leavesRoom(Conversation c) {
    Inflater inflater = new Inflater(true);
    try (Inflating whole = new Inflating()) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      boolean compressed = false;
      boolean known = true;
      for (ScannedFrame frame : c.sent()) {
        if (frame.isControl()) {
          continue;
        }
        compressed |= (frame.rsv() & RSV1) != 0;
        known &= frame.payload().isWhole();
        message.writeBytes(frame.payload().head());
        if (compressed && !known) {
          return true;
        }
        if (frame.fin()) {
          byte[] octets = message.toByteArray();
          if (compressed
              && (octets.length == 0 || ends(inflater, octets) || isUnfinished(whole, octets))) {
            return true;
          }
          message.reset();
          compressed = false;
          known = true;
        }
      }
      // A message that is not whole may have been inflated as far as it came.
      return compressed && ends(inflater, message.toByteArray());
    } finally {
      inflater.end();
    }
  }

  private static boolean isUnfinished(Inflating inflating, byte... message) {
    return inflating.inflate(message, message.length, new Expected()) == Rule.DEFLATE_UNFINISHED;
  }

  private static boolean ends(Inflater inflater, byte... message) {
    byte[] sink = new byte[4096];
    for (byte[] part : new byte[][] {message, TAIL}) {
      inflater.setInput(part);
      try {
        while (inflater.inflate(sink) > 0) {
          // Only where it ends is of interest.
        }
      } catch (DataFormatException e) {
        return false;
      }
      if (inflater.finished()) {
        return true;
      }
    }
    return false;
  }
}
