package dev.wspec.session;

import dev.wspec.codec.FrameEncoder;
import dev.wspec.protocol.Frame;
import java.util.Arrays;

/** Bytes that wait to be sent, in one piece, so that one write takes them all. */
public final class Output {
  private static final int KEPT_CAPACITY = 64 << 10;
  private static final byte[] EMPTY = {};

  private byte[] bytes = EMPTY;
  private int size;

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The array whose first {@link #size} bytes are to be sent. */
  public byte[] array() {
    return bytes;
  }

  /** Appends a frame. */
  public void append(FrameEncoder encoder, Frame frame) {
    reserve(encoder.size(frame));
    size = encoder.encode(frame, bytes, size);
  }

  /** Appends bytes as they are. */
  public void append(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  /** The bytes in an array of their own; none are left. */
  public byte[] take() {
    byte[] all = Arrays.copyOf(bytes, size);
    clear();
    return all;
  }

  /** Forgets the bytes, and a large array with them. */
  public void clear() {
    size = 0;
    if (bytes.length > KEPT_CAPACITY) {
      bytes = EMPTY;
    }
  }

  private void reserve(int count) {
    int needed = Math.addExact(size, count);
    if (needed > bytes.length) {
      long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, (int) Math.max(Math.max(needed, doubled), 256));
    }
  }
}
