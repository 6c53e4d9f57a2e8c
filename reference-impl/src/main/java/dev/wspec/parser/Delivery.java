package dev.wspec.parser;

/** Takes what a parser has read. */
public interface Delivery {

  /**
   * A frame, or a message put together, unmasked and inflated.
   *
   * @param fin true for a message
   * @param rsv 4 is RSV1, 2 is RSV2, 1 is RSV3; 0 for a message
   * @param opcode as on the wire (RFC 6455 §5.2)
   * @param octets holds the payload, looked at only during the call
   * @param to index behind its last octet
   */
  void frame(boolean fin, int rsv, int opcode, byte[] octets, int from, int to);

  /** A message or a control frame whose payload has an array of its own. */
  default void message(int opcode, byte... payload) {
    frame(true, 0, opcode, payload, 0, payload.length);
  }
}
