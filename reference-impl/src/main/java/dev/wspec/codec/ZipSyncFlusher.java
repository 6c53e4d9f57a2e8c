package dev.wspec.codec;

import java.util.zip.Deflater;

/** Compression with the window of 32768 bytes, which is all that the platform's library offers. */
final class ZipSyncFlusher implements SyncFlusher {
  private static final int CHUNK = 512;

  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

  @Override
  public void deflate(byte[] bytes, int offset, int length, PayloadBuffer out) {
    deflater.setInput(bytes, offset, length);
    int room;
    int written;
    do {
      out.reserve(CHUNK);
      room = out.room();
      written = deflater.deflate(out.array(), out.size(), room, Deflater.SYNC_FLUSH);
      out.written(written);
    } while (written == room);
  }

  @Override
  public void reset() {
    deflater.reset();
  }

  @Override
  public void close() {
    deflater.end();
  }
}
