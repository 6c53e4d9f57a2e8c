package dev.wspec.codec;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.JZlib;

/**
 * Compression with a window of 512 to 16384 bytes, or with back-references of at most 256 bytes.
 *
 * <p>The last is what 8 window bits mean. zlib has no window that small, but its compressors never
 * refer back farther than the window less 262 bytes (MIN_LOOKAHEAD: the longest match, the shortest
 * match and one), which for the window of 512 bytes makes 250. So 9 bits serve for 8 too.
 */
final class JzlibSyncFlusher implements SyncFlusher {
  private static final int CHUNK = 512;
  private static final int SMALLEST_WINDOW_BITS = 9;

  private final Deflater deflater = new Deflater();
  private final int windowBits;

  JzlibSyncFlusher(int windowBits) {
    this.windowBits = Math.max(windowBits, SMALLEST_WINDOW_BITS);
    reset();
  }

  @Override
  public void deflate(byte[] bytes, int offset, int length, PayloadBuffer out) {
    deflater.setInput(bytes, offset, length, false);
    do {
      out.reserve(CHUNK);
      deflater.setOutput(out.array(), out.size(), out.room());
      int room = out.room();
      int result = deflater.deflate(JZlib.Z_SYNC_FLUSH);
      // Z_BUF_ERROR: the flush was complete when the room before this one was used up.
      if (result != JZlib.Z_OK && result != JZlib.Z_BUF_ERROR) {
        throw new IllegalStateException("Deflating failed with " + result);
      }
      out.written(room - deflater.getAvailOut());
    } while (deflater.getAvailOut() == 0);
  }

  @Override
  public void reset() {
    int result = deflater.init(JZlib.Z_DEFAULT_COMPRESSION, windowBits, true);
    if (result != JZlib.Z_OK) {
      throw new IllegalStateException("Deflating cannot begin: " + result);
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}
