package dev.wspec.codec;

import dev.wspec.protocol.DeflateParameters;

/** A raw DEFLATE compressor that brings its output to a byte boundary after each message. */
sealed interface SyncFlusher extends AutoCloseable permits ZipSyncFlusher, JzlibSyncFlusher {
  /** A compressor none of whose back-references reaches farther than 2^windowBits bytes. */
  static SyncFlusher of(int windowBits) {
    return windowBits == DeflateParameters.MAX_WINDOW_BITS
        ? new ZipSyncFlusher()
        : new JzlibSyncFlusher(windowBits);
  }

  /** Appends the compressed form of at least one byte, ending with 00 00 FF FF. */
  void deflate(byte[] bytes, int offset, int length, PayloadBuffer out);

  /** Empties the window. */
  void reset();

  @Override
  void close();
}
