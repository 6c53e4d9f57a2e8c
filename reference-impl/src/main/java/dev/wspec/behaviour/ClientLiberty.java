package dev.wspec.behaviour;

import dev.wspec.handshake.DeflateOffer;
import dev.wspec.handshake.ExtensionList;
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
  OFFERS_NO_TAKEOVER(
      "Offers permessage-deflate without context takeover",
      b -> b.offering(new DeflateOffer(true, true, 0, 15))),
  OFFERS_SMALL_WINDOWS(
      "Offers permessage-deflate with windows of 1024 octets",
      b -> b.offering(new DeflateOffer(false, false, 10, 10))),
  OFFERS_A_FALLBACK(
      "Offers permessage-deflate a second time without parameters",
      fields(
          f -> f.with(ExtensionList.FIELD, f.first(ExtensionList.FIELD) + ", permessage-deflate"))),
  OFFERS_ANOTHER_EXTENSION_FIRST(
      "Offers an extension that nobody knows, and permessage-deflate behind it",
      fields(f -> f.with(ExtensionList.FIELD, "x-unknown, " + f.first(ExtensionList.FIELD)))),
  OFFERS_A_WINDOW_IN_QUOTES(
      "Offers a window size in quotes",
      fields(
          f -> f.with(ExtensionList.FIELD, "permessage-deflate; client_max_window_bits=\"15\""))),
  OFFERS_ONE_SUBPROTOCOL("Offers one subprotocol", b -> b.offering(List.of("chat"))),
  OFFERS_WITHOUT_BLANKS(
      "Lists subprotocols without blanks between them",
      fields(f -> f.with("Sec-WebSocket-Protocol", "chat,superchat"))),
  SENDS_ORIGIN_NULL("Sends the Origin null", fields(f -> f.and("Origin", "null"))),
  SENDS_NO_SOFTWARE("Does not name its software", fields(f -> f.without("User-Agent"))),
  SENDS_CREDENTIALS("Sends credentials", fields(f -> f.and("Authorization", "Basic dXNlcjpwYXNz"))),
  SENDS_A_LONG_COOKIE(
      "Sends a Cookie of four kilobytes", fields(f -> f.and("Cookie", "a=" + "b".repeat(4096)))),
  SENDS_AN_EMPTY_FIELD("Sends a field without a value", fields(f -> f.and("X-Empty", ""))),
  SENDS_OCTETS_BEYOND_ASCII(
      "Sends a field with octets beyond ASCII", fields(f -> f.and("X-Name", "caf\u00e9"))),
  SENDS_WHAT_BROWSERS_SEND(
      "Sends languages and codings that it likes",
      fields(
          f ->
              f.and("Accept-Language", "de, en;q=0.5")
                  .and("Accept-Encoding", "gzip, deflate, br"))),
  SENDS_WHAT_PROXIES_SEND(
      "Sends what proxies add on the way",
      fields(f -> f.and("Via", "1.1 proxy.example").and("X-Forwarded-For", "192.0.2.1"))),
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
  WRITES_NAMES_IN_UPPER_CASE(
      "Writes the names of fields in upper case",
      fields(
          f ->
              new Fields(
                  f.list().stream()
                      .map(x -> new Field(x.name().toUpperCase(Locale.ROOT), x.value()))
                      .toList()))),
  WRITES_BLANKS_AROUND_VALUES(
      "Writes blanks and tabs around the values of fields",
      fields(
          f ->
              new Fields(
                  f.list().stream()
                      .map(x -> new Field(x.name(), "\t " + x.value() + " \t"))
                      .toList()))),
  WRITES_UPGRADE_AS_A_LIST(
      "Lists another protocol in Upgrade", fields(f -> f.with("Upgrade", "websocket, h2c"))),
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
