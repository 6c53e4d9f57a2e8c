package dev.wspec.codec;

import dev.wspec.protocol.CloseCode;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of frames (RFC 6455 §5.4): joins fragments, lets control frames through between
 * them, decompresses, and fails text at the first byte that is not UTF-8 (§8.1) and Close frames
 * whose body breaks a rule (§5.5.1, §7.4).
 *
 * <p>A rule in {@code waived} is not enforced: a continuation of nothing begins a binary message, a
 * new message ends the unfinished one, and contents are passed on as they are. {@link
 * Rule#MESSAGE_TOO_BIG} is enforced always.
 */
public final class MessageAssembler {
  private final Role self;
  private final int maxMessageBytes;
  private final Set<Rule> waived;
  private final @Nullable PerMessageDeflate deflate;

  private final PayloadBuffer message = new PayloadBuffer();
  private final PayloadBuffer control = new PayloadBuffer();
  private final Utf8Validator utf8 = new Utf8Validator();

  /** The type of the message being received, or null between messages. */
  private @Nullable Opcode type;

  private boolean compressed;

  /**
   * An assembler of what the peer of {@code self} sends.
   *
   * @param deflate decompresses messages that begin with RSV1; null if it was not negotiated
   * @param waived the rules not to enforce, for peers that are defective on purpose
   */
  public MessageAssembler(
      Role self, Limits limits, @Nullable PerMessageDeflate deflate, Set<Rule> waived) {
    this.self = self;
    this.maxMessageBytes = limits.maxMessageBytes();
    this.deflate = deflate;
    this.waived = Set.copyOf(waived);
  }

  /** A strict assembler without extensions. */
  public MessageAssembler(Role self) {
    this(self, Limits.DEFAULT, null, Set.of());
  }

  /**
   * Takes in the slice at which {@code decoder} stands.
   *
   * @return the control frame or the whole message that it completes: a final frame without
   *     reserved bits, its payload decompressed and its own; or null if it completes none
   */
  public @Nullable Frame accept(FrameDecoder decoder) throws ProtocolViolation {
    return decoder.opcode().isControl() ? acceptControl(decoder) : acceptData(decoder);
  }

  private @Nullable Frame acceptControl(FrameDecoder slice) throws ProtocolViolation {
    if (slice.payloadLength() > maxMessageBytes && slice.payloadLength() > 125) {
      throw tooBig();
    }
    control.append(slice.buffer(), slice.sliceOffset(), slice.sliceLength());
    if (!slice.endsFrame()) {
      return null;
    }
    Frame frame = new Frame(slice.opcode(), control.take());
    if (frame.opcode() == Opcode.CLOSE) {
      checkClose(frame);
    }
    return frame;
  }

  private void checkClose(Frame close) throws ProtocolViolation {
    byte[] body = close.payload();
    if (body.length == 0) {
      return;
    }
    if (body.length == 1) {
      breach(Rule.CLOSE_PAYLOAD_OF_ONE_BYTE, "The body of a Close frame is one byte long");
      return;
    }
    int code = close.closeCode();
    if (!CloseCode.mayBeSent(code, self.peer())) {
      breach(Rule.INVALID_CLOSE_CODE, "A Close frame carries the code %d", code);
    }
    Utf8Validator reason = new Utf8Validator();
    int bad = reason.validate(body, 2, body.length - 2);
    if (bad >= 0) {
      breach(Rule.CLOSE_REASON_NOT_UTF8, "Byte %d of a Close reason is not UTF-8", bad - 2);
    } else if (!reason.isComplete()) {
      breach(Rule.CLOSE_REASON_NOT_UTF8, "A Close reason ends within a character");
    }
  }

  private @Nullable Frame acceptData(FrameDecoder slice) throws ProtocolViolation {
    if (slice.startsFrame()) {
      beginFrame(slice);
    }
    int before = message.size();
    if (compressed && deflate != null) {
      deflate.inflate(slice.buffer(), slice.sliceOffset(), slice.sliceLength(), message);
    } else {
      message.append(slice.buffer(), slice.sliceOffset(), slice.sliceLength());
    }
    boolean done = slice.fin() && slice.endsFrame();
    if (done && compressed && deflate != null) {
      deflate.finishMessage(message);
    }
    if (type == Opcode.TEXT) {
      checkText(before, done);
    }
    return done ? finishMessage() : null;
  }

  private void beginFrame(FrameDecoder slice) throws ProtocolViolation {
    Opcode opcode = slice.opcode();
    if (opcode == Opcode.CONTINUATION) {
      if (type == null) {
        breach(Rule.UNEXPECTED_CONTINUATION, "A continuation frame continues no message");
        beginMessage(Opcode.BINARY, false);
      }
    } else {
      if (type != null) {
        breach(Rule.EXPECTED_CONTINUATION, "A %s frame comes within another message", opcode);
        abandonMessage();
      }
      beginMessage(opcode, deflate != null && (slice.rsv() & Frame.RSV1) != 0);
    }
    if (!compressed && slice.payloadLength() > maxMessageBytes - message.size()) {
      throw tooBig();
    }
  }

  private void beginMessage(Opcode opcode, boolean withDeflate) {
    type = opcode;
    compressed = withDeflate;
    utf8.reset();
  }

  private void abandonMessage() {
    if (compressed && deflate != null) {
      deflate.abandonMessage(message);
    }
    message.clear();
  }

  private void checkText(int from, boolean done) throws ProtocolViolation {
    int bad = utf8.validate(message.array(), from, message.size() - from);
    if (bad >= 0) {
      breach(Rule.INVALID_UTF8, "Byte %d of a text message is not UTF-8", bad);
    } else if (done && !utf8.isComplete()) {
      breach(Rule.INVALID_UTF8, "A text message ends within a character");
    }
  }

  private Frame finishMessage() {
    Frame whole = new Frame(type == null ? Opcode.BINARY : type, message.take());
    type = null;
    return whole;
  }

  private ProtocolViolation tooBig() {
    return new ProtocolViolation(
        Rule.MESSAGE_TOO_BIG, "A message is longer than %d bytes", maxMessageBytes);
  }

  private void breach(Rule rule, String format, Object... details) throws ProtocolViolation {
    if (!waived.contains(rule)) {
      throw new ProtocolViolation(rule, format, details);
    }
  }
}
