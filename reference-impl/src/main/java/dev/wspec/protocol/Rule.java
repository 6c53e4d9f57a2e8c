package dev.wspec.protocol;

/**
 * The rules a receiver enforces on what its peer sends, each with the section it comes from and the
 * status code that answers a breach.
 */
public enum Rule {
  /** RSV bits are zero unless an extension gives them a meaning on this kind of frame. */
  RSV_BITS("RFC 6455 §5.2", CloseCode.PROTOCOL_ERROR),
  /** Opcodes 3-7 and B-F are not used. */
  RESERVED_OPCODE("RFC 6455 §5.2", CloseCode.PROTOCOL_ERROR),
  /** A client masks every frame. */
  UNMASKED_CLIENT_FRAME("RFC 6455 §5.1", CloseCode.PROTOCOL_ERROR),
  /** A server masks no frame. */
  MASKED_SERVER_FRAME("RFC 6455 §5.1", CloseCode.PROTOCOL_ERROR),
  /** A control frame carries at most 125 bytes. */
  CONTROL_TOO_LONG("RFC 6455 §5.5", CloseCode.PROTOCOL_ERROR),
  /** A control frame is whole. */
  CONTROL_FRAGMENTED("RFC 6455 §5.5", CloseCode.PROTOCOL_ERROR),
  /** A length is written in as few bytes as it needs. */
  LENGTH_NOT_MINIMAL("RFC 6455 §5.2", CloseCode.PROTOCOL_ERROR),
  /** Bit 63 of a length is zero. */
  LENGTH_NEGATIVE("RFC 6455 §5.2", CloseCode.PROTOCOL_ERROR),
  /** A continuation frame continues a message. */
  UNEXPECTED_CONTINUATION("RFC 6455 §5.4", CloseCode.PROTOCOL_ERROR),
  /** A message is finished before the next begins. */
  EXPECTED_CONTINUATION("RFC 6455 §5.4", CloseCode.PROTOCOL_ERROR),
  /** A text message is UTF-8. */
  INVALID_UTF8("RFC 6455 §8.1", CloseCode.INVALID_PAYLOAD_DATA),
  /** The body of a Close frame is empty or begins with a code of two bytes. */
  CLOSE_PAYLOAD_OF_ONE_BYTE("RFC 6455 §5.5.1", CloseCode.PROTOCOL_ERROR),
  /** A Close frame carries a code that its sender may use. */
  INVALID_CLOSE_CODE("RFC 6455 §7.4", CloseCode.PROTOCOL_ERROR),
  /** The reason in a Close frame is UTF-8. */
  CLOSE_REASON_NOT_UTF8("RFC 6455 §5.5.1", CloseCode.INVALID_PAYLOAD_DATA),
  /** A frame or a message fits the receiver's limits; this one is never waived. */
  MESSAGE_TOO_BIG("RFC 6455 §10.4", CloseCode.MESSAGE_TOO_BIG),
  /** A compressed message is well-formed DEFLATE. */
  DEFLATE_DATA("RFC 7692 §7.2.2", CloseCode.INVALID_PAYLOAD_DATA),
  /** A compressed message ends with an empty stored block, its last four bytes left out. */
  DEFLATE_UNFINISHED("RFC 7692 §7.2.1", CloseCode.INVALID_PAYLOAD_DATA);

  private final String section;
  private final int closeCode;

  Rule(String section, int closeCode) {
    this.section = section;
    this.closeCode = closeCode;
  }

  /** Where the rule stands, as in {@code RFC 6455 §5.2}. */
  public String section() {
    return section;
  }

  /** The status code with which a receiver fails the connection. */
  public int closeCode() {
    return closeCode;
  }
}
