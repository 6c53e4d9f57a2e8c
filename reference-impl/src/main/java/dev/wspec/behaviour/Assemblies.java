package dev.wspec.behaviour;

import dev.wspec.codec.FrameDecoder;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Rule;
import dev.wspec.session.ReceivingBehaviour.Assembly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Ways to get the joining of frames wrong; each wraps the right way. */
final class Assemblies {
  private Assemblies() {}

  /** Changes what comes out. */
  static UnaryOperator<Assembly> changing(UnaryOperator<Frame> change) {
    return inner ->
        slice -> {
          Frame frame = inner.accept(slice);
          return frame == null ? null : change.apply(frame);
        };
  }

  /** Fails the connection over what comes out if {@code condition} holds. */
  static UnaryOperator<Assembly> failing(Rule rule, Predicate<Frame> condition) {
    return inner ->
        slice -> {
          Frame frame = inner.accept(slice);
          if (frame != null && condition.test(frame)) {
            throw new ProtocolViolation(rule, "This server does not take that");
          }
          return frame;
        };
  }

  /** Fails the connection over the beginning of a frame if {@code condition} holds. */
  static UnaryOperator<Assembly> failingEarly(Rule rule, Predicate<FrameDecoder> condition) {
    return inner ->
        slice -> {
          if (slice.startsFrame() && condition.test(slice)) {
            throw new ProtocolViolation(rule, "This server does not take that");
          }
          return inner.accept(slice);
        };
  }

  /** Crashes over a slice if {@code condition} holds: the connection ends without a word. */
  static UnaryOperator<Assembly> crashing(Predicate<FrameDecoder> condition) {
    return inner ->
        slice -> {
          if (condition.test(slice)) {
            throw new UncheckedIOException(new IOException("Crashed"));
          }
          return inner.accept(slice);
        };
  }

  /** Passes over frames for which {@code condition} holds. */
  static UnaryOperator<Assembly> skipping(Predicate<FrameDecoder> condition) {
    return inner -> slice -> condition.test(slice) ? null : inner.accept(slice);
  }

  /** Loses the payload of the last fragment. */
  static Assembly losingLastFragment(Assembly inner) {
    return slice -> {
      Frame frame = inner.accept(slice);
      if (frame == null || slice.opcode() != Opcode.CONTINUATION) {
        return frame;
      }
      int kept = Math.max(0, frame.payload().length - (int) slice.payloadLength());
      return new Frame(frame.opcode(), Arrays.copyOf(frame.payload(), kept));
    };
  }

  /** Lets undefined reserved bits pass where {@code allowed} holds, if the decoder lets them. */
  static UnaryOperator<Assembly> rsv(Predicate<FrameDecoder> allowed) {
    return failingEarly(Rule.RSV_BITS, slice -> slice.undefinedRsv() != 0 && !allowed.test(slice));
  }

  /** Does something odd with messages that come compressed, and with no other. */
  static UnaryOperator<Assembly> ofCompressed(UnaryOperator<Assembly> odd) {
    return inner ->
        new Assembly() {
          private final Assembly changed = odd.apply(inner);
          private boolean compressed;

          @Override
          public @Nullable Frame accept(FrameDecoder slice) throws ProtocolViolation {
            if (slice.startsFrame() && Changes.isMessageStart(slice)) {
              compressed = (slice.rsv() & Frame.RSV1) != 0;
            }
            return (compressed ? changed : inner).accept(slice);
          }
        };
  }

  /** Fails on the second fragmented message, as if the first had not come to its end. */
  static Assembly oneFragmentedMessage(Assembly inner) {
    return new Assembly() {
      private int begun;

      @Override
      public @Nullable Frame accept(FrameDecoder slice) throws ProtocolViolation {
        if (slice.startsFrame() && Changes.isMessageStart(slice) && !slice.fin() && ++begun > 1) {
          throw new ProtocolViolation(Rule.EXPECTED_CONTINUATION, "A message is under way");
        }
        return inner.accept(slice);
      }
    };
  }

  /** Passes over what breaks this rule. */
  static UnaryOperator<Assembly> passingOver(Rule rule) {
    return inner ->
        slice -> {
          try {
            return inner.accept(slice);
          } catch (ProtocolViolation violation) {
            if (violation.rule() == rule) {
              return null;
            }
            throw violation;
          }
        };
  }

  /** What to do with a slice, given where it comes. */
  @FunctionalInterface
  private interface Place {
    @Nullable Frame take(Assembly inner, FrameDecoder slice, boolean interrupted)
        throws ProtocolViolation;
  }

  /** Tells {@code place} whether a control frame has come within the message under way. */
  private static Assembly interruptible(Assembly inner, Place place) {
    return new Assembly() {
      private boolean within;
      private boolean interrupted;

      @Override
      public @Nullable Frame accept(FrameDecoder slice) throws ProtocolViolation {
        if (slice.opcode().isControl()) {
          interrupted |= within;
        } else {
          within = !(slice.fin() && slice.endsFrame());
        }
        boolean wasInterrupted = interrupted;
        interrupted &= within;
        return place.take(inner, slice, wasInterrupted);
      }
    };
  }

  /** Fails the connection when a control frame comes within a message. */
  static Assembly failingOnInterruption(Assembly inner) {
    return interruptible(
        inner,
        (assembly, slice, interrupted) -> {
          if (interrupted && slice.opcode().isControl()) {
            throw new ProtocolViolation(Rule.EXPECTED_CONTINUATION, "This is no continuation");
          }
          return assembly.accept(slice);
        });
  }

  /** Takes a control frame within a message for the end of that. */
  static Assembly endingWithInterruption(Assembly inner) {
    return interruptible(
        inner,
        (assembly, slice, interrupted) -> {
          if (interrupted && slice.opcode() == Opcode.CONTINUATION) {
            throw new ProtocolViolation(Rule.UNEXPECTED_CONTINUATION, "The message is over");
          }
          return assembly.accept(slice);
        });
  }

  /** Loses a message that a control frame has interrupted. */
  static Assembly losingInterrupted(Assembly inner) {
    return interruptible(
        inner,
        (assembly, slice, interrupted) -> {
          Frame frame = assembly.accept(slice);
          return interrupted && !slice.opcode().isControl() ? null : frame;
        });
  }
}
