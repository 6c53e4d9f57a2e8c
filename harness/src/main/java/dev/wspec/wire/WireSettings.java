package dev.wspec.wire;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.RawRequest;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What all wires to one subject have in common.
 *
 * @param request makes an ordinary opening handshake request with a fresh key
 * @param capabilities what the subject can do, as far as it is known
 * @param greetings how many messages the subject sends unasked when a connection opens
 * @param budget how many octets we are willing to read from one connection
 */
public record WireSettings(
    Dialer dialer,
    Function<RandomGenerator, RawRequest> request,
    Set<Capability> capabilities,
    int greetings,
    long budget) {

  /** 64 MiB. */
  public static final long DEFAULT_BUDGET = 64L << 20;

  public WireSettings {
    capabilities = Set.copyOf(capabilities);
  }
}
