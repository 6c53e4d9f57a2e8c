package dev.wspec.behaviour;

import static dev.wspec.behaviour.ClientChanges.ACCEPT;
import static dev.wspec.behaviour.ClientChanges.EXTENSIONS;
import static dev.wspec.behaviour.ClientChanges.PROTOCOL;
import static dev.wspec.behaviour.ClientChanges.USUAL;
import static dev.wspec.behaviour.ClientChanges.agreed;
import static dev.wspec.behaviour.ClientChanges.asking;
import static dev.wspec.behaviour.ClientChanges.begins;
import static dev.wspec.behaviour.ClientChanges.completed;
import static dev.wspec.behaviour.ClientChanges.contains;
import static dev.wspec.behaviour.ClientChanges.fields;
import static dev.wspec.behaviour.ClientChanges.fieldsIf;
import static dev.wspec.behaviour.ClientChanges.hex;
import static dev.wspec.behaviour.ClientChanges.keyed;
import static dev.wspec.behaviour.ClientChanges.masking;
import static dev.wspec.behaviour.ClientChanges.prepended;
import static dev.wspec.behaviour.ClientChanges.random;
import static dev.wspec.behaviour.ClientChanges.reading;
import static dev.wspec.behaviour.ClientChanges.stopping;
import static dev.wspec.behaviour.ClientChanges.target;
import static dev.wspec.behaviour.ClientChanges.waiving;

