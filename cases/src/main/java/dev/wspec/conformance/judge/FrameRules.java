package dev.wspec.conformance.judge;

import static dev.wspec.conformance.ScannedFrame.BINARY;
import static dev.wspec.conformance.ScannedFrame.CLOSE;
import static dev.wspec.conformance.ScannedFrame.CONTINUATION;
import static dev.wspec.conformance.ScannedFrame.TEXT;

import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.protocol.CloseCode;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of RFC 6455 §5 and §7.4 for the frames of one direction, in the order in which they
 * were sent. It only names what is broken and carries on, so that one broken rule does not hide
 * another.
 */
final class FrameRules {

  private enum Position {
    BETWEEN_MESSAGES,
    IN_MESSAGE,
    /** Frames are missing from the transcript. */
    UNKNOWN
  }

  private final Role sender;
  private final boolean deflate;
  private Position position = Position.BETWEEN_MESSAGES;

  /** Null where there is no text, or none that can be judged frame by frame. */
  private @Nullable Utf8Check text;

  private long expectedOffset;

  /**
   * @param deflate whether permessage-deflate was agreed, which gives RSV1 a meaning on the first
   *     frame of a message
   */
  FrameRules(Role sender, boolean deflate) {
    this.sender = sender;
    this.deflate = deflate;
  }

  /** What the next frame breaks, each rule with what was seen. */
  Map<Rule, String> read(ScannedFrame frame) {
    if (frame.offset() > expectedOffset) {
      position = Position.UNKNOWN;
      text = null;
    }
    expectedOffset = frame.offset() + frame.headerLength() + Math.max(0, frame.payload().length());
    Map<Rule, String> broken = new LinkedHashMap<>();
    header(frame, broken);
    if (frame.isControl()) {
      control(frame, broken);
    } else {
      data(frame, broken);
    }
    return broken;
  }

  private void header(ScannedFrame frame, Map<Rule, String> broken) {
    String name = Words.a(frame);
    int meant = deflate && (frame.is(TEXT) || frame.is(BINARY)) ? 4 : 0;
    if ((frame.rsv() & ~meant) != 0) {
      broken.put(Rule.RSV_BITS, name + " with RSV bits " + Words.rsv(frame.rsv()));
    }
    boolean known =
        frame.isControl() ? frame.opcode() <= ScannedFrame.PONG : frame.opcode() <= BINARY;
    if (!known) {
      broken.put(Rule.RESERVED_OPCODE, name);
    }
    if (frame.masked() && !sender.masks()) {
      broken.put(Rule.MASKED_SERVER_FRAME, name + " with a masking key");
    }
    if (!frame.masked() && sender.masks()) {
      broken.put(Rule.UNMASKED_CLIENT_FRAME, name + " without a masking key");
    }
    if (frame.length() < 0) {
      broken.put(Rule.LENGTH_NEGATIVE, name + " whose length has its highest bit set");
    } else if (frame.lengthForm() != LengthForm.minimal(frame.length())) {
      broken.put(
          Rule.LENGTH_NOT_MINIMAL,
          name + " whose length of " + frame.length() + " is written in " + form(frame));
    }
  }

  private static String form(ScannedFrame frame) {
    return switch (frame.lengthForm()) {
      case BITS_7 -> "7 bits";
      case BITS_16 -> "16 bits";
      case BITS_64 -> "64 bits";
    };
  }

  private void control(ScannedFrame frame, Map<Rule, String> broken) {
    if (frame.length() < 0 || frame.length() > 125) {
      broken.put(
          Rule.CONTROL_TOO_LONG,
          Words.a(frame) + " of " + Long.toUnsignedString(frame.length()) + " octets");
    }
    if (!frame.fin()) {
      broken.put(Rule.CONTROL_FRAGMENTED, Words.a(frame) + " without FIN");
    }
    if (frame.is(CLOSE)) {
      close(frame, broken);
    }
  }

  private void close(ScannedFrame frame, Map<Rule, String> broken) {
    byte[] payload = frame.payload().head();
    if (payload.length == 0) {
      return;
    }
    if (payload.length == 1) {
      broken.put(Rule.CLOSE_PAYLOAD_OF_ONE_BYTE, "a Close whose body is one octet");
      return;
    }
    if (!CloseCode.mayBeSent(frame.closeCode(), sender)) {
      broken.put(Rule.INVALID_CLOSE_CODE, "a Close with " + frame.closeCode());
    }
    Utf8Check reason = new Utf8Check();
    reason.add(payload, 2, payload.length);
    if (reason.errorAt() >= 0) {
      broken.put(Rule.CLOSE_REASON_NOT_UTF8, "a Close whose reason is not UTF-8");
    }
  }

  private void data(ScannedFrame frame, Map<Rule, String> broken) {
    boolean first = !frame.is(CONTINUATION);
    if (first && position == Position.IN_MESSAGE) {
      broken.put(Rule.EXPECTED_CONTINUATION, Words.a(frame) + " inside a fragmented message");
    }
    if (!first && position == Position.BETWEEN_MESSAGES) {
      broken.put(Rule.UNEXPECTED_CONTINUATION, "a Continuation where no message was begun");
    }
    if (first) {
      boolean compressed = deflate && (frame.rsv() & 4) != 0;
      text = frame.is(TEXT) && !compressed ? new Utf8Check() : null;
      position = Position.IN_MESSAGE;
    }
    judgeText(frame, broken);
    if (frame.fin()) {
      position = Position.BETWEEN_MESSAGES;
      text = null;
    }
  }

  private void judgeText(ScannedFrame frame, Map<Rule, String> broken) {
    if (text == null || !frame.payload().isWhole()) {
      text = null;
      return;
    }
    byte[] octets = frame.payload().head();
    text.add(octets, 0, octets.length);
    if (text.failed() || frame.fin() && text.errorAt() >= 0) {
      broken.put(Rule.INVALID_UTF8, "text that is not UTF-8");
      text = null;
    }
  }
}
