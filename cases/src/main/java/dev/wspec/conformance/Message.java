package dev.wspec.conformance;

import org.jspecify.annotations.Nullable;

/**
 * A data message as the frames of one direction made it up (RFC 6455 §5.4), inflated where
 * permessage-deflate applies.
 *
 * @param opcode {@link ScannedFrame#TEXT} or {@link ScannedFrame#BINARY}
 * @param payload what the application sees
 * @param frames how many frames carried it
 * @param compressed whether its first frame had RSV1 set under permessage-deflate
 * @param utf8ErrorAt offset of the first octet that cannot be UTF-8, the length if it ends amid a
 *     character, or -1; always -1 for binary
 * @param damage why a compressed message could not be inflated, or null
 */
public record Message(
    int opcode,
    Payload payload,
    int frames,
    boolean compressed,
    long utf8ErrorAt,
    @Nullable String damage) {

  /** The same message with another record of its payload. */
  public Message with(Payload kept) {
    return new Message(opcode, kept, frames, compressed, utf8ErrorAt, damage);
  }

  public boolean isText() {
    return opcode == ScannedFrame.TEXT;
  }

  /** Whether an application would see the same: type and content, however framed or compressed. */
  public boolean sameContent(Message other) {
    return opcode == other.opcode && payload.equals(other.payload);
  }

  @Override
  public String toString() {
    return (isText() ? "text" : "binary") + " message of " + payload;
  }
}
