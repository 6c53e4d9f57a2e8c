package dev.wspec.conformance;

import dev.wspec.conformance.RawFrame.LengthForm;

/**
 * A frame as it stood on the wire, read without judging (RFC 6455 §5.2).
 *
 * @param offset of its first octet behind the handshake, per direction
 * @param headerLength in octets, masking key included
 * @param rsv 4 is RSV1, 2 is RSV2, 1 is RSV3
 * @param maskingKey 0 if not masked
 * @param length as declared, unsigned: negative means that bit 63 is set
 * @param payload unmasked
 */
public record ScannedFrame(
    long offset,
    int headerLength,
    boolean fin,
    int rsv,
    int opcode,
    boolean masked,
    int maskingKey,
    LengthForm lengthForm,
    long length,
    Payload payload) {

  public static final int CONTINUATION = 0x0;
  public static final int TEXT = 0x1;
  public static final int BINARY = 0x2;
  public static final int CLOSE = 0x8;
  public static final int PING = 0x9;
  public static final int PONG = 0xA;

  /** Its head alone; the payload has its length, but no octets. */
  public ScannedFrame withoutPayload() {
    return with(new Payload(payload.length(), new byte[0], new byte[0], ""));
  }

  /** The same frame with another record of its payload. */
  public ScannedFrame with(Payload kept) {
    return new ScannedFrame(
        offset, headerLength, fin, rsv, opcode, masked, maskingKey, lengthForm, length, kept);
  }

  /** Control frames have the highest bit of the opcode set (§5.5), reserved ones too. */
  public boolean isControl() {
    return (opcode & 0x8) != 0;
  }

  public boolean is(int opcode) {
    return this.opcode == opcode;
  }

  /** The status code of a Close frame, or 1005 if it has none (§7.1.5). */
  public int closeCode() {
    byte[] head = payload.head();
    return head.length < 2 ? 1005 : (head[0] & 0xFF) << 8 | head[1] & 0xFF;
  }

  /** The opcode's name in the RFC's words; reserved ones by number. */
  public String name() {
    return switch (opcode) {
      case CONTINUATION -> "Continuation";
      case TEXT -> "Text";
      case BINARY -> "Binary";
      case CLOSE -> "Close";
      case PING -> "Ping";
      case PONG -> "Pong";
      default ->
          "reserved opcode 0x" + Integer.toHexString(opcode).toUpperCase(java.util.Locale.ROOT);
    };
  }
}
