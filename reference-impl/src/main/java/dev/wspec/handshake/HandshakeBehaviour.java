package dev.wspec.handshake;

import dev.wspec.protocol.DeflateParameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a server answers an opening handshake: the points at which one can go wrong, or be unusual.
 *
 * @param waivedHeadRules what the text of a request need not keep to
 * @param waivedRequestRules what a request need not keep to
 * @param demand what a request has to keep to beyond the rules
 * @param subprotocol picks the subprotocol
 * @param deflate answers offers of permessage-deflate
 * @param acceptance writes the 101 response
 * @param refusal writes every other one
 */
public record HandshakeBehaviour(
    Set<HeadRule> waivedHeadRules,
    Set<RequestRule> waivedRequestRules,
    Demand demand,
    SubprotocolChoice subprotocol,
    DeflateChoice deflate,
    Acceptance acceptance,
    Refusal refusal) {
  /** Refuses requests that break no rule. */
  @FunctionalInterface
  public interface Demand {
    void check(RequestHead request) throws HandshakeViolation;
  }

  /** Picks a subprotocol, or null for none, given what is offered and what is supported. */
  @FunctionalInterface
  public interface SubprotocolChoice {
    @Nullable String choose(List<String> offered, List<String> supported);
  }

  /** Answers what the client offers; null declines. */
  @FunctionalInterface
  public interface DeflateChoice {
    /** Permessage-deflate is not in use. */
    DeflateChoice DECLINE = offers -> null;

    /** Grants the first valid offer all it asks for (RFC 7692 §5 and §7.1). */
    DeflateChoice FIRST_VALID_OFFER = DeflateChoice::grantFirst;

    @Nullable DeflateAnswer answer(ExtensionList offers);

    private static @Nullable DeflateAnswer grantFirst(ExtensionList offers) {
      for (Extension extension : offers.extensions()) {
        DeflateOffer offer = DeflateOffer.of(extension);
        if (offer != null) {
          DeflateParameters granted = offer.granted();
          return new DeflateAnswer(granted, offer.answer(granted).toString());
        }
      }
      return null;
    }
  }

  /**
   * An answer to an offer.
   *
   * @param parameters what the server goes by
   * @param field what it says in Sec-WebSocket-Extensions
   */
  public record DeflateAnswer(DeflateParameters parameters, String field) {}

  /** Writes the response that accepts {@code request}. */
  @FunctionalInterface
  public interface Acceptance {
    byte[] bytes(RequestHead request, ResponseHead response);
  }

  /** Writes a response that refuses, whose head has no Content-Length yet. */
  @FunctionalInterface
  public interface Refusal {
    byte[] bytes(ResponseHead response, String body);
  }

  /** Keeps to the RFCs. */
  public static final HandshakeBehaviour CONFORMING =
      new HandshakeBehaviour(
          Set.of(),
          Set.of(),
          request -> {},
          HandshakeBehaviour::firstSupported,
          DeflateChoice.FIRST_VALID_OFFER,
          (request, response) -> response.toBytes(),
          ServerNegotiation::refusalBytes);

  private static @Nullable String firstSupported(List<String> offered, List<String> supported) {
    return offered.stream().filter(supported::contains).findFirst().orElse(null);
  }

  public HandshakeBehaviour waiving(HeadRule... rules) {
    Set<HeadRule> all = EnumSet.copyOf(List.of(rules));
    all.addAll(waivedHeadRules);
    return new HandshakeBehaviour(
        all, waivedRequestRules, demand, subprotocol, deflate, acceptance, refusal);
  }

  public HandshakeBehaviour waiving(RequestRule... rules) {
    Set<RequestRule> all = EnumSet.copyOf(List.of(rules));
    all.addAll(waivedRequestRules);
    return new HandshakeBehaviour(
        waivedHeadRules, all, demand, subprotocol, deflate, acceptance, refusal);
  }

  public HandshakeBehaviour demanding(Demand other) {
    return new HandshakeBehaviour(
        waivedHeadRules, waivedRequestRules, other, subprotocol, deflate, acceptance, refusal);
  }

  public HandshakeBehaviour choosing(SubprotocolChoice other) {
    return new HandshakeBehaviour(
        waivedHeadRules, waivedRequestRules, demand, other, deflate, acceptance, refusal);
  }

  public HandshakeBehaviour answering(DeflateChoice other) {
    return new HandshakeBehaviour(
        waivedHeadRules, waivedRequestRules, demand, subprotocol, other, acceptance, refusal);
  }

  public HandshakeBehaviour accepting(Acceptance other) {
    return new HandshakeBehaviour(
        waivedHeadRules, waivedRequestRules, demand, subprotocol, deflate, other, refusal);
  }

  public HandshakeBehaviour refusing(Refusal other) {
    return new HandshakeBehaviour(
        waivedHeadRules, waivedRequestRules, demand, subprotocol, deflate, acceptance, other);
  }
}
