package dev.wspec.session;

import dev.wspec.codec.FrameDecoder;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How bytes become messages.
 *
 * @param waived the rules that are not enforced
 * @param intake makes, for each connection, what looks at its bytes first
 * @param assembly wraps, for each connection, what makes messages of frames
 */
public record ReceivingBehaviour(
    Set<Rule> waived, Supplier<Intake> intake, UnaryOperator<Assembly> assembly) {
  /** Sees the bytes as they arrive, may change them, and says how many of them to take in. */
  @FunctionalInterface
  public interface Intake {
    int accept(byte[] bytes, int offset, int length);
  }

  /** Makes messages of slices of frames, as {@link dev.wspec.codec.MessageAssembler} does. */
  @FunctionalInterface
  public interface Assembly {
    @Nullable Frame accept(FrameDecoder slice) throws ProtocolViolation;
  }

  /** Keeps to the RFCs. */
  public static final ReceivingBehaviour CONFORMING =
      new ReceivingBehaviour(
          Set.of(), () -> (bytes, offset, length) -> length, UnaryOperator.identity());

  public ReceivingBehaviour waiving(Rule... rules) {
    Set<Rule> all = EnumSet.copyOf(List.of(rules));
    all.addAll(waived);
    return new ReceivingBehaviour(all, intake, assembly);
  }

  public ReceivingBehaviour withIntake(Supplier<Intake> other) {
    return new ReceivingBehaviour(waived, other, assembly);
  }

  public ReceivingBehaviour withAssembly(UnaryOperator<Assembly> other) {
    return new ReceivingBehaviour(waived, intake, other);
  }
}
