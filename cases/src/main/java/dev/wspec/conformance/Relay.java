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

  /**
   * Sends a request through the intermediary; the origin may answer what comes of it, and {@link
   * #hear} reads what reaches the client.
   */
  void ask(UnaryOperator<RawRequest> request);

  /**
   * Reads the answer that reaches the client; tells whether it is a 101. A connection that a
   * refusal leaves open stays so.
   */
  boolean hear();

  /** Two further ends around the same intermediary, in the same transcript. */
  Relay another();

  /** Performs an ordinary opening handshake. */
  default boolean open() {
    return open(UnaryOperator.identity(), (request, ordinary) -> ordinary);
  }
}
