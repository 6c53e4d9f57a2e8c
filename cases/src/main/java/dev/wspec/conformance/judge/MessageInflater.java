package dev.wspec.conformance.judge;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Inflates the messages of one direction (RFC 7692 §7.2.2), bounded per message. */
final class MessageInflater {

  /** Takes inflated octets, valid only during the call. */
  interface Output {
    void add(byte[] octets, int from, int to);
  }

  /** Most octets that a message is inflated to. */
  static final long LIMIT = 64L << 20;

  private static final int WINDOW = 1 << 15;
  private static final byte[] TAIL = {0x00, 0x00, (byte) 0xFF, (byte) 0xFF};

  private final boolean contextTakeover;
  private final Output output;
  private final byte[] buffer = new byte[1 << 14];
  private final byte[] history = new byte[WINDOW];
  private int historyLength;
  private @Nullable Inflater inflater;
  private long inflated;
  private @Nullable String damage;

  MessageInflater(boolean contextTakeover, Output output) {
    this.contextTakeover = contextTakeover;
    this.output = output;
  }

  void add(byte[] octets, int from, int to) {
    if (damage != null || from == to) {
      return;
    }
    if (inflater == null) {
      inflater = new Inflater(true);
    }
    try {
      if (inflater.finished()) {
        restart(inflater);
      }
      inflater.setInput(octets, from, to - from);
      run(inflater, octets, to);
    } catch (DataFormatException e) {
      damage = e.getMessage() == null ? "the deflate stream is broken" : e.getMessage();
    }
  }

  private void run(Inflater inflater, byte[] octets, int to) throws DataFormatException {
    while (damage == null) {
      int count = inflater.inflate(buffer);
      if (count > 0) {
        inflated += count;
        if (inflated > LIMIT) {
          damage = "it inflates to more than " + LIMIT + " octets";
          return;
        }
        remember(count);
        output.add(buffer, 0, count);
      } else if (inflater.finished() && inflater.getRemaining() > 0) {
        int left = inflater.getRemaining();
        restart(inflater);
        inflater.setInput(octets, to - left, left);
      } else {
        return;
      }
    }
  }

  /** A block with BFINAL set ends the stream but not the window (RFC 7692 §7.2.3.5). */
  private void restart(Inflater inflater) {
    inflater.reset();
    inflater.setDictionary(history, WINDOW - historyLength, historyLength);
  }

  private void remember(int count) {
    System.arraycopy(history, count, history, 0, WINDOW - count);
    System.arraycopy(buffer, 0, history, WINDOW - count, count);
    historyLength = Math.min(WINDOW, historyLength + count);
  }

  /** Ends a message; tells why it could not be inflated, or null. */
  @Nullable String endMessage() {
    // A stream that has ended needs no tail: what the sender took off was behind its end.
    if (inflater == null || !inflater.finished()) {
      add(TAIL, 0, TAIL.length);
    }
    String told = damage;
    if (told != null || !contextTakeover) {
      forget();
    }
    damage = null;
    inflated = 0;
    return told;
  }

  private void forget() {
    historyLength = 0;
    if (inflater != null) {
      inflater.reset();
    }
  }

  /** Gives back native memory. */
  void end() {
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
    damage = "the connection has ended";
  }
}
