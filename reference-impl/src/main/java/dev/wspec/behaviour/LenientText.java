package dev.wspec.behaviour;

import dev.wspec.codec.FrameDecoder;
import dev.wspec.codec.Utf8Validator;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Rule;
import dev.wspec.session.ReceivingBehaviour;
import dev.wspec.session.ReceivingBehaviour.Assembly;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Ways to check text too little, too late or in the wrong places (RFC 6455 §8.1). */
final class LenientText {
  /** What a lenient check lets pass that UTF-8 does not have (RFC 3629 §3). */
  enum Leniency {
    SURROGATES,
    OVERLONG_FORMS,
    BEYOND_10FFFF,
    UNFINISHED_END
  }

  private LenientText() {}

  /** Checks whole messages, and lets {@code leniencies} pass. */
  static UnaryOperator<ReceivingBehaviour> allowing(Leniency... leniencies) {
    Set<Leniency> allowed = EnumSet.noneOf(Leniency.class);
    allowed.addAll(List.of(leniencies));
    return r ->
        r.waiving(Rule.INVALID_UTF8)
            .withAssembly(
                Assemblies.failing(
                    Rule.INVALID_UTF8,
                    f -> f.opcode() == Opcode.TEXT && !accepts(f.payload(), allowed)));
  }

  /** Checks only messages that begin with a frame for which {@code fully} holds. */
  static UnaryOperator<ReceivingBehaviour> checkingOnly(Predicate<FrameDecoder> fully) {
    return r ->
        r.waiving(Rule.INVALID_UTF8)
            .withAssembly(
                inner ->
                    new Assembly() {
                      private boolean checked;

                      @Override
                      public @Nullable Frame accept(FrameDecoder slice) throws ProtocolViolation {
                        Opcode opcode = slice.opcode();
                        if (opcode == Opcode.TEXT || opcode == Opcode.BINARY) {
                          checked = fully.test(slice);
                        }
                        Frame frame = inner.accept(slice);
                        if (frame != null && frame.opcode() == Opcode.TEXT && checked) {
                          check(frame);
                        }
                        return frame;
                      }
                    });
  }

  private static void check(Frame text) throws ProtocolViolation {
    if (!accepts(text.payload(), Set.of())) {
      throw new ProtocolViolation(Rule.INVALID_UTF8, "A text message is not UTF-8");
    }
  }

  /** Wants every frame of a text message to end with a whole character. */
  static Assembly perFrame(Assembly inner) {
    return new Assembly() {
      private final Utf8Validator utf8 = new Utf8Validator();
      private boolean text;

      @Override
      public @Nullable Frame accept(FrameDecoder slice) throws ProtocolViolation {
        if (!slice.opcode().isControl()) {
          if (slice.opcode() != Opcode.CONTINUATION) {
            text = slice.opcode() == Opcode.TEXT && slice.rsv() == 0;
          }
          if (text) {
            utf8.validate(slice.buffer(), slice.sliceOffset(), slice.sliceLength());
          }
          if (slice.endsFrame() && !utf8.isComplete()) {
            throw new ProtocolViolation(Rule.INVALID_UTF8, "A frame ends within a character");
          }
        }
        return inner.accept(slice);
      }
    };
  }

  private static boolean accepts(byte[] text, Set<Leniency> allowed) {
    int at = 0;
    while (at < text.length) {
      int lead = text[at] & 0xFF;
      int length = lead < 0x80 ? 1 : lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      if (length == 0 || lead > 0xF7) {
        return false;
      }
      int point = length == 1 ? lead : lead & (0xFF >> (length + 1));
      for (int i = 1; i < length; i++) {
        if (at + i == text.length) {
          return allowed.contains(Leniency.UNFINISHED_END);
        }
        if ((text[at + i] & 0xC0) != 0x80) {
          return false;
        }
        point = point << 6 | text[at + i] & 0x3F;
      }
      if (!accepts(point, length, allowed)) {
        return false;
      }
      at += length;
    }
    return true;
  }

  private static boolean accepts(int point, int length, Set<Leniency> allowed) {
    int shortest = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
    return (length == shortest || allowed.contains(Leniency.OVERLONG_FORMS))
        && (point < 0xD800 || point > 0xDFFF || allowed.contains(Leniency.SURROGATES))
        && (point <= 0x10_FFFF || allowed.contains(Leniency.BEYOND_10FFFF));
  }
}
