package dev.wspec.codec;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The exclusive-or of a payload with its masking key (RFC 6455 §5.3).
 *
 * <p>A key is an int whose highest byte applies to the first byte of the payload. Eight bytes are
 * done at a time through a view of the array, which is several times faster than a {@link
 * java.nio.ByteBuffer} is.
 */
public final class Masking {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

  private Masking() {}

  /** Masks, or unmasks, {@code length} bytes where they are. */
  public static void apply(byte[] bytes, int offset, int length, int key) {
    copy(bytes, offset, bytes, offset, length, key);
  }

  /** Copies {@code length} bytes and masks, or unmasks, them on the way. */
  public static void copy(byte[] source, int from, byte[] target, int to, int length, int key) {
    long longKey = longKey(key);
    int done = 0;
    for (; done <= length - 32; done += 32) {
      int in = from + done;
      int out = to + done;
      LONGS.set(target, out, (long) LONGS.get(source, in) ^ longKey);
      LONGS.set(target, out + 8, (long) LONGS.get(source, in + 8) ^ longKey);
      LONGS.set(target, out + 16, (long) LONGS.get(source, in + 16) ^ longKey);
      LONGS.set(target, out + 24, (long) LONGS.get(source, in + 24) ^ longKey);
    }
    for (; done <= length - 8; done += 8) {
      LONGS.set(target, to + done, (long) LONGS.get(source, from + done) ^ longKey);
    }
    for (int turned = key; done < length; done++) {
      turned = Integer.rotateLeft(turned, 8);
      target[to + done] = (byte) (source[from + done] ^ turned);
    }
  }

  /** The key twice, first byte lowest: little-endian views need no byte swap on most machines. */
  private static long longKey(int key) {
    long reversed = Integer.reverseBytes(key) & 0xFFFF_FFFFL;
    return reversed | reversed << 32;
  }

  /** The key for the bytes that follow the first {@code count} bytes of a payload. */
  static int advance(int key, int count) {
    return Integer.rotateLeft(key, 8 * (count & 3));
  }
}
