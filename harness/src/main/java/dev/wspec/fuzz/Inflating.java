package dev.wspec.fuzz;

import dev.wspec.protocol.Rule;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Inflates whole messages with the window of those before (RFC 7692 §7.2.2). */
final class Inflating implements AutoCloseable {
  private static final int WINDOW = 1 << 15;

  /** What a sender leaves out (§7.2.1). */
  private static final byte[] TAIL = {0, 0, -1, -1};

  /** An empty block that is final. */
  private static final byte[] END = {1, 0, 0, -1, -1};

  private @Nullable Inflater inflater;
  private byte[] history = {};

  void clear() {
    history = new byte[0];
  }

  /**
   * Inflates a message behind what {@code out} holds.
   *
   * @return what is wrong with it, or null
   */
  @Nullable Rule inflate(byte[] octets, int length, Expected out) {
    int from = out.size();
    Inflater zlib = inflater == null ? inflater = new Inflater(true) : inflater;
    try {
      start(zlib, out, from);
      zlib.setInput(octets, 0, length);
      while (true) {
        out.reserve(512);
        int count = zlib.inflate(out.octets(), out.size(), out.octets().length - out.size());
        out.written(count);
        if (out.size() - from > Model.LIMIT) {
          return Rule.MESSAGE_TOO_BIG;
        }
        if (zlib.finished()) {
          int rest = zlib.getRemaining();
          start(zlib, out, from);
          zlib.setInput(octets, length - rest, rest);
        } else if (count == 0) {
          break;
        }
      }
    } catch (DataFormatException e) {
      return Rule.DEFLATE_DATA;
    }
    if (!endsSoundly(zlib)) {
      return Rule.DEFLATE_UNFINISHED;
    }
    history = window(out, from);
    return null;
  }

  /** A final block ends what zlib reads, but not the message (§7.2.3.4). */
  private void start(Inflater zlib, Expected out, int from) {
    zlib.reset();
    byte[] window = window(out, from);
    if (window.length > 0) {
      zlib.setDictionary(window);
    }
  }

  private byte[] window(Expected out, int from) {
    int fresh = Math.min(out.size() - from, WINDOW);
    int old = Math.min(history.length, WINDOW - fresh);
    byte[] window = new byte[old + fresh];
    System.arraycopy(history, history.length - old, window, 0, old);
    System.arraycopy(out.octets(), out.size() - fresh, window, old, fresh);
    return window;
  }

  /** Only then nothing comes of the tail and of a final block, and all of both is read. */
  private static boolean endsSoundly(Inflater zlib) {
    try {
      return isSilent(zlib, TAIL) && (zlib.finished() || isSilent(zlib, END)) && zlib.finished();
    } catch (DataFormatException e) {
      return false;
    }
  }

  private static boolean isSilent(Inflater zlib, byte... octets) throws DataFormatException {
    zlib.setInput(octets);
    return zlib.inflate(new byte[1]) == 0 && zlib.getRemaining() == 0;
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
