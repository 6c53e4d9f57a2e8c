package dev.wspec.codec;

import static java.nio.ByteOrder.BIG_ENDIAN;

import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames out of received bytes, however those were cut (RFC 6455 §5.2).
 *
 * <p>{@link #feed} lends it a range of bytes; then each {@link #advance} goes on to the next slice
 * of a frame, which the accessors describe until the next call. A slice is as much of one frame's
 * payload as is at hand, unmasked in place, so that nothing is copied or allocated and no frame is
 * too large to pass. The first slice of a frame comes as soon as its header is complete, if need be
 * with no payload yet; a frame that lies whole in the range is one slice.
 *
 * <p>A header that breaks a rule raises {@link ProtocolViolation} before its payload arrives; the
 * decoder is of no use afterwards. A rule in {@code waived} is not enforced: reserved bits are
 * passed on, frames with a reserved opcode are passed over, the sign of a length is dropped, and
 * the mask bit is believed.
 */
public final class FrameDecoder {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);
  private static final byte[] EMPTY = {};
  private static final int MAX_HEADER_BYTES = 14;
  private static final int MAX_CONTROL_BYTES = 125;

  private final Role self;
  private final int extensionRsv;
  private final long maxFrameBytes;
  private final Set<Rule> waived;
  private final PayloadBuffer whole = new PayloadBuffer();

  private byte[] buffer = EMPTY;
  private int position;
  private int limit;

  /** A header that is not complete yet. */
  private final byte[] header = new byte[MAX_HEADER_BYTES];

  private int headerBytes;

  private boolean fin;
  private int rsv;
  private @Nullable Opcode opcode;
  private long payloadLength;
  private long remaining;
  private boolean masked;
  private int key;

  /**
   * The first thing that is wrong with a header. It is thrown in one place alone: on its way
   * through several methods an exception costs more than a frame does.
   */
  private @Nullable ProtocolViolation broken;

  private boolean startsFrame;
  private int sliceOffset;
  private int sliceLength;

  /**
   * A decoder for what the peer of {@code self} sends.
   *
   * @param extensionRsv the reserved bits that the negotiated extension may set on the first frame
   *     of a message: {@link Frame#RSV1} with permessage-deflate, otherwise 0
   * @param waived the rules not to enforce, for peers that are defective on purpose
   */
  public FrameDecoder(Role self, int extensionRsv, Limits limits, Set<Rule> waived) {
    this.self = self;
    this.extensionRsv = extensionRsv;
    this.maxFrameBytes = limits.maxFrameBytes();
    this.waived = Set.copyOf(waived);
  }

  /** A strict decoder without extensions. */
  public FrameDecoder(Role self) {
    this(self, 0, Limits.DEFAULT, Set.of());
  }

  /**
   * Lends the next bytes; they are unmasked in place and must stay until {@link #advance} has
   * returned false.
   *
   * @throws IllegalStateException if the bytes lent before are not used up
   */
  public void feed(byte[] bytes, int offset, int length) {
    if (position != limit) {
      throw new IllegalStateException(limit - position + " bytes are still to be read");
    }
    Objects.checkFromIndexSize(offset, length, bytes.length);
    buffer = bytes;
    position = offset;
    limit = offset + length;
  }

  /**
   * Goes on to the next slice.
   *
   * @return false if that needs more bytes
   */
  public boolean advance() throws ProtocolViolation {
    do {
      startsFrame = remaining == 0;
      if (startsFrame ? !readHeader() : position == limit) {
        if (broken != null) {
          throw broken;
        }
        return false;
      }
      takeSlice();
    } while (opcode == null);
    return true;
  }

  /**
   * Collects slices into the next whole frame; not to be mixed with {@link #advance} within a
   * frame.
   *
   * @return null if that needs more bytes
   */
  public @Nullable Frame nextFrame() throws ProtocolViolation {
    while (advance()) {
      if (payloadLength > Integer.MAX_VALUE - 8) {
        throw tooBig();
      }
      whole.append(buffer, sliceOffset, sliceLength);
      if (endsFrame()) {
        return new Frame(fin, rsv, opcode(), whole.take());
      }
    }
    return null;
  }

  /** Whether the slice belongs to the last frame of its message. */
  public boolean fin() {
    return fin;
  }

  /** The reserved bits of the frame, as in {@link Frame#rsv()}. */
  public int rsv() {
    return rsv;
  }

  /** Those of the reserved bits that nothing defines; 0 unless {@link Rule#RSV_BITS} is waived. */
  public int undefinedRsv() {
    return rsv & ~allowedRsv();
  }

  public Opcode opcode() {
    return Objects.requireNonNull(opcode);
  }

  /** The length of the whole frame's payload, in bytes. */
  public long payloadLength() {
    return payloadLength;
  }

  /** Whether this is the first slice of its frame. */
  public boolean startsFrame() {
    return startsFrame;
  }

  /** Whether this is the last slice of its frame. */
  public boolean endsFrame() {
    return remaining == 0;
  }

  /** Whether the frame is masked; against the rule only if that is waived. */
  public boolean masked() {
    return masked;
  }

  /** The lent array, in which the slice lies. */
  public byte[] buffer() {
    return buffer;
  }

  public int sliceOffset() {
    return sliceOffset;
  }

  public int sliceLength() {
    return sliceLength;
  }

  /** How many of the lent bytes have not been looked at. */
  public int unread() {
    return limit - position;
  }

  private void takeSlice() {
    int length = (int) Math.min(remaining, limit - position);
    sliceOffset = position;
    sliceLength = length;
    if (masked) {
      Masking.apply(buffer, position, length, key);
      key = Masking.advance(key, length);
    }
    position += length;
    remaining -= length;
  }

  /** False if the header is not complete, or if it breaks a rule. */
  private boolean readHeader() {
    int available = limit - position;
    if (headerBytes == 0 && available >= 2) {
      int size = headerSize(buffer[position + 1]);
      if (available >= size) {
        readFirst(buffer[position]);
        readSecond(buffer[position + 1]);
        readRest(buffer, position, size);
        position += size;
        return broken == null;
      }
    }
    return collectHeader();
  }

  /** The same for a header that comes in pieces: each byte is judged as soon as it is there. */
  private boolean collectHeader() {
    while (position < limit && broken == null) {
      byte next = buffer[position++];
      header[headerBytes++] = next;
      if (headerBytes == 1) {
        readFirst(next);
        continue;
      }
      if (headerBytes == 2) {
        readSecond(next);
      }
      int size = headerSize(header[1]);
      if (headerBytes == size) {
        headerBytes = 0;
        readRest(header, 0, size);
        return broken == null;
      }
    }
    return false;
  }

  private static int headerSize(byte second) {
    int length = second & 0x7F;
    int extended = length < 126 ? 0 : length == 126 ? 2 : 8;
    return 2 + extended + (second < 0 ? 4 : 0);
  }

  private void readFirst(byte first) {
    fin = first < 0;
    rsv = first & (Frame.RSV1 | Frame.RSV2 | Frame.RSV3);
    opcode = Opcode.of(first);
    if (rsv != 0 && (rsv & ~allowedRsv()) != 0) {
      breach(
          Rule.RSV_BITS, "The reserved bits are 0x%x on a frame with opcode %d", rsv, first & 0xF);
    }
    if (opcode == null) {
      breach(Rule.RESERVED_OPCODE, "Opcode %d is reserved", first & 0xF);
    } else if (opcode.isControl() && !fin) {
      breach(Rule.CONTROL_FRAGMENTED, "A %s frame is not final", opcode);
    }
  }

  private int allowedRsv() {
    return opcode == Opcode.TEXT || opcode == Opcode.BINARY ? extensionRsv : 0;
  }

  private void readSecond(byte second) {
    masked = second < 0;
    if (masked && self == Role.CLIENT) {
      breach(Rule.MASKED_SERVER_FRAME, "The server masked a frame");
    } else if (!masked && self == Role.SERVER) {
      breach(Rule.UNMASKED_CLIENT_FRAME, "The client did not mask a frame");
    }
    int length = second & 0x7F;
    if (length > MAX_CONTROL_BYTES && opcode != null && opcode.isControl()) {
      breach(Rule.CONTROL_TOO_LONG, "A %s frame is longer than 125 bytes", opcode);
    }
  }

  private void readRest(byte[] bytes, int at, int size) {
    int length = bytes[at + 1] & 0x7F;
    payloadLength = length < 126 ? length : extendedLength(bytes, at + 2, length);
    if (payloadLength > maxFrameBytes && !(length < 126 && opcode != null && opcode.isControl())) {
      broken = broken == null ? tooBig() : broken;
    }
    remaining = payloadLength;
    if (masked) {
      key = (int) INTS.get(bytes, at + size - 4);
    }
  }

  private long extendedLength(byte[] bytes, int at, int form) {
    long length =
        form == 126 ? (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF : (long) LONGS.get(bytes, at);
    if (length < 0) {
      breach(Rule.LENGTH_NEGATIVE, "The highest bit of the length 0x%x is set", length);
      length &= Long.MAX_VALUE;
    }
    if (length < (form == 126 ? 126 : 0x1_0000)) {
      breach(
          Rule.LENGTH_NOT_MINIMAL,
          "The length %d takes %d bytes more than it needs",
          length,
          form == 126 ? 2 : length < 126 ? 8 : 6);
    }
    return length;
  }

  private ProtocolViolation tooBig() {
    return new ProtocolViolation(
        Rule.MESSAGE_TOO_BIG,
        "A frame of %d bytes is longer than %d bytes",
        payloadLength,
        maxFrameBytes);
  }

  private void breach(Rule rule, String sentence, Object... details) {
    if (broken == null && !waived.contains(rule)) {
      broken = new ProtocolViolation(rule, sentence, details);
    }
  }
}
