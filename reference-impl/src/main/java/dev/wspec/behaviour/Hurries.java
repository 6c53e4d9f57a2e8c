package dev.wspec.behaviour;

import dev.wspec.codec.FrameDecoder;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Rule;
import dev.wspec.session.ReceivingBehaviour.Assembly;
import java.io.ByteArrayOutputStream;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Ways to take a part for the whole, and to lose patience with many parts. */
final class Hurries {
  private Hurries() {}

  /** Takes every fragment of an uncompressed message for a message. */
  static Assembly fragmentsAsMessages(Assembly inner) {
    return partial(inner, slice -> slice.endsFrame());
  }

  /** Takes what one read gives of an uncompressed message for a message. */
  static Assembly readsAsMessages(Assembly inner) {
    return partial(inner, slice -> slice.endsFrame() || slice.sliceLength() > 0);
  }

  private static Assembly partial(Assembly inner, Predicate<FrameDecoder> done) {
    return new Assembly() {
      private final ByteArrayOutputStream part = new ByteArrayOutputStream();
      private Opcode type = Opcode.BINARY;
      private boolean compressed;

      @Override
      public @Nullable Frame accept(FrameDecoder slice) throws ProtocolViolation {
        if (slice.startsFrame() && Changes.isMessageStart(slice)) {
          type = slice.opcode();
          compressed = (slice.rsv() & Frame.RSV1) != 0;
        }
        if (compressed || slice.opcode().isControl()) {
          return inner.accept(slice);
        }
        part.write(slice.buffer(), slice.sliceOffset(), slice.sliceLength());
        if (!done.test(slice)) {
          return null;
        }
        Frame frame = new Frame(type, part.toByteArray());
        part.reset();
        return frame;
      }
    };
  }

  /** Fails when more than {@code most} frames for which {@code counted} holds came in a row. */
  static UnaryOperator<Assembly> failingBeyond(
      int most, Rule rule, Predicate<FrameDecoder> counted) {
    return inner ->
        new Assembly() {
          private int count;

          @Override
          public @Nullable Frame accept(FrameDecoder slice) throws ProtocolViolation {
            if (slice.startsFrame()) {
              count = counted.test(slice) ? count + 1 : 0;
              if (count > most) {
                throw new ProtocolViolation(rule, "That is one frame too many");
              }
            }
            return inner.accept(slice);
          }
        };
  }
}
