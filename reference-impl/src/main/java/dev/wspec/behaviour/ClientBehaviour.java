package dev.wspec.behaviour;

import dev.wspec.handshake.AcceptKey;
import dev.wspec.handshake.DeflateOffer;
import dev.wspec.handshake.HeadRule;
import dev.wspec.handshake.RequestHead;
import dev.wspec.handshake.ResponseHead;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All a client does, as strategies of which any can be replaced; {@link #CONFORMING} keeps to the
 * RFCs.
 *
 * @param common what comes after the opening handshake, as a server does it too
 * @param key makes the key of each request
 * @param offer what is offered of permessage-deflate, or null not to offer it
 * @param subprotocols what is offered, the preferred one first
 * @param request changes the request before it is sent
 * @param reading sees a response as it ought to be, which it need not be, before it is checked
 * @param waivedHeadRules what the text of a response need not keep to
 * @param skipsInterim whether responses with a status of 1xx before the 101 are passed over
 * @param trust what is looked at where the address is one of wss
 */
public record ClientBehaviour(
    Behaviour common,
    Supplier<String> key,
    @Nullable DeflateOffer offer,
    List<String> subprotocols,
    UnaryOperator<RequestHead> request,
    Reading reading,
    Set<HeadRule> waivedHeadRules,
    boolean skipsInterim,
    Trust trust) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** How a response is taken, before it is checked; {@code key} is that of the request. */
  @FunctionalInterface
  public interface Reading {
    ResponseHead read(ResponseHead response, String key);
  }

  /** An echo client that keeps to the RFCs. */
  public static final ClientBehaviour CONFORMING =
      new ClientBehaviour(
          Behaviour.CONFORMING,
          () -> AcceptKey.generate(RANDOM),
          DeflateOffer.ANY,
          List.of("chat", "superchat"),
          UnaryOperator.identity(),
          (response, key) -> response,
          Set.of(HeadRule.NO_FOLDING), // RFC 9112 §5.2 has a user agent unfold
          true,
          Trust.CONFORMING);

  public ClientBehaviour common(UnaryOperator<Behaviour> change) {
    return new ClientBehaviour(
        change.apply(common),
        key,
        offer,
        subprotocols,
        request,
        reading,
        waivedHeadRules,
        skipsInterim,
        trust);
  }

  ClientBehaviour keyed(Supplier<String> other) {
    return new ClientBehaviour(
        common, other, offer, subprotocols, request, reading, waivedHeadRules, skipsInterim, trust);
  }

  ClientBehaviour offering(@Nullable DeflateOffer other) {
    return new ClientBehaviour(
        common, key, other, subprotocols, request, reading, waivedHeadRules, skipsInterim, trust);
  }

  ClientBehaviour offering(List<String> others) {
    return new ClientBehaviour(
        common, key, offer, others, request, reading, waivedHeadRules, skipsInterim, trust);
  }

  ClientBehaviour asking(UnaryOperator<RequestHead> other) {
    return new ClientBehaviour(
        common, key, offer, subprotocols, other, reading, waivedHeadRules, skipsInterim, trust);
  }

  ClientBehaviour reading(Reading other) {
    return new ClientBehaviour(
        common, key, offer, subprotocols, request, other, waivedHeadRules, skipsInterim, trust);
  }

  ClientBehaviour waiving(HeadRule... rules) {
    Set<HeadRule> all = EnumSet.copyOf(List.of(rules));
    all.addAll(waivedHeadRules);
    return new ClientBehaviour(
        common, key, offer, subprotocols, request, reading, all, skipsInterim, trust);
  }

  ClientBehaviour stoppingAtInterim() {
    return new ClientBehaviour(
        common, key, offer, subprotocols, request, reading, waivedHeadRules, false, trust);
  }

  ClientBehaviour trusting(Trust other) {
    return new ClientBehaviour(
        common, key, offer, subprotocols, request, reading, waivedHeadRules, skipsInterim, other);
  }
}
