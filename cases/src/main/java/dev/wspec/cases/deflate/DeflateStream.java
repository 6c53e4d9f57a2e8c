package dev.wspec.cases.deflate;

import dev.wspec.conformance.RawFrame;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Compresses messages as RFC 7692 §7.2.1 says: raw DEFLATE, flushed to a byte boundary, without the
 * trailing 00 00 FF FF. The window is kept from one message to the next, so a new stream is a new
 * context.
 */
final class DeflateStream implements AutoCloseable {

  private final Deflater deflater;

  DeflateStream() {
    this(Deflater.DEFAULT_COMPRESSION);
  }

  DeflateStream(int level) {
    deflater = new Deflater(level, true);
  }

  /** The payload of a compressed message. */
  byte[] compress(byte... message) {
    deflater.setInput(message);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    int n;
    do {
      n = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
      out.write(buffer, 0, n);
    } while (n == buffer.length);
    byte[] flushed = out.toByteArray();
    return Arrays.copyOf(flushed, flushed.length - 4);
  }

  /** One compressed message in a frame of that opcode. */
  static RawFrame compressed(int opcode, byte... message) {
    try (DeflateStream fresh = new DeflateStream()) {
      return RawFrame.frame(opcode, fresh.compress(message)).rsv(4);
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}
