package dev.wspec.codec;

import static java.nio.ByteOrder.BIG_ENDIAN;

import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Role;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.IntSupplier;

/**
 * Writes frames as bytes, masked with a fresh key if they come from a client (RFC 6455 §5.2).
 *
 * <pre>{@code
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-------+-+-------------+-------------------------------+
 * |F|R|R|R| opcode|M| Payload len |    Extended payload length    |
 * |I|S|S|S|  (4)  |A|     (7)     |             (16/64)           |
 * |N|V|V|V|       |S|             |   (if payload len==126/127)   |
 * | |1|2|3|       |K|             |                               |
 * +-+-+-+-+-------+-+-------------+ - - - - - - - - - - - - - - - +
 * |     Extended payload length continued, if payload len == 127  |
 * + - - - - - - - - - - - - - - - +-------------------------------+
 * |                               |Masking-key, if MASK set to 1  |
 * +-------------------------------+-------------------------------+
 * | Masking-key (continued)       |          Payload Data         |
 * +-------------------------------- - - - - - - - - - - - - - - - +
 * :                     Payload Data continued ...                :
 * +---------------------------------------------------------------+
 * }</pre>
 */
public final class FrameEncoder {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);
  private static final int MAX_CONTROL_BYTES = 125;

  private final boolean masks;
  private final IntSupplier maskingKeys;

  /** An encoder for frames from {@code self}; a client's keys come from a secure generator. */
  public FrameEncoder(Role self) {
    this(self, new MaskingKeys());
  }

  /** The same with other keys, whose highest byte goes first. A server asks for none. */
  public FrameEncoder(Role self, IntSupplier maskingKeys) {
    this.masks = self.masks();
    this.maskingKeys = maskingKeys;
  }

  /** Whether frames are masked, as those of a client are. */
  public boolean masks() {
    return masks;
  }

  /** The bytes that {@code frame} takes, header and all. */
  public int size(Frame frame) {
    int length = frame.payload().length;
    return Math.addExact(headerSize(length), length);
  }

  /**
   * The bytes of {@code frame}.
   *
   * @throws IllegalArgumentException if it is a control frame that is fragmented or too long (§5.5)
   */
  public byte[] encode(Frame frame) {
    byte[] target = new byte[size(frame)];
    encode(frame, target, 0);
    return target;
  }

  /**
   * Writes {@code frame} into {@code target}, which has room for {@link #size} bytes.
   *
   * @return the index behind the last byte written
   * @throws IllegalArgumentException if it is a control frame that is fragmented or too long (§5.5)
   */
  public int encode(Frame frame, byte[] target, int at) {
    byte[] payload = frame.payload();
    int length = payload.length;
    if (frame.opcode().isControl() && (!frame.fin() || length > MAX_CONTROL_BYTES)) {
      throw new IllegalArgumentException("Control frames are whole and at most 125 bytes long");
    }
    target[at] = (byte) ((frame.fin() ? 0x80 : 0) | frame.rsv() | frame.opcode().code());
    int maskBit = masks ? 0x80 : 0;
    if (length < 126) {
      target[at + 1] = (byte) (maskBit | length);
    } else if (length < 0x1_0000) {
      target[at + 1] = (byte) (maskBit | 126);
      target[at + 2] = (byte) (length >> 8);
      target[at + 3] = (byte) length;
    } else {
      target[at + 1] = (byte) (maskBit | 127);
      LONGS.set(target, at + 2, (long) length);
    }
    int start = at + headerSize(length);
    if (masks) {
      int key = maskingKeys.getAsInt();
      INTS.set(target, start - 4, key);
      Masking.copy(payload, 0, target, start, length, key);
    } else {
      System.arraycopy(payload, 0, target, start, length);
    }
    return start + length;
  }

  private int headerSize(int length) {
    int extended = length < 126 ? 0 : length < 0x1_0000 ? 2 : 8;
    return 2 + extended + (masks ? 4 : 0);
  }
}
