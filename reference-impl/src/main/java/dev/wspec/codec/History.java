package dev.wspec.codec;

import java.util.zip.Inflater;

/** The last 32768 bytes of the messages before: the window that a context takeover takes over. */
final class History {
  private static final int WINDOW = 1 << 15;

  private byte[] bytes = {};

  /** Gives a fresh inflater the window it has after these messages and {@code current}. */
  void restore(Inflater inflater, PayloadBuffer current) {
    if (current.size() < WINDOW && bytes.length > 0) {
      inflater.setDictionary(bytes);
    }
    int last = Math.min(current.size(), WINDOW);
    if (last > 0) {
      inflater.setDictionary(current.array(), current.size() - last, last);
    }
  }

  /** Adds a message that is complete. */
  void append(PayloadBuffer message) {
    int added = Math.min(message.size(), WINDOW);
    int kept = Math.min(bytes.length, WINDOW - added);
    byte[] next = kept + added == bytes.length ? bytes : new byte[kept + added];
    System.arraycopy(bytes, bytes.length - kept, next, 0, kept);
    System.arraycopy(message.array(), message.size() - added, next, kept, added);
    bytes = next;
  }
}
