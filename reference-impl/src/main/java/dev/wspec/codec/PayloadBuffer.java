package dev.wspec.codec;

import java.util.Arrays;

/** Bytes that arrive in pieces; grows with what has arrived, never with what was announced. */
final class PayloadBuffer {
  private static final byte[] EMPTY = {};
  private static final int FIRST_CAPACITY = 256;

  private byte[] bytes = EMPTY;
  private int size;

  int size() {
    return size;
  }

  byte[] array() {
    return bytes;
  }

  /** Appends a copy; the first one has just its size, so that whole payloads are copied once. */
  void append(byte[] source, int offset, int length) {
    if (bytes.length == 0) {
      bytes = Arrays.copyOfRange(source, offset, offset + length);
      size = length;
      return;
    }
    reserve(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /** Makes room for {@code count} more bytes behind those that are there. */
  void reserve(int count) {
    int needed = Math.addExact(size, count);
    if (needed > bytes.length) {
      long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, (int) Math.max(Math.max(needed, doubled), FIRST_CAPACITY));
    }
  }

  int room() {
    return bytes.length - size;
  }

  /** Takes in {@code count} bytes that were written into the room of {@link #array()}. */
  void written(int count) {
    size += count;
  }

  void dropLast(int count) {
    size -= count;
  }

  /** All bytes in an array of their own; the buffer is empty afterwards and holds no memory. */
  byte[] take() {
    byte[] all = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    clear();
    return all;
  }

  void clear() {
    bytes = EMPTY;
    size = 0;
  }
}
