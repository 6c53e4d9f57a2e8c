package dev.wspec.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One frame, or one whole message put together again, with its payload unmasked (RFC 6455 §5.2).
 *
 * <p>The payload array is shared, not copied: whoever makes or reads a frame leaves it as it is.
 *
 * @param fin whether this is the last frame of its message
 * @param rsv the reserved bits where they stand in the first byte: a sum of {@link #RSV1}, {@link
 *     #RSV2} and {@link #RSV3}
 * @param payload the application data, and the extension data if there is any
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString look into the array
public record Frame(boolean fin, int rsv, Opcode opcode, byte[] payload) {
  public static final int RSV1 = 0x40;
  public static final int RSV2 = 0x20;
  public static final int RSV3 = 0x10;

  private static final int SHOWN_BYTES = 32;

  public Frame {
    if ((rsv & ~(RSV1 | RSV2 | RSV3)) != 0) {
      throw new IllegalArgumentException("Not reserved bits: 0x" + Integer.toHexString(rsv));
    }
  }

  /** A final frame without reserved bits. */
  public Frame(Opcode opcode, byte[] payload) {
    this(true, 0, opcode, payload);
  }

  public static Frame text(String text) {
    return new Frame(Opcode.TEXT, text.getBytes(UTF_8));
  }

  public static Frame binary(byte[] payload) {
    return new Frame(Opcode.BINARY, payload);
  }

  public static Frame continuation(byte[] payload) {
    return new Frame(Opcode.CONTINUATION, payload);
  }

  public static Frame ping(byte[] payload) {
    return new Frame(Opcode.PING, payload);
  }

  public static Frame pong(byte[] payload) {
    return new Frame(Opcode.PONG, payload);
  }

  /** A Close frame without a body. */
  public static Frame close() {
    return new Frame(Opcode.CLOSE, new byte[0]);
  }

  /** A Close frame with a code, two bytes on the wire, and a reason, which may be empty. */
  public static Frame close(int code, String reason) {
    byte[] text = reason.getBytes(UTF_8);
    byte[] payload = new byte[2 + text.length];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, text.length);
    return new Frame(Opcode.CLOSE, payload);
  }

  /** This frame with FIN off: more of the message follows. */
  public Frame notFinal() {
    return new Frame(false, rsv, opcode, payload);
  }

  public Frame withRsv(int bits) {
    return new Frame(fin, bits, opcode, payload);
  }

  /** The payload as UTF-8; what is not UTF-8 becomes U+FFFD. */
  public String text() {
    return new String(payload, UTF_8);
  }

  /** The code in a Close frame, {@link CloseCode#NO_STATUS_RECEIVED} if there is none (§7.1.5). */
  public int closeCode() {
    return payload.length < 2
        ? CloseCode.NO_STATUS_RECEIVED
        : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
  }

  /** The reason in a Close frame, empty if there is none (§7.1.6). */
  public String closeReason() {
    return payload.length < 2 ? "" : new String(payload, 2, payload.length - 2, UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frame that
        && fin == that.fin
        && rsv == that.rsv
        && opcode == that.opcode
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * Boolean.hashCode(fin) + rsv) + opcode.code())
        + Arrays.hashCode(payload);
  }

  /** For instance {@code TEXT fin rsv=0x40 5 bytes 48656c6c6f}; long payloads are cut off. */
  @Override
  public String toString() {
    int shown = Math.min(payload.length, SHOWN_BYTES);
    return opcode
        + (fin ? " fin" : "")
        + (rsv == 0 ? "" : " rsv=0x" + Integer.toHexString(rsv))
        + " "
        + payload.length
        + " bytes "
        + HexFormat.of().formatHex(payload, 0, shown)
        + (shown < payload.length ? "..." : "");
  }
}
