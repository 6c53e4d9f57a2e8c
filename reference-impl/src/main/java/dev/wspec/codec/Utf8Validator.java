package dev.wspec.codec;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Finds the byte at which a stream stops being UTF-8, however it is cut (RFC 6455 §8.1, RFC 3629).
 *
 * <p>It is an automaton whose nine states are the bit offsets of six-bit fields in a long. Each
 * byte has one long, its row, whose field at offset s is the state that follows s; one shift is a
 * step, and nothing is looked up with the state in the address. The failed state is 0, so that it
 * absorbs every row. Where a character may begin, ASCII is skipped in blocks of 32 bytes, and then
 * of 8.
 */
public final class Utf8Validator {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private static final int FAILED = 0;
  private static final int COMPLETE = 6;
  private static final int ONE_MORE = 12;
  private static final int TWO_MORE = 18;
  private static final int THREE_MORE = 24;

  /** After E0, which must not begin a form longer than needed. */
  private static final int AFTER_E0 = 30;

  /** After ED, which must not begin a surrogate. */
  private static final int AFTER_ED = 36;

  /** After F0, which must not begin a form longer than needed. */
  private static final int AFTER_F0 = 42;

  /** After F4, which must not go beyond U+10FFFF. */
  private static final int AFTER_F4 = 48;

  private static final long[] ROWS = rows();

  private int state = COMPLETE;

  /**
   * Reads the next bytes.
   *
   * @return the index in {@code bytes} of the first byte that cannot belong to valid UTF-8, or -1
   *     if there is none. Once a byte was invalid, every further byte is.
   */
  public int validate(byte[] bytes, int offset, int length) {
    long now = state;
    int at = offset;
    int end = offset + length;
    for (; at <= end - 32; at += 32) {
      long first = (long) LONGS.get(bytes, at);
      long second = (long) LONGS.get(bytes, at + 8);
      long third = (long) LONGS.get(bytes, at + 16);
      long fourth = (long) LONGS.get(bytes, at + 24);
      if (((first | second | third | fourth) & HIGH_BITS) != 0 || (now & 63) != COMPLETE) {
        long next = step(step(step(step(now, first), second), third), fourth);
        if ((next & 63) == FAILED) {
          break;
        }
        now = next;
      }
    }
    for (; at <= end - 8; at += 8) {
      long word = (long) LONGS.get(bytes, at);
      if ((word & HIGH_BITS) != 0 || (now & 63) != COMPLETE) {
        long next = step(now, word);
        if ((next & 63) == FAILED) {
          break;
        }
        now = next;
      }
    }
    for (; at < end; at++) {
      now = ROWS[bytes[at] & 0xFF] >>> now;
      if ((now & 63) == FAILED) {
        state = FAILED;
        return at;
      }
    }
    state = (int) now & 63;
    return -1;
  }

  /** Whether the bytes so far are UTF-8 that ends with a whole character. */
  public boolean isComplete() {
    return state == COMPLETE;
  }

  /** Starts a new text. */
  public void reset() {
    state = COMPLETE;
  }

  /** Eight steps of the automaton, lowest byte first. */
  private static long step(long state, long word) {
    long now = state;
    now = ROWS[(int) word & 0xFF] >>> now;
    now = ROWS[(int) (word >>> 8) & 0xFF] >>> now;
    now = ROWS[(int) (word >>> 16) & 0xFF] >>> now;
    now = ROWS[(int) (word >>> 24) & 0xFF] >>> now;
    now = ROWS[(int) (word >>> 32) & 0xFF] >>> now;
    now = ROWS[(int) (word >>> 40) & 0xFF] >>> now;
    now = ROWS[(int) (word >>> 48) & 0xFF] >>> now;
    return ROWS[(int) (word >>> 56)] >>> now;
  }

  private static long[] rows() {
    long[] rows = new long[256];
    allow(rows, COMPLETE, 0x00, 0x7F, COMPLETE);
    allow(rows, COMPLETE, 0xC2, 0xDF, ONE_MORE);
    allow(rows, COMPLETE, 0xE0, 0xE0, AFTER_E0);
    allow(rows, COMPLETE, 0xE1, 0xEC, TWO_MORE);
    allow(rows, COMPLETE, 0xED, 0xED, AFTER_ED);
    allow(rows, COMPLETE, 0xEE, 0xEF, TWO_MORE);
    allow(rows, COMPLETE, 0xF0, 0xF0, AFTER_F0);
    allow(rows, COMPLETE, 0xF1, 0xF3, THREE_MORE);
    allow(rows, COMPLETE, 0xF4, 0xF4, AFTER_F4);
    allow(rows, AFTER_E0, 0xA0, 0xBF, ONE_MORE);
    allow(rows, AFTER_ED, 0x80, 0x9F, ONE_MORE);
    allow(rows, AFTER_F0, 0x90, 0xBF, TWO_MORE);
    allow(rows, AFTER_F4, 0x80, 0x8F, TWO_MORE);
    allow(rows, THREE_MORE, 0x80, 0xBF, TWO_MORE);
    allow(rows, TWO_MORE, 0x80, 0xBF, ONE_MORE);
    allow(rows, ONE_MORE, 0x80, 0xBF, COMPLETE);
    return rows;
  }

  private static void allow(long[] rows, int state, int first, int last, int next) {
    for (int b = first; b <= last; b++) {
      rows[b] |= (long) next << state;
    }
  }
}
