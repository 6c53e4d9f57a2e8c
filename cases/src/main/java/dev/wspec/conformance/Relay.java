package dev.wspec.conformance;

import dev.wspec.conformance.Wire.BinaryBend;
import java.util.function.UnaryOperator;

/**
 * Both our ends around an intermediary: what one of them sends, the other should receive. Both
 * write into one transcript, in which {@link Transcript#facing} tells them apart.
 */
public interface Relay {

  /** Our end before the intermediary. */
  Wire client();

  /** Our end behind it, which it connects to. */
  Wire origin();

  /**
   * Performs an opening handshake through the intermediary; tells whether both ends saw a 101.
   *
   * @param request bends what the client sends
   * @param answer bends what the origin answers
   */
  boolean open(UnaryOperator<RawRequest> request, BinaryBend answer);

  /** Performs an ordinary opening handshake. */
  default boolean open() {
    return open(UnaryOperator.identity(), (request, ordinary) -> ordinary);
  }
}
