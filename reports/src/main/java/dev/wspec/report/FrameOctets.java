package dev.wspec.report;

import dev.wspec.conformance.ScannedFrame;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The octets of a frame as they stood on the wire (RFC 6455 §5.2), from what was read of it. */
public final class FrameOctets {

  private FrameOctets() {}

  /** The header as it stood on the wire, masking key included. */
  public static byte[] header(ScannedFrame frame) {
    ByteBuffer out = ByteBuffer.allocate(14);
    out.put((byte) ((frame.fin() ? 0x80 : 0) | frame.rsv() << 4 | frame.opcode()));
    int maskBit = frame.masked() ? 0x80 : 0;
    switch (frame.lengthForm()) {
      case BITS_7 -> out.put((byte) (maskBit | (int) (frame.length() & 0x7F)));
      case BITS_16 -> out.put((byte) (maskBit | 126)).putShort((short) frame.length());
      case BITS_64 -> out.put((byte) (maskBit | 127)).putLong(frame.length());
    }
    if (frame.masked()) {
      out.putInt(frame.maskingKey());
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /** The first octets behind the header, masked again if they were. */
  public static byte[] payload(ScannedFrame frame, int limit) {
    byte[] octets = first(frame.payload().head(), limit);
    if (frame.masked()) {
      for (int i = 0; i < octets.length; i++) {
        octets[i] ^= (byte) (frame.maskingKey() >>> (24 - 8 * (i & 3)));
      }
    }
    return octets;
  }

  static byte[] first(byte[] octets, int limit) {
    return Arrays.copyOf(octets, Math.min(octets.length, limit));
  }
}
