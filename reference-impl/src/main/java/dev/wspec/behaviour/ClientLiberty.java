package dev.wspec.behaviour;

import dev.wspec.handshake.DeflateOffer;
import dev.wspec.handshake.Field;
import dev.wspec.handshake.Fields;
import dev.wspec.handshake.HeadRule;
import dev.wspec.handshake.RequestHead;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What only a client can do that is unusual, but right: how it asks, and what it passes over. */
public enum ClientLiberty {
  OFFERS_NO_DEFLATE("Does not offer permessage-deflate", b -> b.offering((DeflateOffer) null)),
  OFFERS_BARE_DEFLATE(
      "Offers permessage-deflate without parameters",
      b -> b.offering(new DeflateOffer(false, false, 0, 0))),
  OFFERS_NO_SUBPROTOCOL("Offers no subprotocol", b -> b.offering(List.of())),
  OFFERS_MANY_SUBPROTOCOLS(
      "Offers many subprotocols", b -> b.offering(List.of("a", "b.example", "C", "v1+json"))),
  OFFERS_UNKNOWN_EXTENSION(
      "Offers an extension that nobody knows",
      fields(f -> f.and("Sec-WebSocket-Extensions", "x-unknown; a=1"))),
  OFFERS_ON_TWO_LINES(
      "Offers subprotocols on two lines", fields(f -> f.and("Sec-WebSocket-Protocol", "third"))),
  SENDS_ORIGIN("Sends an Origin", fields(f -> f.and("Origin", "https://example.org"))),
  SENDS_COOKIE("Sends a Cookie", fields(f -> f.and("Cookie", "a=b; c=d"))),
  SENDS_MORE_OPTIONS(
      "Lists keep-alive in Connection", fields(f -> f.with("Connection", "keep-alive, Upgrade"))),
  WRITES_UPGRADE_OTHERWISE(
      "Writes WebSocket in Upgrade", fields(f -> f.with("Upgrade", "WebSocket"))),
  WRITES_OPTION_OTHERWISE(
      "Writes upgrade in Connection", fields(f -> f.with("Connection", "upgrade"))),
  WRITES_NAMES_IN_LOWER_CASE(
      "Writes the names of fields in lower case",
      fields(
          f ->
              new Fields(
                  f.list().stream()
                      .map(x -> new Field(x.name().toLowerCase(Locale.ROOT), x.value()))
                      .toList()))),
  WRITES_FIELDS_BACKWARDS("Writes the fields in the opposite order", fields(Responses::reversed)),
  ASKS_FOR_NO_CACHE(
      "Asks for no cache",
      fields(f -> f.and("Pragma", "no-cache").and("Cache-Control", "no-cache"))),
  TAKES_BARE_LF("Takes lines that end with LF alone", b -> b.waiving(HeadRule.LINES_END_WITH_CRLF)),
  TAKES_HEADS_OF_ANY_LENGTH("Takes heads of any length", b -> b.waiving(HeadRule.BOUNDED));

  private final String description;
  private final UnaryOperator<ClientBehaviour> change;

  ClientLiberty(String description, UnaryOperator<ClientBehaviour> change) {
    this.description = description;
    this.change = change;
  }

  /** What the client does, a sentence without its subject. */
  public String description() {
    return description;
  }

  /** A client that keeps to the RFCs in its own way. */
  public ClientBehaviour behaviour() {
    return change.apply(ClientBehaviour.CONFORMING);
  }

  private static UnaryOperator<ClientBehaviour> fields(UnaryOperator<Fields> fields) {
    return b ->
        b.asking(
            r -> new RequestHead(r.method(), r.target(), r.version(), fields.apply(r.fields())));
  }
}