import dev.wspec.handshake.AcceptKey;
import dev.wspec.handshake.Fields;
import dev.wspec.handshake.HeadRule;
import dev.wspec.handshake.RequestHead;
import dev.wspec.handshake.ResponseHead;
import dev.wspec.protocol.Rule;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What only a client can do wrong, one thing each: its request, what it makes of the response, and
 * its masking keys. What it can do wrong as a server can, {@link Defect#ofBothRoles} has.
 */
public enum ClientDefect {
  METHOD_IS_POST(
      "Asks with POST",
      asking(r -> new RequestHead("POST", r.target(), r.version(), r.fields())),
      "6455-4.1-23"),
  METHOD_IN_LOWER_CASE(
      "Asks with get",
      asking(r -> new RequestHead("get", r.target(), r.version(), r.fields())),
      "6455-4.1-23"),
  ASKS_IN_HTTP_1_0(
      "Asks in HTTP/1.0",
      asking(r -> new RequestHead(r.method(), r.target(), "HTTP/1.0", r.fields())),
      "6455-4.1-24"),
  TARGET_WITH_FRAGMENT(
      "Sends the fragment of the address",
      asking(r -> new RequestHead(r.method(), r.target() + "#top", r.version(), r.fields())),
      "9112-3.2.1-01"),
  TARGET_IS_ABSOLUTE(
      "Sends an address instead of a path",
      asking(
          r ->
              new RequestHead(
                  r.method(),
                  "http://" + r.fields().first("Host") + r.target(),
                  r.version(),
                  r.fields())),
      "9112-3.2.1-01"),
  TARGET_DECODED(
      "Decodes escapes of the path that are not needed",
      target(t -> t.replace("%61", "a")),
      "6455-3-04"),
  TARGET_SLASHES_MERGED(
      "Leaves out empty segments of the path", target(t -> t.replace("//", "/")), "6455-3-04"),
  QUERY_LEFT_OUT(
      "Leaves out the query", target(t -> t.replaceFirst("\\?.*", "")), "6455-3-05", "6455-4.1-25"),
  QUERY_DECODED("Decodes escapes of the query", target(t -> t.replace("=%7e", "=~")), "6455-3-05"),
  EMPTY_LINE_BEFORE_REQUEST(
      "Sends an empty line before its request",
      asking(r -> new RequestHead("\r\n" + r.method(), r.target(), r.version(), r.fields())),
      "9112-2.2-05"),
  FIELD_NAME_NO_TOKEN(
      "Sends a field whose name has a blank in it",
      fields(f -> f.and("X Odd", "1")),
      "6455-4.1-22"),
  BARE_CR_IN_FIELD(
      "Sends a field with a bare CR in it", fields(f -> f.and("X-Odd", "a\rb")), "9112-2.2-03"),
  FIELD_FOLDED(
      "Folds a field over two lines", fields(f -> f.and("X-Odd", "a\r\n b")), "9112-5.2-01"),
  HOST_LAST(
      "Sends Host behind all other fields",
      fields(f -> f.without("Host").and("Host", String.valueOf(f.first("Host")))),
      "9110-7.2-02"),
  HOST_WITHOUT_PORT(
      "Leaves the port out of Host",
      fields(f -> f.with("Host", String.valueOf(f.first("Host")).replaceFirst(":\\d+$", ""))),
      "6455-4.1-27"),
  ORIGIN_WITH_PATH(
      "Sends an Origin with a path",
      fields(f -> f.and("Origin", "http://example.org/page")),
      "6455-4.1-37"),
  NO_HOST("Asks without Host", fields(f -> f.without("Host")), "6455-4.1-26"),
  NO_UPGRADE("Asks without Upgrade", fields(f -> f.without("Upgrade")), "6455-4.1-28"),
  NO_CONNECTION("Asks without Connection", fields(f -> f.without("Connection")), "6455-4.1-30"),
  NO_KEY(
      "Asks without Sec-WebSocket-Key", fields(f -> f.without("Sec-WebSocket-Key")), "6455-4.1-32"),
  NO_VERSION(
      "Asks without Sec-WebSocket-Version",
      fields(f -> f.without("Sec-WebSocket-Version")),
      "6455-4.1-38"),
  HOST_TWICE("Asks with two Host fields", fields(f -> f.and("Host", "elsewhere")), "6455-4.1-26"),
  KEY_TWICE(
      "Asks with two Sec-WebSocket-Key fields",
      fields(f -> f.and("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")),
      "6455-11.3.1-01"),
  VERSION_TWICE(
      "Asks with two Sec-WebSocket-Version fields",
      fields(f -> f.and("Sec-WebSocket-Version", "8")),
      "6455-4.1-38"),
  HOST_WITH_USERINFO(
      "Sends a user in Host",
      fields(f -> f.with("Host", "user@" + f.first("Host"))),
      "9112-3.2-02"),
  HOST_WITH_SCHEME(
      "Sends a whole address in Host",
      fields(f -> f.with("Host", "ws://" + f.first("Host"))),
      "9112-3.2-02"),
  UPGRADE_TO_ANOTHER_PROTOCOL(
      "Asks to upgrade to h2c", fields(f -> f.with("Upgrade", "h2c")), "6455-4.1-29"),
  CONNECTION_WITHOUT_UPGRADE(
      "Asks with Connection: keep-alive",
      fields(f -> f.with("Connection", "keep-alive")),
      "6455-4.1-31"),
  VERSION_8("Asks for version 8", fields(f -> f.with("Sec-WebSocket-Version", "8")), "6455-4.1-39"),
  VERSION_WITH_ZERO(
      "Asks for version 013", fields(f -> f.with("Sec-WebSocket-Version", "013")), "6455-4.1-39"),
  KEY_OF_8_OCTETS("Sends a key of 8 octets", keyed(() -> random(8)), "6455-4.1-33"),
  KEY_OF_20_OCTETS("Sends a key of 20 octets", keyed(() -> random(20)), "6455-4.1-33"),
  KEY_IN_HEX("Sends a key in hexadecimal digits", keyed(() -> hex(16)), "6455-4.1-33"),
  KEY_WITHOUT_PADDING(
      "Sends a key without its padding", keyed(() -> random(16).replace("=", "")), "6455-4.1-33"),
  KEY_WITH_PAD_BITS(
      "Sends a key whose unused bits are set",
      keyed(() -> random(16).substring(0, 21) + "B=="),
      "4648-3.5-01"),
  KEY_IS_CONSTANT(
      "Sends the same key always", keyed(() -> "dGhlIHNhbXBsZSBub25jZQ=="), "6455-4.1-34"),
  KEY_IS_A_COUNTER(
      "Sends a key that counts connections", keyed(ClientChanges::counted), "6455-4.1-34"),
  KEY_IS_THE_TIME("Sends a key of little chance", keyed(ClientChanges::fewBits), "6455-4.1-34"),
  SUBPROTOCOL_TWICE(
      "Offers a subprotocol twice",
      fields(f -> f.with("Sec-WebSocket-Protocol", "chat, chat")),
      "6455-4.1-42"),
  SUBPROTOCOL_NO_TOKEN(
      "Offers a subprotocol with a blank in it",
      fields(f -> f.with("Sec-WebSocket-Protocol", "chat room")),
      "6455-4.1-41"),
  SUBPROTOCOL_EMPTY(
      "Offers an empty list of subprotocols",
      fields(f -> f.with("Sec-WebSocket-Protocol", "")),
      "6455-4.1-41",
      "9110-5.6.1-02"),
  SUBPROTOCOL_LIST_WITH_HOLE(
      "Offers a list with an empty member",
      fields(f -> f.with("Sec-WebSocket-Protocol", "chat, , superchat")),
      "9110-5.6.1-02"),
  EXTENSION_GRAMMAR_BROKEN(
      "Offers extensions in no grammar",
      fields(f -> f.with("Sec-WebSocket-Extensions", "permessage-deflate; =10")),
      "6455-9.1-01"),
  DEFLATE_WINDOW_16(
      "Offers a window of 16 bits",
      fields(
          f -> f.with("Sec-WebSocket-Extensions", "permessage-deflate; server_max_window_bits=16")),
      "7692-7-01"),
  DEFLATE_PARAMETER_UNKNOWN(
      "Offers an unknown parameter",
      fields(f -> f.with("Sec-WebSocket-Extensions", "permessage-deflate; level=9")),
      "7692-7-01"),
  DEFLATE_PARAMETER_TWICE(
      "Offers a parameter twice",
      fields(
          f ->
              f.with(
                  "Sec-WebSocket-Extensions",
                  "permessage-deflate; client_max_window_bits; client_max_window_bits=10")),
      "7692-7-01"),
  LINE_BEHIND_REQUEST_LINE(
      "Sends a line that is no field", fields(f -> new Fields(prepended(f))), "9112-2.2-07"),
  STATUS_NOT_CHECKED(
      "Takes any status for a 101",
      reading((response, key) -> response.withStatus(101, "")),
      "6455-4.1-48"),
  REDIRECT_TAKEN_FOR_101(
      "Takes a redirect for a 101",
      reading(
          (response, key) -> response.status() / 100 == 3 ? completed(response, key) : response),
      "6455-4.1-50",
      "6455-4.1-48"),
  REFUSAL_TAKEN_FOR_101(
      "Takes a refusal for a 101",
      reading((response, key) -> response.status() >= 400 ? completed(response, key) : response),
      "6455-4.1-48"),
  SUCCESS_TAKEN_FOR_101(
      "Takes a 2xx for a 101",
      reading(
          (response, key) -> response.status() / 100 == 2 ? completed(response, key) : response),
      "6455-4.1-48"),
  UPGRADE_NOT_REQUIRED(
      "Does without Upgrade",
      reading(
          (response, key) ->
              fieldsIf(response, f -> !f.has("Upgrade"), f -> f.and("Upgrade", "websocket"))),
      "6455-4.1-51"),
  UPGRADE_NOT_CHECKED(
      "Takes any Upgrade",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> f.has("Upgrade"),
                  f -> f.without("Upgrade").and("Upgrade", "websocket"))),
      "6455-4.1-52"),
  UPGRADE_BY_PREFIX(
      "Takes an Upgrade that begins with websocket",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> begins(f.first("Upgrade"), "websocket"),
                  f -> f.without("Upgrade").and("Upgrade", "websocket"))),
      "6455-4.1-52"),
  UPGRADE_FOLDED_BEYOND_ASCII(
      "Takes letters beyond ASCII for those of websocket",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> begins(f.first("Upgrade"), "websoc\u00e2"),
                  f -> f.with("Upgrade", "websocket"))),
      "6455-4.1-53"),
  UPGRADE_COMPARED_WITH_CASE(
      "Takes only websocket in lower case",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> !"websocket".equals(f.first("Upgrade")),
                  f -> f.without("Upgrade"))),
      "6455-4.1-53"),
  CONNECTION_NOT_REQUIRED(
      "Does without Connection",
      reading(
          (response, key) ->
              fieldsIf(response, f -> !f.has("Connection"), f -> f.and("Connection", "Upgrade"))),
      "6455-4.1-54"),
  CONNECTION_NOT_CHECKED(
      "Takes any Connection",
      reading(
          (response, key) ->
              fieldsIf(response, f -> f.has("Connection"), f -> f.with("Connection", "Upgrade"))),
      "6455-4.1-55"),
  CONNECTION_SEARCHED(
      "Takes a Connection that contains upgrade anywhere",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> contains(f.first("Connection"), "upgrade"),
                  f -> f.with("Connection", "Upgrade"))),
      "6455-4.1-55"),
  CONNECTION_COMPARED_WITH_CASE(
      "Takes only the option Upgrade letter by letter",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> !f.members("Connection").contains("Upgrade"),
                  f -> f.without("Connection"))),
      "6455-4.1-56"),
  CONNECTION_NOT_TAKEN_AS_LIST(
      "Takes only one option",
      reading(
          (response, key) ->
              fieldsIf(
                  response, f -> f.members("Connection").size() > 1, f -> f.without("Connection"))),
      "6455-4.1-56"),
  CONNECTION_LINES_NOT_JOINED(
      "Looks at the first Connection only",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> f.all("Connection").size() > 1,
                  f ->
                      f.without("Connection")
                          .and("Connection", String.valueOf(f.first("Connection"))))),
      "6455-4.1-56"),
  EMPTY_MEMBERS_REFUSED(
      "Refuses a list with empty members",
      reading(
          (response, key) ->
              fieldsIf(
                  response, f -> begins(f.first("Connection"), ","), f -> f.without("Connection"))),
      "9110-5.6.1-01"),
  ACCEPT_NOT_REQUIRED(
      "Does without Sec-WebSocket-Accept",
      reading(
          (response, key) ->
              fieldsIf(response, f -> !f.has(ACCEPT), f -> f.and(ACCEPT, AcceptKey.answer(key)))),
      "6455-4.1-57"),
  ACCEPT_NOT_CHECKED(
      "Takes any Sec-WebSocket-Accept",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> f.has(ACCEPT),
                  f -> f.without(ACCEPT).and(ACCEPT, AcceptKey.answer(key)))),
      "6455-4.1-58"),
  ACCEPT_COMPARED_WITHOUT_CASE(
      "Compares Sec-WebSocket-Accept without regard to case",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> AcceptKey.answer(key).equalsIgnoreCase(f.first(ACCEPT)),
                  f -> f.with(ACCEPT, AcceptKey.answer(key)))),
      "6455-4.1-58"),
  ACCEPT_COMPARED_IN_PART(
      "Compares the first characters of Sec-WebSocket-Accept",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f ->
                      f.has(ACCEPT)
                          && !String.valueOf(f.first(ACCEPT)).isEmpty()
                          && (begins(AcceptKey.answer(key), String.valueOf(f.first(ACCEPT)))
                              || begins(f.first(ACCEPT), AcceptKey.answer(key))),
                  f -> f.with(ACCEPT, AcceptKey.answer(key)))),
      "6455-4.1-58"),
  KEY_TAKEN_FOR_ITS_ANSWER(
      "Takes the key itself for its answer",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> key.equals(f.first(ACCEPT)),
                  f -> f.with(ACCEPT, AcceptKey.answer(key)))),
      "6455-4.1-58"),
  ACCEPT_MAY_REPEAT(
      "Takes the first of several answers",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> f.all(ACCEPT).size() > 1,
                  f -> f.without(ACCEPT).and(ACCEPT, AcceptKey.answer(key)))),
      "6455-4.1-63"),
  NAMES_COMPARED_WITH_CASE(
      "Knows fields by the usual case of their names only",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> true,
                  f ->
                      new Fields(
                          f.list().stream().filter(x -> USUAL.contains(x.name())).toList()))),
      "6455-4.1-64"),
  ORDER_MATTERS(
      "Wants Upgrade to come first",
      reading(
          (response, key) ->
              fieldsIf(response, f -> !f.list().get(0).name().equals("Upgrade"), f -> Fields.NONE)),
      "6455-1.3-01"),
  UNKNOWN_FIELDS_REFUSED(
      "Refuses fields that it does not know",
      reading((response, key) -> fieldsIf(response, f -> f.has("Server"), f -> Fields.NONE)),
      "9110-5.1-01"),
  COOKIES_REFUSED(
      "Refuses a response with a cookie",
      reading((response, key) -> fieldsIf(response, f -> f.has("Set-Cookie"), f -> Fields.NONE)),
      "6455-4.1-68"),
  LENGTH_REFUSED(
      "Refuses a 101 with a length",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> f.has("Content-Length") || f.has("Transfer-Encoding"),
                  f -> Fields.NONE)),
      "9112-6.3-01"),
  EMPTY_FIELD_REFUSED(
      "Refuses a field without a value",
      reading(
          (response, key) ->
              fieldsIf(response, f -> f.has("X-Empty") || f.has("X-Time"), f -> Fields.NONE)),
      "9112-5-01"),
  LONG_FIELD_REFUSED(
      "Refuses fields of 1000 octets, and octets beyond ASCII",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f ->
                      f.list().stream()
                          .anyMatch(
                              x ->
                                  x.value().length() > 999
                                      || x.value().chars().anyMatch(c -> c > 126)),
                  f -> Fields.NONE)),
      "9112-2.2-01"),
  REASON_COMPARED(
      "Wants the reason to be Switching Protocols",
      reading(
          (response, key) ->
              response.reason().equals("Switching Protocols")
                  ? response
                  : response.withStatus(500, "")),
      "9112-4-01"),
  VERSION_NOT_CHECKED(
      "Takes a response of any version of HTTP",
      reading(
          (response, key) ->
              new ResponseHead(
                  "HTTP/1.1", response.status(), response.reason(), response.fields())),
      "6455-4.1-63"),
  SUBPROTOCOL_NOT_CHECKED(
      "Takes a subprotocol that it has not offered",
      reading(
          (response, key) -> fieldsIf(response, f -> f.has(PROTOCOL), f -> f.without(PROTOCOL))),
      "6455-4.1-62"),
  SUBPROTOCOL_MAY_REPEAT(
      "Takes the first of several subprotocols",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> f.all(PROTOCOL).size() > 1,
                  f -> f.without(PROTOCOL).and(PROTOCOL, String.valueOf(f.first(PROTOCOL))))),
      "6455-11.3.4-02"),
  QUOTED_PAIR_REFUSED(
      "Fails over a quoted pair",
      reading(
          (response, key) ->
              fieldsIf(response, f -> contains(f.first(EXTENSIONS), "\\"), f -> Fields.NONE)),
      "9110-5.6.4-01"),
  SUBPROTOCOL_COMPARED_WITHOUT_CASE(
      "Compares the subprotocol without regard to case",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> f.has(PROTOCOL),
                  f ->
                      f.with(
                          PROTOCOL, String.valueOf(f.first(PROTOCOL)).toLowerCase(Locale.ROOT)))),
      "7936-2-01"),
  SUBPROTOCOL_REQUIRED(
      "Fails where no subprotocol was taken",
      reading((response, key) -> fieldsIf(response, f -> !f.has(PROTOCOL), f -> Fields.NONE)),
      "6455-1.9-01"),
  EXTENSION_NOT_CHECKED(
      "Passes over extensions that it has not offered",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> f.has(EXTENSIONS) && !contains(f.first(EXTENSIONS), "permessage-deflate"),
                  f -> f.without(EXTENSIONS))),
      "6455-4.1-61",
      "6455-9.1-03"),
  FURTHER_EXTENSIONS_NOT_CHECKED(
      "Looks at the first extension only",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> f.members(EXTENSIONS).size() > 1,
                  f -> f.with(EXTENSIONS, f.members(EXTENSIONS).get(0)))),
      "7692-5-14",
      "6455-4.1-61"),
  DEFLATE_PARAMETERS_NOT_CHECKED(
      "Passes over parameters of permessage-deflate",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f ->
                      begins(f.first(EXTENSIONS), "permessage-deflate;")
                          && f.members(EXTENSIONS).size() == 1,
                  f -> f.with(EXTENSIONS, "permessage-deflate"))),
      "7692-7-06",
      "7692-7-07",
      "7692-7-08",
      "7692-7.1.2.2-06"),
  DEFLATE_REQUIRED(
      "Fails where permessage-deflate was declined",
      reading((response, key) -> fieldsIf(response, f -> !f.has(EXTENSIONS), f -> Fields.NONE)),
      "7692-5-18"),
  DEFLATE_PARAMETERS_REFUSED(
      "Fails where permessage-deflate has parameters",
      reading(
          (response, key) ->
              fieldsIf(response, f -> contains(f.first(EXTENSIONS), ";"), f -> Fields.NONE)),
      "7692-7.1.1.2-07",
      "7692-7.2.2-02",
      "6455-9.1-11",
      "7692-7.1.2.2-03"),
  DEFLATE_REFUSED(
      "Fails where the permessage-deflate that it has offered is taken",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> "permessage-deflate".equals(f.first(EXTENSIONS)),
                  f -> Fields.NONE)),
      "7692-5-12"),
  DEFLATE_WINDOW_REFUSED(
      "Fails where the window of the server is limited",
      reading(
          (response, key) ->
              fieldsIf(
                  response,
                  f -> contains(f.first(EXTENSIONS), "server_max_window_bits"),
                  f -> Fields.NONE)),
      "7692-7.2.2-07",
      "6455-9.1-04"),
  INTERIM_NOT_SKIPPED("Takes an interim response for the answer", stopping(), "9110-15.2-01"),
  BLANK_BEFORE_COLON_TAKEN(
      "Takes a blank before the colon", waiving(HeadRule.NO_BLANK_BEFORE_COLON), "9112-5.1-02"),
  MALFORMED_FIELDS_TAKEN(
      "Passes over lines that are no fields",
      waiving(HeadRule.NAMES_ARE_TOKENS),
      "9112-5-01",
      "9112-2.2-08"),
  SAME_MASKS_IN_EVERY_CONNECTION(
      "Draws masking keys from the same seed in every connection",
      masking(ClientChanges::seeded),
      "6455-10.3-01"),
  MASKS_COUNT(
      "Takes masking keys of few bits", masking(ClientChanges::smallNumbers), "6455-5.3-04"),
  ONE_MASK(
      "Takes one masking key for all frames",
      masking(ClientChanges::constant),
      "6455-5.3-03",
      "6455-10.3-01"),
  WINDOW_TOO_LARGE(
      "Uses a larger window than client_max_window_bits allows",
      agreed(Changes::withLargestClientWindow),
      "7692-7.2.1-15"),
  CONTEXT_KEPT(
      "Keeps its window although client_no_context_takeover was agreed on",
      agreed(p -> Changes.withClientContext(p, false)),
      "7692-7.2.1-11"),
  CONTEXT_FORGOTTEN(
      "Forgets the window of the server although that may refer to it",
      agreed(p -> Changes.withServerContext(p, true)),
      "7692-7.2.2-03"),
  LEAVES_AFTER_TEN_MESSAGES(
      "Closes the connection when ten messages have come",
      b -> b.common(c -> c.application(() -> Talk.leavingAfter(10))),
      "6455-7.3-02"),
  CONTROL_CHARACTERS_TAKEN(
      "Takes control characters in a head",
      waiving(HeadRule.NO_CONTROL_CHARACTERS),
      "9110-5.5-02",
      "9112-2.2-04"),
  ISSUER_NOT_CHECKED(
      "Takes a certificate from anybody",
      b -> b.trusting(new Trust(Trust.Issuer.ANYBODY, true, true, true)),
      "6455-4.1-18"),
  VALIDITY_NOT_CHECKED(
      "Takes a certificate whose time is over or has not come",
      b -> b.trusting(new Trust(Trust.Issuer.AUTHORITY, false, true, true)),
      "6455-4.1-18"),
  HOST_NAME_NOT_CHECKED(
      "Takes a certificate for another host",
      b -> b.trusting(new Trust(Trust.Issuer.AUTHORITY, true, false, true)),
      "6455-4.1-18"),
  SERVER_NOT_NAMED(
      "Does not name the host to the server",
      b -> b.trusting(new Trust(Trust.Issuer.AUTHORITY, true, true, false)),
      "6455-4.1-20"),
  NO_CERTIFICATE_TAKEN(
      "Takes no certificate at all",
      b -> b.trusting(Trust.OF_NOBODY),
      "6455-4.1-17",
      "6455-4.1-19"),
  FRAMES_NOT_MASKED(
      "Sends frames without a masking key",
      b -> b.common(c -> c.sending(s -> s.with(RawFrames::bare))),
      "6455-5.1-01"),
  MASKED_FRAMES_TAKEN(
      "Takes masked frames from a server",
      b -> b.common(c -> c.receiving(r -> r.waiving(Rule.MASKED_SERVER_FRAME))),
      "6455-5.1-06");

  private final String description;
  private final UnaryOperator<ClientBehaviour> change;
  private final List<String> requirements;

  ClientDefect(String description, UnaryOperator<ClientBehaviour> change, String... requirements) {
    this.description = description;
    this.change = change;
    this.requirements = List.of(requirements);
  }

  /** What the client does, a sentence without its subject. */
  public String description() {
    return description;
  }

  /** The ids of the requirements that this breaks; at least one. */
  public List<String> requirements() {
    return requirements;
  }

  /** A client that keeps to the RFCs but for this. */
  public ClientBehaviour behaviour() {
    return change.apply(ClientBehaviour.CONFORMING);
  }
}
