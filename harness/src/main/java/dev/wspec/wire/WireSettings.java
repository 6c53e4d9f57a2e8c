package dev.wspec.wire;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.RawRequest;
import dev.wspec.protocol.Role;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What all wires to one subject have in common.
 *
 * @param contact how connections come about
 * @param capabilities what the subject can do, as far as it is known
 * @param greetings how many messages the subject sends unasked when a connection opens
 * @param budget how many octets we are willing to read from one connection
 */
public record WireSettings(
    Contact contact, Set<Capability> capabilities, int greetings, long budget) {

  /** 64 MiB. */
  public static final long DEFAULT_BUDGET = 64L << 20;

  public WireSettings {
    capabilities = Set.copyOf(capabilities);
  }

  /**
   * Of wires to a server.
   *
   * @param request makes an ordinary opening handshake request with a fresh key
   */
  public WireSettings(
      Dialer dialer,
      Function<RandomGenerator, RawRequest> request,
      Set<Capability> capabilities,
      int greetings,
      long budget) {
    this(new Contact.Dialing(dialer, request), capabilities, greetings, budget);
  }

  /** The same for wires that come about in another way. */
  WireSettings through(Contact other) {
    return new WireSettings(other, capabilities, greetings, budget);
  }

  /** The role that we play: who connects is the client. */
  Role role() {
    return contact instanceof Contact.Dialing ? Role.CLIENT : Role.SERVER;
  }
}
