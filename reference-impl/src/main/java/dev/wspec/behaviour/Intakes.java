package dev.wspec.behaviour;

import dev.wspec.session.ReceivingBehaviour.Intake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Ways to believe that TCP keeps frames apart. */
final class Intakes {
  private Intakes() {}

  /** Loses what follows the first frame of a read; remembers what is to come of a longer one. */
  static Intake oneFramePerRead() {
    return new Intake() {
      private long missing;

      @Override
      public int accept(byte[] bytes, int offset, int length) {
        if (missing > 0 || length < 2) {
          missing = Math.max(0, missing - length);
          return length;
        }
        long size = frameSize(bytes, offset, length);
        missing = Math.max(0, size - length);
        return (int) Math.min(size, length);
      }
    };
  }

  /** Crashes over what comes behind a read that ended within a header. */
  static Intake wholeHeaders() {
    return new Intake() {
      private long missing;
      private boolean cut;

      @Override
      public int accept(byte[] bytes, int offset, int length) {
        if (cut && length > 0) {
          throw new UncheckedIOException(new IOException("Crashed"));
        }
        int end = offset + length;
        int at = offset + (int) Math.min(missing, length);
        missing = Math.max(0, missing - length);
        while (at < end) {
          if (end - at < 2 || end - at < headerSize(bytes[at + 1])) {
            cut = true;
            return at - offset;
          }
          long size = frameSize(bytes, at, end - at);
          missing = Math.max(0, size - (end - at));
          at += (int) Math.min(size, end - at);
        }
        return length;
      }
    };
  }

  /** Clears the upper half of 64-bit lengths in frames whose header comes in one read. */
  static Intake lengthsOf32Bits() {
    return changingLengths((bytes, at) -> Arrays.fill(bytes, at, at + 4, (byte) 0));
  }

  /** Clears the highest bit of 64-bit lengths in frames whose header comes in one read. */
  static Intake lengthsOf63Bits() {
    return changingLengths((bytes, at) -> bytes[at] &= 0x7F);
  }

  /** Changes a length of 64 bits, in place. */
  @FunctionalInterface
  private interface LengthChange {
    void apply(byte[] bytes, int at);
  }

  private static Intake changingLengths(LengthChange change) {
    return new Intake() {
      private long missing;

      @Override
      public int accept(byte[] bytes, int offset, int length) {
        int at = offset + (int) Math.min(missing, length);
        missing = Math.max(0, missing - length);
        int end = offset + length;
        while (missing == 0 && end - at >= 2 && end - at >= headerSize(bytes[at + 1])) {
          if ((bytes[at + 1] & 0x7F) == 127) {
            change.apply(bytes, at + 2);
          }
          long size = frameSize(bytes, at, end - at);
          missing = Math.max(0, size - (end - at));
          at += (int) Math.min(size, end - at);
        }
        return length;
      }
    };
  }

  private static int headerSize(byte second) {
    int form = second & 0x7F;
    return 2 + (form < 126 ? 0 : form == 126 ? 2 : 8) + (second < 0 ? 4 : 0);
  }

  private static long frameSize(byte[] bytes, int offset, int available) {
    int header = headerSize(bytes[offset + 1]);
    int form = bytes[offset + 1] & 0x7F;
    int extended = form < 126 ? 0 : form == 126 ? 2 : 8;
    long length = extended == 0 ? form : 0;
    for (int i = 2; i < Math.min(2 + extended, available); i++) {
      length = length << 8 | bytes[offset + i] & 0xFF;
    }
    // The larger one: a length of nearly 2^63 has no room for the header.
    return Math.max(length, header + length);
  }
}
