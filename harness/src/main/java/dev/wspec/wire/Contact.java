package dev.wspec.wire;

import dev.wspec.conformance.RawRequest;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** How the wires of a case come to their connections. */
public sealed interface Contact permits Contact.Dialing, Contact.Awaiting, Contact.Between {

  /**
   * We connect.
   *
   * @param request makes an ordinary opening handshake request with a fresh key
   */
  record Dialing(Dialer dialer, Function<RandomGenerator, RawRequest> request) implements Contact {}

  /** The subject connects. */
  record Awaiting(Visits visits) implements Contact {}

  /** We connect, and the subject connects to us in turn. */
  record Between(Dialing client, Awaiting origin) implements Contact {}
}
