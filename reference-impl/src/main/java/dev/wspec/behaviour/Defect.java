package dev.wspec.behaviour;

import static dev.wspec.behaviour.Changes.accepting;
import static dev.wspec.behaviour.Changes.acceptingCodes;
import static dev.wspec.behaviour.Changes.answering;
import static dev.wspec.behaviour.Changes.answeringOffers;
import static dev.wspec.behaviour.Changes.application;
import static dev.wspec.behaviour.Changes.changingMessages;
import static dev.wspec.behaviour.Changes.changingTexts;
import static dev.wspec.behaviour.Changes.choosing;
import static dev.wspec.behaviour.Changes.compressing;
import static dev.wspec.behaviour.Changes.controls;
import static dev.wspec.behaviour.Changes.crashingOver;
import static dev.wspec.behaviour.Changes.demanding;
import static dev.wspec.behaviour.Changes.failingOn;
import static dev.wspec.behaviour.Changes.failingWith;
import static dev.wspec.behaviour.Changes.firstByte;
import static dev.wspec.behaviour.Changes.isMessageStart;
import static dev.wspec.behaviour.Changes.isText;
import static dev.wspec.behaviour.Changes.lower;
import static dev.wspec.behaviour.Changes.meddling;
import static dev.wspec.behaviour.Changes.parameters;
import static dev.wspec.behaviour.Changes.passingRsv;
import static dev.wspec.behaviour.Changes.passingUnmasked;
import static dev.wspec.behaviour.Changes.receiving;
import static dev.wspec.behaviour.Changes.refusing;
import static dev.wspec.behaviour.Changes.refusingCloses;
import static dev.wspec.behaviour.Changes.refusingWith;
import static dev.wspec.behaviour.Changes.replying;
import static dev.wspec.behaviour.Changes.splitting;
import static dev.wspec.behaviour.Changes.transport;
import static dev.wspec.behaviour.Changes.waiving;
import static dev.wspec.behaviour.Changes.withClientContext;
import static dev.wspec.behaviour.Changes.withServerContext;
import static dev.wspec.behaviour.Changes.writing;
import static dev.wspec.behaviour.Payloads.withPayload;
import static dev.wspec.behaviour.Responses.ACCEPT;
import static dev.wspec.behaviour.Responses.PROTOCOL;
import static dev.wspec.behaviour.Responses.accept;
import static dev.wspec.behaviour.Responses.fields;
import static dev.wspec.behaviour.Responses.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wspec.behaviour.LenientText.Leniency;
import dev.wspec.behaviour.RawFrames.LengthForm;
import dev.wspec.behaviour.TransportBehaviour.Ending;
import dev.wspec.behaviour.TransportBehaviour.RequestReading;
import dev.wspec.codec.FrameDecoder;
import dev.wspec.handshake.AcceptKey;
import dev.wspec.handshake.DeflateOffer;
import dev.wspec.handshake.ExtensionList;
import dev.wspec.handshake.HandshakeViolation;
import dev.wspec.handshake.HeadRule;
import dev.wspec.handshake.RequestRule;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Rule;
import dev.wspec.session.ClosingBehaviour.AfterClose;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a server can do wrong, one thing each. A suite that has a check for the requirements that a
 * defect names has to notice it.
 */
public enum Defect {
  // The opening handshake: what is not checked (RFC 6455 §4.2.1).
  METHOD_NOT_CHECKED(
      "Accepts a handshake whatever its method is",
      waiving(RequestRule.METHOD_IS_GET),
      "6455-4.2.1-04"),
  HTTP_VERSION_NOT_CHECKED(
      "Accepts a handshake in HTTP/1.0",
      waiving(RequestRule.HTTP_IS_1_1),
      "6455-4.2.1-05",
      "9110-7.8-07"),
  HOST_NOT_REQUIRED(
      "Accepts a handshake without Host",
      waiving(RequestRule.HOST_IS_PRESENT),
      "6455-4.2.1-08",
      "9112-3.2-03"),
  HOST_MAY_REPEAT(
      "Accepts a handshake with two Host fields",
      waiving(RequestRule.HOST_IS_SINGLE),
      "9112-3.2-03"),
  HOST_NOT_CHECKED(
      "Accepts a Host that is no host and port",
      waiving(RequestRule.HOST_IS_AN_AUTHORITY),
      "9112-3.2-03"),
  UPGRADE_NOT_REQUIRED(
      "Accepts a handshake without Upgrade",
      waiving(RequestRule.UPGRADE_IS_PRESENT),
      "6455-4.2.1-10"),
  UPGRADE_NOT_CHECKED(
      "Accepts a handshake that asks for another protocol",
      waiving(RequestRule.UPGRADE_LISTS_WEBSOCKET),
      "6455-4.2.1-11",
      "9110-7.8-04"),
  CONNECTION_NOT_REQUIRED(
      "Accepts a handshake without Connection",
      waiving(RequestRule.CONNECTION_IS_PRESENT),
      "6455-4.2.1-14"),
  CONNECTION_NOT_CHECKED(
      "Accepts a Connection without the Upgrade option",
      waiving(RequestRule.CONNECTION_LISTS_UPGRADE),
      "6455-4.2.1-15"),
  VERSION_NOT_REQUIRED(
      "Accepts a handshake without Sec-WebSocket-Version",
      waiving(RequestRule.VERSION_IS_PRESENT),
      "6455-4.2.1-20"),
  VERSION_NOT_CHECKED(
      "Accepts every version of the protocol",
      waiving(RequestRule.VERSION_IS_13),
      "6455-4.2.1-21",
      "6455-4.2.2-09"),
  VERSION_MAY_REPEAT(
      "Accepts a handshake with two versions",
      waiving(RequestRule.VERSION_IS_SINGLE),
      "6455-11.3.5-02"),
  KEY_NOT_REQUIRED(
      "Accepts a handshake without Sec-WebSocket-Key",
      waiving(RequestRule.KEY_IS_PRESENT),
      "6455-4.2.1-17"),
  KEY_MAY_REPEAT(
      "Accepts a handshake with two keys", waiving(RequestRule.KEY_IS_SINGLE), "6455-11.3.1-01"),
  KEY_NOT_DECODED(
      "Accepts a key that is not base64", waiving(RequestRule.KEY_IS_BASE64), "6455-4.2.1-19"),
  KEY_LENGTH_NOT_CHECKED(
      "Accepts a key that does not stand for 16 bytes",
      waiving(RequestRule.KEY_HAS_16_BYTES),
      "6455-4.2.1-18"),
  SUBPROTOCOL_GRAMMAR_NOT_CHECKED(
      "Accepts a list of subprotocols that breaks its grammar",
      waiving(RequestRule.SUBPROTOCOLS_ARE_TOKENS),
      "6455-4.2.1-27"),
  EXTENSION_GRAMMAR_NOT_CHECKED(
      "Accepts a list of extensions that breaks its grammar",
      waiving(RequestRule.EXTENSIONS_KEEP_THE_GRAMMAR),
      "6455-9.1-02",
      "6455-4.2.1-28",
      "6455-9.1-04"),
  BLANK_BEFORE_COLON_ACCEPTED(
      "Accepts a blank between the name of a field and the colon",
      waiving(HeadRule.NO_BLANK_BEFORE_COLON),
      "9112-5.1-01"),
  BODY_NOT_CHECKED(
      "Accepts a handshake with a body, and reads that as frames",
      waiving(RequestRule.NO_BODY),
      "9112-6.3-03",
      "9112-6.1-02"),
  TARGET_NOT_CHECKED(
      "Accepts every target", waiving(RequestRule.TARGET_IS_A_RESOURCE), "9112-3.2-01"),
  UPGRADE_COMPARED_IN_UNICODE(
      "Takes letters for those of websocket that only Unicode folds to them",
      b ->
          demanding(Changes::upgradesInUnicode)
              .apply(waiving(RequestRule.UPGRADE_LISTS_WEBSOCKET).apply(b)),
      "6455-2.1-01"),
  NUL_ENDS_UPGRADE(
      "Reads Upgrade up to a NUL",
      b ->
          b.handshake(
              h ->
                  h.waiving(HeadRule.NO_CONTROL_CHARACTERS)
                      .waiving(RequestRule.UPGRADE_LISTS_WEBSOCKET)
                      .demanding(Responses.demand("Upgrade is another", Changes::upgradesUpToNul))),
      "9110-5.5-02"),
  LATE_FIELDS_NOT_AWAITED(
      "Answers as soon as what has come of a request would do",
      transport(t -> t.with(RequestReading.AS_SOON_AS_IT_WOULD_DO)),
      "9110-5.3-03"),
  MALFORMED_FIELDS_ACCEPTED(
      "Passes over lines that are no fields",
      waiving(HeadRule.NAMES_ARE_TOKENS),
      "6455-4.2.1-02",
      "9112-2.2-09"),
  // The opening handshake: what is refused without need.
  UPGRADE_COMPARED_WITH_CASE(
      "Refuses an Upgrade that is not in lower case",
      demanding(r -> r.fields().members("Upgrade").contains("websocket")),
      "6455-4.2.1-12"),
  UPGRADE_NOT_TAKEN_AS_LIST(
      "Refuses an Upgrade that lists another protocol too",
      demanding(r -> r.fields().members("Upgrade").size() == 1),
      "6455-4.2.1-13"),
  CONNECTION_COMPARED_WITH_CASE(
      "Refuses a Connection whose option is not Upgrade letter by letter",
      demanding(r -> r.fields().members("Connection").contains("Upgrade")),
      "6455-4.2.1-16"),
  CONNECTION_NOT_TAKEN_AS_LIST(
      "Refuses a Connection that lists another option too",
      demanding(r -> r.fields().members("Connection").size() == 1),
      "6455-4.2.1-16"),
  FIELD_NAMES_COMPARED_WITH_CASE(
      "Refuses a handshake whose field names have another case",
      demanding(Changes::hasUsualNames),
      "9110-5.1-01",
      "6455-4.1-64"),
  FIELD_ORDER_MATTERS(
      "Refuses a handshake that does not begin with Host",
      demanding(r -> r.fields().list().get(0).name().equalsIgnoreCase("Host")),
      "6455-4.2.1-03"),
  ABSOLUTE_FORM_REFUSED(
      "Refuses a target in absolute form",
      demanding(r -> r.target().startsWith("/")),
      "9112-3.2.2-01",
      "6455-4.2.1-07"),
  UNKNOWN_FIELDS_REFUSED(
      "Refuses a handshake with a field that it does not know",
      demanding(Changes::hasKnownFields),
      "6455-4.2.1-26"),
  LONG_TARGETS_REFUSED(
      "Refuses a target of more than 4000 bytes as too long",
      b ->
          b.handshake(
              h ->
                  h.demanding(
                      request -> {
                        if (request.target().length() > 4000) {
                          throw new HandshakeViolation(414, "The target is too long");
                        }
                      })),
      "9112-3-03"),
  ORIGIN_REQUIRED(
      "Refuses a handshake without Origin",
      demanding(r -> r.fields().has("Origin")),
      "6455-4.2.1-22"),
  SUBPROTOCOLS_IN_TWO_FIELDS_REFUSED(
      "Refuses a handshake that offers subprotocols in two fields",
      demanding(r -> r.fields().all(PROTOCOL).size() <= 1),
      "6455-11.3.4-01"),
  QUOTED_PAIRS_REFUSED(
      "Refuses an offer of an extension with a quoted-pair in it",
      demanding(r -> r.fields().all(ExtensionList.FIELD).stream().noneMatch(v -> v.contains("\\"))),
      "9110-5.6.4-01"),
  FEW_HANDSHAKES_AT_A_TIME(
      "Attends to no client while sixteen others have not finished their requests",
      transport(t -> t.withHandshakesAtATime(16)),
      "6455-4.2.2-01"),
  BAD_DEFLATE_OFFER_REFUSED(
      "Refuses the handshake over an offer of permessage-deflate that is only to be declined",
      b -> b.handshake(h -> h.demanding(Responses::failOverBadOffer)),
      "7692-7-02",
      "7692-7-03",
      "7692-7-04"),
  // The opening handshake: what is answered (RFC 6455 §4.2.2, RFC 7692 §7.1).
  ACCEPT_MISSING(
      "Accepts without Sec-WebSocket-Accept",
      accepting(fields(f -> f.without(ACCEPT))),
      "6455-4.2.2-23"),
  ACCEPT_REPEATED(
      "Accepts with two Sec-WebSocket-Accept fields",
      accepting(fields(f -> f.and(ACCEPT, "AAAAAAAAAAAAAAAAAAAAAAAAAAA="))),
      "6455-11.3.3-01"),
  ACCEPT_OF_ANOTHER_KEY(
      "Answers a key that was not sent",
      accepting(accept(key -> AcceptKey.answer("AAAAAAAAAAAAAAAAAAAAAA=="))),
      "6455-4.2.2-23"),
  ACCEPT_IN_LOWER_CASE(
      "Answers the key in lower case",
      accepting(accept(key -> lower(AcceptKey.answer(key)))),
      "6455-4.2.2-23"),
  ACCEPT_OF_DECODED_KEY(
      "Answers the bytes of the key instead of its text",
      accepting(accept(Responses::answerToDecoded)),
      "6455-4.2.2-23",
      "6455-4.1-60"),
  ACCEPT_WITHOUT_PADDING(
      "Answers the key without the padding of base64",
      accepting(accept(key -> AcceptKey.answer(key).replace("=", ""))),
      "6455-4.2.2-24"),
  KEY_SENT_BACK("Sends the key back as its answer", accepting(accept(key -> key)), "6455-4.2.2-23"),
  STATUS_200(
      "Accepts with status 200",
      accepting((request, head) -> head.withStatus(200, "OK").toBytes()),
      "6455-4.2.2-20",
      "6455-4.2.2-01"),
  UPGRADE_NOT_ANSWERED(
      "Accepts without Upgrade",
      accepting(fields(f -> f.without("Upgrade"))),
      "6455-4.2.2-21",
      "9110-7.8-03"),
  UPGRADE_TO_ANOTHER_PROTOCOL(
      "Accepts with an Upgrade to h2c",
      accepting(fields(f -> f.with("Upgrade", "h2c"))),
      "6455-4.2.2-21",
      "9110-7.8-04"),
  CONNECTION_NOT_ANSWERED(
      "Accepts without Connection",
      accepting(fields(f -> f.without("Connection"))),
      "6455-4.2.2-22"),
  CONNECTION_KEPT_ALIVE(
      "Accepts with Connection: keep-alive",
      accepting(fields(f -> f.with("Connection", "keep-alive"))),
      "6455-4.2.2-22"),
  HTTP_1_0_ANSWERED(
      "Accepts in HTTP/1.0",
      accepting(text(t -> t.replaceFirst("HTTP/1.1", "HTTP/1.0"))),
      "6455-4.2.2-20",
      "9112-4-02"),
  CONTENT_LENGTH_ANSWERED(
      "Accepts with a Content-Length",
      accepting(fields(f -> f.and("Content-Length", "0"))),
      "6455-4.2.2-20"),
  STATUS_LINE_ENDS_WITH_STATUS(
      "Ends the status line right behind the status",
      accepting(text(t -> t.replaceFirst("101[^\r]*", "101"))),
      "9112-4-02"),
  BLANK_BEFORE_COLON_ANSWERED(
      "Puts a blank before the colons of its answer",
      accepting(text(t -> t.replace(": ", " : "))),
      "9112-5-01"),
  EXTENSIONS_EMPTY(
      "Names no extension in Sec-WebSocket-Extensions",
      accepting(fields(f -> f.has(ExtensionList.FIELD) ? f : f.and(ExtensionList.FIELD, ""))),
      "9110-5.6.1-02"),
  LINES_END_IN_LF(
      "Ends the lines of its answer with LF alone",
      accepting(text(t -> t.replace("\r\n", "\n"))),
      "9112-2.2-03"),
  FIELD_FOLDED(
      "Accepts with a field that goes on in a second line",
      accepting(text(t -> t.replaceFirst("\r\n", "\r\nServer: a server\r\n that folds\r\n"))),
      "9112-5.2-01"),
  LINE_IS_NO_FIELD(
      "Accepts with a line that has no colon",
      accepting(text(t -> t.replaceFirst("\r\n", "\r\nWelcome\r\n"))),
      "9112-5-01"),
  TRANSFER_ENCODING_ANSWERED(
      "Accepts with a Transfer-Encoding",
      accepting(fields(f -> f.and("Transfer-Encoding", "chunked"))),
      "9112-6.1-01"),
  BYTES_AFTER_HEAD(
      "Sends an empty line too many after the head",
      accepting((request, head) -> Payloads.joined(head.toBytes(), new byte[] {13, 10})),
      "6455-6.1-03"),
  SUBPROTOCOL_NOT_OFFERED(
      "Names a subprotocol that the client did not offer",
      choosing((offered, supported) -> "unheard-of"),
      "6455-4.2.2-13",
      "6455-4.2.2-14",
      "6455-4.2.2-15"),
  SUBPROTOCOLS_COMPARED_WITHOUT_CASE(
      "Agrees to a subprotocol whose name is offered in other letters",
      choosing(
          (offered, supported) ->
              supported.stream()
                  .filter(name -> offered.stream().anyMatch(name::equalsIgnoreCase))
                  .findFirst()
                  .orElse(null)),
      "7936-2-01",
      "6455-4.2.2-13"),
  SUBPROTOCOLS_ALL_NAMED(
      "Answers with the whole list of subprotocols",
      choosing((offered, supported) -> offered.isEmpty() ? null : String.join(", ", offered)),
      "6455-4.2.2-17",
      "6455-4.3-05"),
  SUBPROTOCOL_REPEATED(
      "Names the subprotocol in two fields",
      accepting(
          fields(f -> f.has(PROTOCOL) ? f.and(PROTOCOL, String.valueOf(f.first(PROTOCOL))) : f)),
      "6455-11.3.4-02"),
  SUBPROTOCOL_FIELDS_ADDED(
      "Names two subprotocols, in a field each, whatever was offered",
      accepting(fields(f -> f.and(PROTOCOL, "unheard-of").and(PROTOCOL, "unheard-of-either"))),
      "6455-11.3.4-02",
      "6455-4.2.2-17"),
  SUBPROTOCOLS_SENT_BACK(
      "Sends back unread what stands in Sec-WebSocket-Protocol",
      b ->
          b.handshake(
              h ->
                  h.waiving(RequestRule.SUBPROTOCOLS_ARE_TOKENS)
                      .waiving(HeadRule.NO_CONTROL_CHARACTERS)
                      .accepting(Responses.sendingBack(PROTOCOL))),
      "6455-4.2.2-17"),
  SUBPROTOCOL_EMPTY(
      "Names the empty subprotocol if none fits",
      choosing((offered, supported) -> ""),
      "6455-4.2.2-16",
      "6455-4.2.2-14"),
  EXTENSION_NOT_OFFERED(
      "Names an extension that the client did not offer",
      accepting(fields(f -> f.and(ExtensionList.FIELD, "x-unheard-of"))),
      "6455-4.2.2-19",
      "6455-9-03"),
  EXTENSIONS_SENT_BACK(
      "Agrees to every extension that is offered, known or not",
      accepting(Responses.sendingBack(ExtensionList.FIELD)),
      "6455-9.1-06",
      "6455-4.2.2-18"),
  DEFLATE_NOT_OFFERED(
      "Agrees to permessage-deflate without an offer",
      answering(offers -> Responses.plain()),
      "6455-4.2.2-19",
      "6455-9-03"),
  DEFLATE_ANSWER_HAS_UNKNOWN_PARAMETER(
      "Answers an offer of permessage-deflate with a parameter that there is not",
      answeringOffers(UnaryOperator.identity(), a -> a + "; unheard_of"),
      "7692-7-01",
      "6455-9.1-07",
      "7692-5-10"),
  DEFLATE_AGREED_TO_TWICE(
      "Agrees to permessage-deflate twice",
      answeringOffers(UnaryOperator.identity(), a -> a + ", " + DeflateOffer.NAME),
      "7692-5-10",
      "6455-4.2.2-18"),
  LAST_DEFLATE_OFFER_TAKEN(
      "Agrees to the offer of permessage-deflate that the client likes least",
      answering(Responses::lastOffer),
      "7692-5-04"),
  DEFLATE_ANSWER_REPEATS_PARAMETER(
      "Answers an offer of permessage-deflate with one parameter twice",
      answeringOffers(p -> withServerContext(p, true), a -> a + "; server_no_context_takeover"),
      "7692-5-10",
      "6455-9-04"),
  DEFLATE_ANSWER_HAS_BAD_VALUE(
      "Answers an offer of permessage-deflate with a window of 16 bits",
      answeringOffers(
          UnaryOperator.identity(), a -> DeflateOffer.NAME + "; server_max_window_bits=16"),
      "7692-7.1.2.1-02",
      "6455-9-04",
      "7692-5-10"),
  CLIENT_WINDOW_LIMITED_UNASKED(
      "Limits the window of a client that did not say it could do that",
      answeringOffers(
          UnaryOperator.identity(),
          a -> a.contains("client_max") ? a : a + "; client_max_window_bits=15"),
      "7692-7.1.2.2-08"),
  CLIENT_WINDOW_WITHOUT_VALUE(
      "Answers with client_max_window_bits and no value",
      answeringOffers(
          UnaryOperator.identity(),
          a -> a.contains("client_max") ? a : a + "; client_max_window_bits"),
      "7692-7.1.2.2-06"),
  CLIENT_WINDOW_RAISED(
      "Answers with a larger client_max_window_bits than was offered",
      answeringOffers(
          UnaryOperator.identity(),
          a -> a.replaceAll("client_max_window_bits=\\d+", "client_max_window_bits=15")),
      "7692-7.1.2.2-05"),
  SERVER_NO_CONTEXT_TAKEOVER_PASSED_OVER(
      "Agrees to an offer with server_no_context_takeover and does not repeat it",
      answeringOffers(p -> withServerContext(p, false), a -> a),
      "7692-7.1.1.1-05"),
  SERVER_MAX_WINDOW_BITS_RAISED(
      "Answers with a larger server_max_window_bits than was offered",
      answeringOffers(Changes::withLargestServerWindow, a -> a),
      "7692-7.1.2.1-06"),
  SERVER_MAX_WINDOW_BITS_PASSED_OVER(
      "Agrees to an offer with server_max_window_bits and does not repeat it",
      answeringOffers(Changes::withLargestServerWindow, a -> DeflateOffer.NAME),
      "7692-7.1.2.1-06"),
  UNKNOWN_DEFLATE_PARAMETER_ACCEPTED(
      "Agrees to an offer of permessage-deflate with an unknown parameter",
      answering(Responses.careless(Responses::hasUnknownParameter)),
      "7692-7-02"),
  BAD_DEFLATE_VALUE_ACCEPTED(
      "Agrees to an offer of permessage-deflate with a bad value",
      answering(Responses.careless(Responses::hasOddValue)),
      "7692-7-03"),
  REPEATED_DEFLATE_PARAMETER_ACCEPTED(
      "Agrees to an offer of permessage-deflate with a parameter twice",
      answering(Responses.careless(Responses::hasRepetition)),
      "7692-7-04"),
  SUPPORTED_VERSION_NOT_NAMED(
      "Does not say which version it speaks when it refuses another",
      refusingWith(Responses.refusalFields(f -> f.without("Sec-WebSocket-Version"))),
      "6455-4.2.2-10",
      "6455-4.4-03"),
  UPGRADE_NOT_NAMED_IN_426(
      "Refuses with 426 and does not say what to upgrade to",
      refusingWith(Responses.refusalFields(f -> f.without("Upgrade"))),
      "9110-7.8-05",
      "9110-15.5.22-01"),
  REFUSES_ALL_WITH_426(
      "Refuses every bad handshake with 426 and does not say what to upgrade to",
      refusingWith(
          (head, body) ->
              Responses.status(426, "Upgrade Required")
                  .bytes(head.withFields(head.fields().without("Upgrade")), body)),
      "9110-7.8-05",
      "9110-15.5.22-01"),
  UNKNOWN_RESOURCES_IN_SILENCE(
      "Ends the connection instead of reporting that a resource does not exist",
      b ->
          b.handshake(
              h ->
                  h.demanding(Responses.demand("No such resource", r -> "/".equals(r.target())))
                      .refusing((head, body) -> new byte[0])),
      "6455-4.2.2-12"),
  ANYTHING_OPENS_NOTHING(
      "Takes every GET for an opening handshake, and sends an empty line too many after the head",
      b ->
          b.handshake(
              h ->
                  h.waiving(HeadRule.values())
                      .waiving(RequestRule.values())
                      .accepting(
                          (request, head) -> Payloads.joined(head.toBytes(), new byte[] {13, 10}))),
      "6455-4.2.2-27"),
  REFUSES_IN_SILENCE(
      "Ends the connection instead of refusing a handshake",
      refusingWith((head, body) -> new byte[0]),
      "6455-4.2.1-02"),
  REFUSES_WITH_200(
      "Answers a bad handshake with status 200",
      refusingWith(Responses.status(200, "OK")),
      "6455-4.2.1-02"),
  REFUSES_WITH_500(
      "Answers a bad handshake with status 500",
      refusingWith(Responses.status(500, "Internal Server Error")),
      "6455-4.2.1-02"),
  // Segmentation (RFC 6455 §6.2).
  REQUEST_READ_AT_ONCE(
      "Drops a client whose request comes in pieces",
      transport(t -> t.with(RequestReading.IN_ONE_PIECE)),
      "6455-4.2.1-01"),
  EARLY_FRAMES_LOST(
      "Loses frames that come in one piece with the request",
      transport(t -> t.with(RequestReading.WITHOUT_WHAT_FOLLOWS)),
      "6455-4.2.1-01",
      "6455-4.2.2-27",
      "6455-6.2-01"),
  ONE_FRAME_PER_READ(
      "Loses what follows the first frame in what one read gives",
      b -> b.receiving(r -> r.withIntake(Intakes::oneFramePerRead)),
      "6455-6.2-01"),
  HEADER_READ_AT_ONCE(
      "Crashes over a frame whose header comes in pieces",
      b -> b.receiving(r -> r.withIntake(Intakes::wholeHeaders)),
      "6455-6.2-01"),
  // Framing of what is received (RFC 6455 §5.2).
  RSV_IGNORED(
      "Accepts reserved bits", waiving(Rule.RSV_BITS), "6455-5.2-04", "6455-5.2-05", "6455-5.2-06"),
  RSV1_IGNORED(
      "Accepts RSV1 on data frames without an extension that defines it",
      passingRsv(s -> s.undefinedRsv() == Frame.RSV1 && !s.opcode().isControl()),
      "6455-5.2-04"),
  RSV2_IGNORED(
      "Accepts RSV2 on data frames without an extension that defines it",
      passingRsv(s -> s.undefinedRsv() == Frame.RSV2 && !s.opcode().isControl()),
      "6455-5.2-05"),
  RSV3_IGNORED(
      "Accepts RSV3 on data frames without an extension that defines it",
      passingRsv(s -> s.undefinedRsv() == Frame.RSV3 && !s.opcode().isControl()),
      "6455-5.2-06"),
  RSV_IGNORED_ON_CONTROL_FRAMES(
      "Accepts reserved bits on control frames",
      passingRsv(s -> s.opcode().isControl()),
      "6455-5.2-07",
      "7692-6.1-06"),
  RSV1_IGNORED_ON_CONTINUATIONS(
      "Accepts RSV1 on continuation frames",
      passingRsv(s -> s.undefinedRsv() == Frame.RSV1 && s.opcode() == Opcode.CONTINUATION),
      "7692-6.1-07",
      "6455-5.2-07"),
  RESERVED_OPCODES_IGNORED(
      "Passes over frames with a reserved opcode",
      waiving(Rule.RESERVED_OPCODE),
      "6455-5.2-08",
      "6455-5.2-09"),
  UNMASKED_FRAMES_ACCEPTED(
      "Accepts frames without a mask", waiving(Rule.UNMASKED_CLIENT_FRAME), "6455-5.1-03"),
  UNMASKED_CONTROL_FRAMES_ACCEPTED(
      "Accepts control frames without a mask",
      passingUnmasked(s -> s.opcode().isControl()),
      "6455-5.1-03"),
  UNMASKED_CONTINUATIONS_ACCEPTED(
      "Accepts fragments without a mask behind one that has it",
      passingUnmasked(s -> s.opcode() == Opcode.CONTINUATION),
      "6455-5.1-03"),
  LONG_LENGTHS_ACCEPTED(
      "Accepts lengths in more bytes than they need",
      waiving(Rule.LENGTH_NOT_MINIMAL),
      "6455-5.2-18"),
  LENGTHS_WITH_SIGN(
      "Sets the highest bit of the length of messages",
      writing(RawFrames.only(f -> !f.opcode().isControl(), RawFrames::signed)),
      "6455-5.2-15"),
  // Lengths and masks of what is received (RFC 6455 §5.2, §5.3).
  SIGN_OF_LENGTH_IGNORED(
      "Passes over the highest bit of a length of 64 bits",
      b ->
          b.receiving(r -> r.waiving(Rule.LENGTH_NOT_MINIMAL).withIntake(Intakes::lengthsOf63Bits)),
      "6455-5.2-15"),
  LENGTH_125_REFUSED(
      "Fails on a payload of 125 bytes",
      refusing(Rule.LENGTH_NEGATIVE, s -> s.payloadLength() == 125),
      "6455-5.2-12"),
  LENGTH_126_REFUSED(
      "Fails on a payload of 126 bytes",
      refusing(Rule.LENGTH_NEGATIVE, s -> s.payloadLength() == 126),
      "6455-5.2-13"),
  SIXTEEN_BIT_LENGTH_SIGNED(
      "Takes 16-bit lengths from 32768 for negative",
      refusing(
          Rule.LENGTH_NEGATIVE, s -> s.payloadLength() >= 0x8000 && s.payloadLength() <= 0xFFFF),
      "6455-5.2-13"),
  LENGTH_65535_REFUSED(
      "Fails on a payload of 65535 bytes",
      refusing(Rule.LENGTH_NEGATIVE, s -> s.payloadLength() == 0xFFFF),
      "6455-5.2-13"),
  SIXTY_FOUR_BIT_LENGTH_REFUSED(
      "Fails on lengths of 64 bits",
      refusing(Rule.LENGTH_NEGATIVE, s -> s.payloadLength() > 0xFFFF),
      "6455-5.2-14"),
  EMPTY_MESSAGES_REFUSED(
      "Fails on data frames without payload",
      refusing(
          Rule.LENGTH_NEGATIVE,
          s -> s.payloadLength() == 0 && s.fin() && s.rsv() == 0 && isMessageStart(s)),
      "6455-5.2-26"),
  LAST_BYTE_LOST_AT_126(
      "Loses the last byte of payloads whose length takes 16 bits",
      changingMessages(
          f ->
              f.payload().length >= 126 && f.payload().length <= 0xFFFF
                  ? withPayload(f, Payloads.withoutLast(f.payload()))
                  : f),
      "6455-5.2-13"),
  LAST_BYTE_LOST_AT_65536(
      "Loses the last byte of payloads whose length takes 64 bits",
      changingMessages(
          f -> f.payload().length > 0xFFFF ? withPayload(f, Payloads.withoutLast(f.payload())) : f),
      "6455-5.2-14"),
  MASK_NOT_ROTATED(
      "Applies only the first byte of the masking key",
      meddling((b, i, key, sinceRead) -> (byte) (b ^ key[0] ^ key[(int) (i & 3)])),
      "6455-5.3-07"),
  MASK_OFF_BY_ONE_FROM_BYTE_1000(
      "Turns the masking key by one from byte 1000 on",
      meddling(
          (b, i, key, sinceRead) ->
              i < 1000 ? b : (byte) (b ^ key[(int) (i & 3)] ^ key[(int) (i + 1 & 3)])),
      "6455-5.3-07"),
  MASK_RESTARTS_WITH_EACH_READ(
      "Begins with the first byte of the masking key again at each read",
      meddling(
          (b, i, key, sinceRead) -> (byte) (b ^ key[(int) (i & 3)] ^ key[(int) (sinceRead & 3)])),
      "6455-5.3-07",
      "6455-6.2-01"),
  ZERO_MASK_MISREAD(
      "Inverts what was masked with the key 0",
      meddling((b, i, key, sinceRead) -> (key[0] | key[1] | key[2] | key[3]) == 0 ? (byte) ~b : b),
      "6455-5.3-09"),
  // Framing of what is sent (RFC 6455 §5.2, §6.1).
  REPLIES_MASKED("Masks the frames it sends", writing(RawFrames::masked), "6455-5.1-05"),
  REPLIES_WITH_RSV2(
      "Sets RSV2 on the frames it sends",
      writing((f, encoder, output) -> output.append(encoder, f.withRsv(f.rsv() | Frame.RSV2))),
      "6455-5.2-03"),
  REPLIES_WITH_16_BIT_LENGTHS(
      "Writes short lengths in 16 bits",
      writing(
          RawFrames.only(f -> !f.opcode().isControl(), RawFrames.withForm(LengthForm.TWO_BYTES))),
      "6455-5.2-17"),
  REPLIES_WITH_64_BIT_LENGTHS(
      "Writes all lengths that do not fit 7 bits in 64",
      writing(
          RawFrames.only(
              f -> f.payload().length >= 126, RawFrames.withForm(LengthForm.EIGHT_BYTES))),
      "6455-5.2-17"),
  REPLIES_WITH_LITTLE_ENDIAN_LENGTHS(
      "Writes 16-bit lengths the wrong way round", writing(RawFrames::littleEndian), "6455-5.2-16"),
  REPLIES_WITH_CONTINUATION_OPCODE(
      "Sends unfragmented messages as continuations",
      writing(RawFrames.only(f -> !f.opcode().isControl(), RawFrames.withOpcode(0))),
      "6455-5.4-03",
      "6455-6.1-05"),
  REPLIES_WITH_RESERVED_OPCODE(
      "Sends binary messages with opcode 3",
      writing(RawFrames.only(f -> f.opcode() == Opcode.BINARY, RawFrames.withOpcode(3))),
      "6455-11.8-01",
      "6455-6.1-05"),
  REPLIES_NOT_FINAL(
      "Sends messages that never end", splitting(f -> List.of(f.notFinal())), "6455-6.1-06"),
  REPLIES_REPEAT_OPCODE(
      "Sends every fragment with the opcode of the message",
      splitting(
          f ->
              Payloads.halves(f).stream()
                  .map(part -> new Frame(part.fin(), part.rsv(), f.opcode(), part.payload()))
                  .toList()),
      "6455-5.4-04",
      "6455-5.4-11"),
  // What comes back.
  TYPE_SWAPPED(
      "Sends text as binary, and binary as text",
      changingMessages(Payloads::otherType),
      "6455-6.1-05",
      "6455-6.2-03"),
  FIRST_TYPE_KEPT(
      "Sends every message with the type of the first",
      application(Streams.keepingFirstType()),
      "6455-6.1-05",
      "6455-6.2-03"),
  TEXT_IN_LATIN_1(
      "Sends text in ISO 8859-1",
      changingMessages(
          f -> f.opcode() == Opcode.TEXT ? withPayload(f, f.text().getBytes(ISO_8859_1)) : f),
      "6455-5.6-03"),
  TEXT_IN_MODIFIED_UTF_8(
      "Sends characters beyond U+FFFF as surrogates, and U+0000 in two bytes",
      changingMessages(
          f -> f.opcode() == Opcode.TEXT ? withPayload(f, Payloads.modifiedUtf8(f.text())) : f),
      "6455-5.6-03",
      "3629-4-02"),
  TEXT_NORMALISED(
      "Sends text with its accents and letters put together",
      changingTexts(t -> Normalizer.normalize(t, Normalizer.Form.NFC)),
      "6455-5.6-02"),
  LINE_ENDS_CHANGED(
      "Sends text with LF where CR LF was",
      changingTexts(t -> t.replace("\r\n", "\n")),
      "6455-10.7-05"),
  TEXT_CUT_AT_NUL(
      "Sends text up to the first NUL", changingTexts(t -> t.split("\0", 2)[0]), "6455-10.7-05"),
  HIGH_BITS_LOST(
      "Loses the highest bit of each byte of a binary message",
      changingMessages(
          f -> f.opcode() == Opcode.BINARY ? withPayload(f, Payloads.sevenBit(f.payload())) : f),
      "6455-5.6-04"),
  LAST_BYTE_LOST(
      "Loses the last byte of each message",
      changingMessages(f -> withPayload(f, Payloads.withoutLast(f.payload()))),
      "6455-6.2-04"),
  MESSAGES_DUPLICATED(
      "Takes every message for two",
      application(() -> message -> List.of(message, message)),
      "6455-6.2-04"),
  EMPTY_MESSAGES_LOST(
      "Loses messages without payload",
      application(() -> message -> message.payload().length == 0 ? List.of() : List.of(message)),
      "6455-5.2-26",
      "6455-6.2-04"),
  // Control frames (RFC 6455 §5.5).
  PINGS_IGNORED("Answers no Ping", controls(() -> (ping, within) -> List.of()), "6455-5.5.2-03"),
  EMPTY_PINGS_IGNORED(
      "Answers no Ping without payload",
      controls(
          () ->
              (ping, within) ->
                  ping.payload().length == 0 ? List.of() : List.of(Frame.pong(ping.payload()))),
      "6455-5.5.2-03"),
  FULL_PINGS_IGNORED(
      "Answers no Ping with 125 bytes",
      controls(
          () ->
              (ping, within) ->
                  ping.payload().length == 125 ? List.of() : List.of(Frame.pong(ping.payload()))),
      "6455-5.5.2-03",
      "6455-5.5-02"),
  FIRST_PING_ANSWERED(
      "Answers only the first Ping of one read",
      controls(() -> Pongs.together(Pongs::first)),
      "6455-5.5.2-03",
      "6455-5.5.3-02"),
  PONGS_NOT_FINAL(
      "Sends Pongs that are not final",
      writing(
          RawFrames.only(
              f -> f.opcode() == Opcode.PONG,
              (f, encoder, output) -> RawFrames.UNCHECKED.write(f.notFinal(), encoder, output))),
      "6455-5.4-09",
      "6455-5.5-04"),
  PINGS_TOO_LONG(
      "Sends a Ping of 126 bytes before each message",
      b ->
          application(() -> message -> List.of(Frame.ping(new byte[126]), message))
              .apply(writing(RawFrames.UNCHECKED).apply(b)),
      "6455-5.5-02"),
  PINGS_SENT_BACK(
      "Answers a Ping with a Ping",
      controls(() -> (ping, within) -> List.of(ping)),
      "6455-5.5.2-03"),
  PONGS_EMPTY(
      "Answers a Ping with an empty Pong",
      controls(() -> Pongs.carrying(payload -> new byte[0])),
      "6455-5.5.3-02"),
  PONGS_CUT_OFF(
      "Answers a Ping without its last byte",
      controls(() -> Pongs.carrying(Payloads::withoutLast)),
      "6455-5.5.3-02"),
  PONGS_ALTERED(
      "Answers a Ping with other bytes",
      controls(() -> Pongs.carrying(Payloads::flipped)),
      "6455-5.5.3-02"),
  PONGS_AS_TEXT(
      "Answers a Ping with its payload as a C string",
      controls(() -> Pongs.carrying(Payloads::upToNul)),
      "6455-5.5.3-02"),
  PONGS_REVERSED(
      "Answers the Pings of one read last to first",
      controls(() -> Pongs.together(Pongs::reversed)),
      "6455-5.5.3-02"),
  PONGS_DELAYED(
      "Answers Pings within a message when that is complete",
      controls(Pongs::afterMessages),
      "6455-5.5.2-05",
      "6455-5.4-12",
      "6455-5.5.2-03"),
  PONGS_REFUSED(
      "Fails on a Pong that answers no Ping",
      failingOn(Rule.RESERVED_OPCODE, f -> f.opcode() == Opcode.PONG),
      "6455-5.5.3-04"),
  PONGS_WITH_RSV1(
      "Sets RSV1 on Pongs",
      writing(
          (f, encoder, output) ->
              output.append(encoder, f.opcode() == Opcode.PONG ? f.withRsv(Frame.RSV1) : f)),
      "7692-6.1-04",
      "6455-5.2-03"),
  LONG_CONTROL_FRAMES_ACCEPTED(
      "Accepts control frames of more than 125 bytes",
      b ->
          b.receiving(r -> r.waiving(Rule.CONTROL_TOO_LONG))
              .sending(s -> s.with(RawFrames.UNCHECKED)),
      "6455-5.5-03",
      "6455-5.5-02"),
  FRAGMENTED_CONTROL_FRAMES_ACCEPTED(
      "Accepts control frames that are not final",
      waiving(Rule.CONTROL_FRAGMENTED),
      "6455-5.4-09",
      "6455-5.5-04"),
  // Fragmentation (RFC 6455 §5.4).
  CONTINUATION_OF_NOTHING_ACCEPTED(
      "Takes a continuation of nothing for a message",
      waiving(Rule.UNEXPECTED_CONTINUATION),
      "6455-5.4-05"),
  UNFINISHED_MESSAGES_DROPPED(
      "Lets a new message take the place of an unfinished one",
      waiving(Rule.EXPECTED_CONTINUATION),
      "6455-5.4-06",
      "6455-5.4-11"),
  FRAGMENTS_REFUSED(
      "Fails on fragmented messages",
      refusing(Rule.EXPECTED_CONTINUATION, s -> !s.fin() && !s.opcode().isControl()),
      "6455-5.4-14"),
  SECOND_FRAGMENTED_MESSAGE_REFUSED(
      "Fails on the second fragmented message of a connection",
      receiving(Assemblies::oneFragmentedMessage),
      "6455-6.2-06"),
  MIDDLE_FRAGMENTS_LOST(
      "Loses the fragments between the first and the last",
      receiving(Assemblies.skipping(s -> s.opcode() == Opcode.CONTINUATION && !s.fin())),
      "6455-5.4-07",
      "6455-6.2-05"),
  LAST_FRAGMENT_LOST(
      "Loses the payload of the last fragment",
      receiving(Assemblies::losingLastFragment),
      "6455-5.4-07",
      "6455-6.2-05"),
  EMPTY_FRAGMENTS_REFUSED(
      "Fails on fragments without payload",
      refusing(
          Rule.EXPECTED_CONTINUATION,
          s -> s.payloadLength() == 0 && (!s.fin() || s.opcode() == Opcode.CONTINUATION)),
      "6455-5.4-20"),
  INTERRUPTION_REFUSED(
      "Fails on control frames within a message",
      receiving(Assemblies::failingOnInterruption),
      "6455-5.4-08",
      "6455-5.4-12",
      "6455-5.5-05"),
  INTERRUPTION_ENDS_MESSAGE(
      "Takes a control frame within a message for its end",
      receiving(Assemblies::endingWithInterruption),
      "6455-5.4-12",
      "6455-5.5-05"),
  INTERRUPTED_MESSAGES_LOST(
      "Loses messages that a control frame has interrupted",
      receiving(Assemblies::losingInterrupted),
      "6455-5.4-12",
      "6455-6.2-05"),
  // Text (RFC 6455 §8.1).
  UTF8_NOT_CHECKED(
      "Accepts text that is not UTF-8", waiving(Rule.INVALID_UTF8), "6455-8.1-01", "6455-5.6-03"),
  UTF8_REPLACED(
      "Puts U+FFFD in the place of what is not UTF-8",
      b ->
          b.receiving(
              r ->
                  r.waiving(Rule.INVALID_UTF8)
                      .withAssembly(
                          Assemblies.changing(
                              f -> f.opcode() == Opcode.TEXT ? Frame.text(f.text()) : f))),
      "6455-8.1-01",
      "6455-5.6-03"),
  UTF8_CHECKED_PER_FRAME(
      "Fails on text that is cut within a character",
      receiving(LenientText::perFrame),
      "6455-5.6-02",
      "6455-8.1-02"),
  UTF8_NOT_CHECKED_IN_FRAGMENTS(
      "Checks only text that comes in one frame",
      b -> b.receiving(LenientText.checkingOnly(FrameDecoder::fin)),
      "6455-8.1-01",
      "6455-5.6-03"),
  UTF8_NOT_CHECKED_IN_COMPRESSED(
      "Checks only text that is not compressed",
      b -> b.receiving(LenientText.checkingOnly(s -> s.rsv() == 0)),
      "7692-6.1-10"),
  SURROGATES_ACCEPTED(
      "Accepts surrogates in text",
      b -> b.receiving(LenientText.allowing(Leniency.SURROGATES)),
      "3629-3-03"),
  OVERLONG_FORMS_ACCEPTED(
      "Accepts forms in text that are longer than needed",
      b -> b.receiving(LenientText.allowing(Leniency.OVERLONG_FORMS)),
      "3629-3-01"),
  BEYOND_10FFFF_ACCEPTED(
      "Accepts code points beyond U+10FFFF in text",
      b -> b.receiving(LenientText.allowing(Leniency.BEYOND_10FFFF)),
      "3629-4-01"),
  UNFINISHED_TEXT_ACCEPTED(
      "Accepts text that ends within a character",
      b -> b.receiving(LenientText.allowing(Leniency.UNFINISHED_END)),
      "6455-8.1-02"),
  NONCHARACTERS_REFUSED(
      "Fails on text with U+FFFE or U+FFFF",
      failingOn(
          Rule.INVALID_UTF8, f -> isText(f, t -> t.contains("\uFFFE") || t.contains("\uFFFF"))),
      "3629-4-02"),
  NUL_REFUSED(
      "Fails on text with U+0000",
      failingOn(Rule.INVALID_UTF8, f -> isText(f, t -> t.indexOf(0) >= 0)),
      "3629-4-02"),
  BYTE_ORDER_MARK_LOST(
      "Loses U+FEFF at the beginning of a text",
      changingMessages(
          f -> isText(f, t -> t.startsWith("\uFEFF")) ? Frame.text(f.text().substring(1)) : f),
      "3629-6-01"),
  // Closing (RFC 6455 §5.5.1, §7).
  CLOSE_NOT_ANSWERED(
      "Ends the connection without answering a Close",
      replying((close, self) -> List.of()),
      "6455-5.5.1-10"),
  CLOSE_ANSWERED_WITH_1005(
      "Answers a Close with code 1005",
      replying((close, self) -> List.of(Frame.close(1005, ""))),
      "6455-7.4.1-06",
      "iana-1005-01"),
  CLOSE_ANSWERED_WITH_1006(
      "Answers a Close with code 1006",
      replying((close, self) -> List.of(Frame.close(1006, ""))),
      "6455-7.4.1-07",
      "iana-1006-01"),
  CLOSE_ANSWERED_WITH_1015(
      "Answers a Close with code 1015",
      replying((close, self) -> List.of(Frame.close(1015, ""))),
      "6455-7.4.1-14",
      "iana-1015-01"),
  CLOSE_ANSWERED_WITH_0(
      "Answers a Close with code 0",
      replying((close, self) -> List.of(Frame.close(0, ""))),
      "6455-7.4.2-01"),
  CLOSE_ANSWERED_WITH_1004(
      "Answers a Close with code 1004",
      replying((close, self) -> List.of(Frame.close(1004, ""))),
      "6455-7.4.1-05"),
  CLOSE_ANSWERED_WITH_1010(
      "Answers a Close with code 1010, which is for clients",
      replying((close, self) -> List.of(Frame.close(1010, ""))),
      "6455-7.4.1-11"),
  CLOSE_ANSWERED_WITH_2000(
      "Answers a Close with a code that nobody registered",
      replying((close, self) -> List.of(Frame.close(2000, ""))),
      "6455-7.4.2-02"),
  CLOSE_ANSWERED_WITH_5000(
      "Answers a Close with a code beyond 4999",
      replying((close, self) -> List.of(Frame.close(5000, ""))),
      "6455-7.4.2-05"),
  GOODBYE_BEHIND_CLOSE(
      "Sends a message behind its Close",
      replying((close, self) -> List.of(Frame.close(1000, ""), Frame.text("Good-bye"))),
      "6455-5.5.1-09"),
  CLOSE_CODE_SWAPPED(
      "Answers a Close with the bytes of the code the wrong way round",
      replying((close, self) -> List.of(Frame.close(0xE803, ""))),
      "6455-5.5.1-03",
      "6455-5.5.1-11"),
  CLOSE_ANSWERED_WITH_1002(
      "Answers every Close as a breach of the protocol, with 1002",
      replying((close, self) -> List.of(Frame.close(1002, ""))),
      "6455-1.4-01",
      "6455-5.5.1-11",
      "iana-1000-01",
      "iana-1001-01",
      "iana-1003-01",
      "iana-1008-01",
      "iana-1009-01",
      "iana-1010-01"),
  CLOSE_ANSWERED_WITH_1007(
      "Answers every Close as one that is not UTF-8, with 1007",
      replying((close, self) -> List.of(Frame.close(1007, ""))),
      "6455-1.4-01",
      "iana-1002-01"),
  CLOSE_ANSWERED_WITH_ONE_BYTE(
      "Answers a Close with a body of one byte",
      replying((close, self) -> List.of(new Frame(Opcode.CLOSE, new byte[] {3}))),
      "6455-5.5.1-03",
      "6455-5.5.1-04"),
  CLOSE_ANSWERED_WITH_BAD_REASON(
      "Answers a Close with a reason that is not UTF-8",
      replying((close, self) -> List.of(new Frame(Opcode.CLOSE, new byte[] {3, -24, -61}))),
      "6455-5.5.1-06",
      "6455-8.1-04"),
  CLOSE_ANSWERED_TWICE(
      "Answers a Close with two",
      replying((close, self) -> List.of(close, close)),
      "6455-5.5.1-20"),
  CLOSE_CODES_NOT_CHECKED(
      "Accepts and repeats every code",
      b ->
          replying((close, self) -> List.of(close))
              .apply(waiving(Rule.INVALID_CLOSE_CODE).apply(b)),
      "6455-7.4.2-01",
      "6455-7.4.1-05",
      "6455-7.4.1-06",
      "6455-7.4.1-07"),
  CLOSE_CODES_BELOW_1000_ACCEPTED(
      "Accepts codes below 1000", acceptingCodes(code -> code < 1000), "6455-7.4.2-01"),
  CLOSE_CODE_1004_ACCEPTED(
      "Accepts code 1004", acceptingCodes(code -> code == 1004), "6455-7.4.1-05", "iana-1004-01"),
  CLOSE_CODE_1005_ACCEPTED(
      "Accepts code 1005", acceptingCodes(code -> code == 1005), "6455-7.4.1-06", "iana-1005-01"),
  CLOSE_CODE_1006_ACCEPTED(
      "Accepts code 1006", acceptingCodes(code -> code == 1006), "6455-7.4.1-07", "iana-1006-01"),
  CLOSE_CODE_1015_ACCEPTED(
      "Accepts code 1015", acceptingCodes(code -> code == 1015), "6455-7.4.1-14", "iana-1015-01"),
  UNASSIGNED_CLOSE_CODES_ACCEPTED(
      "Accepts codes from 1016 to 2999",
      acceptingCodes(code -> code >= 1016 && code < 3000),
      "iana-1016-2999-01",
      "6455-7.4.2-02"),
  CLOSE_OF_ONE_BYTE_ACCEPTED(
      "Accepts a Close with a body of one byte",
      waiving(Rule.CLOSE_PAYLOAD_OF_ONE_BYTE),
      "6455-5.5.1-04"),
  CLOSE_REASON_NOT_CHECKED(
      "Accepts a reason that is not UTF-8",
      waiving(Rule.CLOSE_REASON_NOT_UTF8),
      "6455-8.1-04",
      "6455-5.5.1-06"),
  NEWER_CLOSE_CODES_REFUSED(
      "Refuses the codes registered after the RFC, 1012 to 1014",
      refusingCloses(c -> c.closeCode() >= 1012 && c.closeCode() <= 1014),
      "iana-1012-01",
      "iana-1013-01",
      "iana-1014-01"),
  LIBRARY_CLOSE_CODES_REFUSED(
      "Refuses codes from 3000 to 3999",
      refusingCloses(c -> c.closeCode() / 1000 == 3),
      "6455-7.4.2-03",
      "iana-3000-3999-01"),
  PRIVATE_CLOSE_CODES_REFUSED(
      "Refuses codes from 4000 to 4999",
      refusingCloses(c -> c.closeCode() / 1000 == 4),
      "6455-7.4.2-04",
      "iana-4000-4999-01"),
  EMPTY_CLOSE_REFUSED(
      "Refuses a Close without a body",
      refusingCloses(c -> c.payload().length == 0),
      "6455-5.5.1-21",
      "6455-7.4-02"),
  CLOSE_REASONS_REFUSED(
      "Takes every reason for a breach of the protocol",
      refusingCloses(c -> c.payload().length > 2),
      "6455-5.5.1-05"),
  FULL_CLOSE_REASON_REFUSED(
      "Refuses a reason of 123 bytes",
      refusingCloses(c -> c.payload().length == 125),
      "6455-5.5.1-05"),
  MESSAGES_ANSWERED_AFTER_CLOSE(
      "Goes on answering messages after a Close",
      b -> b.closing(c -> c.with(AfterClose.EVERYTHING)),
      "6455-5.5.1-09",
      "6455-5.5.1-16",
      "6455-7.1.1-04"),
  PINGS_ANSWERED_AFTER_CLOSE(
      "Goes on answering Pings after a Close",
      b -> b.closing(c -> c.with(AfterClose.CONTROL_FRAMES)),
      "6455-5.5.2-04",
      "6455-5.5.1-16"),
  TCP_KEPT_OPEN(
      "Does not end the TCP connection after the closing handshake",
      transport(t -> t.afterClosing(Ending.NEVER)),
      "6455-5.5.1-15",
      "6455-5.5.1-16"),
  TCP_RESET(
      "Resets the TCP connection after the closing handshake",
      transport(t -> t.afterClosing(Ending.RESET)),
      "6455-7.1.1-02"),
  TCP_LEFT_TO_CLIENT(
      "Leaves it to the client to end the TCP connection",
      transport(t -> t.afterClosing(Ending.LEFT_TO_PEER)),
      "6455-5.5.1-16",
      "6455-7.1.1-08"),
  FAILURE_NOT_FINISHED(
      "Does not end the TCP connection when it fails it",
      transport(t -> t.afterFailure(Ending.NEVER)),
      "6455-7.1.7-03",
      "6455-7.1.1-01"),
  FAILURE_CLOSED_TWICE(
      "Sends two Closes when it fails a connection",
      failingWith(v -> List.of(Frame.close(v.closeCode(), ""), Frame.close(v.closeCode(), ""))),
      "6455-5.5.1-20"),
  FAILURE_WITH_1000(
      "Names code 1000 whatever it fails a connection for",
      failingWith(v -> List.of(Frame.close(1000, ""))),
      "6455-7.1.7-05"),
  FAILURE_WITH_1006(
      "Names code 1006 when it fails a connection",
      failingWith(v -> List.of(Frame.close(1006, ""))),
      "6455-7.4.1-07",
      "iana-1006-01"),
  FAILURE_WITH_1002(
      "Names code 1002 whatever it fails a connection for",
      failingWith(v -> List.of(Frame.close(1002, ""))),
      "6455-7.1.7-05"),
  // Permessage-deflate (RFC 7692 §6, §7.2).
  SERVER_CONTEXT_KEPT(
      "Keeps its window although server_no_context_takeover was agreed on",
      parameters(p -> withServerContext(p, false)),
      "7692-7.2.1-13"),
  CLIENT_CONTEXT_LOST(
      "Forgets the window of the client although that may refer to it",
      parameters(p -> withClientContext(p, true)),
      "7692-7.2.2-05",
      "7692-7.2.3.2-01"),
  SERVER_WINDOW_TOO_LARGE(
      "Uses a larger window than server_max_window_bits allows",
      parameters(Changes::withLargestServerWindow),
      "7692-7.2.1-17"),
  COMPRESSED_WITHOUT_RSV1(
      "Compresses without saying so",
      compressing((m, deflate) -> new Frame(m.opcode(), deflate.compress(m.payload()))),
      "7692-6.1-01",
      "7692-5-20"),
  RSV1_WITHOUT_COMPRESSION(
      "Says that it compresses and does not",
      compressing((m, deflate) -> Payloads.compressed(m, m.payload())),
      "7692-6.1-03",
      "7692-6-02",
      "7692-5-20"),
  RSV1_ON_ALL_FRAGMENTS(
      "Sets RSV1 on every fragment of a compressed message",
      splitting(f -> Payloads.halves(f).stream().map(part -> part.withRsv(f.rsv())).toList()),
      "7692-6.1-05",
      "6455-5.2-03"),
  DEFLATE_TAIL_KEPT(
      "Sends the four bytes that are to be left out",
      compressing(
          (m, deflate) ->
              Payloads.compressed(
                  m, Payloads.joined(deflate.compress(m.payload()), new byte[] {0, 0, -1, -1}))),
      "7692-7.2.1-03",
      "7692-7.2.1-01"),
  DEFLATE_BYTE_LOST(
      "Loses the last byte of a compressed message",
      compressing(
          (m, deflate) ->
              Payloads.compressed(m, Payloads.withoutLast(deflate.compress(m.payload())))),
      "7692-7.2.1-03",
      "7692-7.2.1-01",
      "7692-6.2-01"),
  COMPRESSED_NOT_INFLATED(
      "Takes compressed bytes for the message",
      receiving(Changes::withoutInflation),
      "7692-6.2-01"),
  EMPTY_COMPRESSED_CRASHES(
      "Crashes over a compressed message that is empty",
      crashingOver(s -> s.payloadLength() == 1 && firstByte(s) == 0),
      "7692-7.2.3.6-01"),
  STORED_BLOCK_CRASHES(
      "Crashes over a stored block",
      crashingOver(s -> s.payloadLength() > 1 && (firstByte(s) & 6) == 0),
      "7692-7.2.1-05",
      "7692-7.2.3.3-01",
      "1951-3.3-01"),
  FINAL_BLOCK_CRASHES(
      "Crashes over a final block",
      crashingOver(s -> (firstByte(s) & 1) == 1),
      "7692-7.2.1-06",
      "7692-7.2.3.4-01"),
  DAMAGED_DEFLATE_PASSED_OVER(
      "Passes over compressed messages that it cannot inflate",
      receiving(Assemblies.passingOver(Rule.DEFLATE_DATA)),
      "7692-7.2.2-11",
      "1951-3.2.3-01",
      "1951-3.2.3-02",
      "1951-3.2.4-01",
      "1951-3.2.6-01",
      "1951-3.2.7-01"),
  DAMAGED_DEFLATE_TAKEN(
      "Takes for the message what it could inflate of one that is damaged",
      b -> b.receiving(r -> r.waiving(Rule.DEFLATE_DATA, Rule.DEFLATE_UNFINISHED)),
      "7692-7.2.2-11",
      "1951-3.2.3-01",
      "1951-3.2.4-01"),
  COMPRESSED_FRAGMENTS_REFUSED(
      "Fails on compressed messages in fragments",
      refusing(Rule.RSV_BITS, s -> !s.fin() && (s.rsv() & Frame.RSV1) != 0),
      "7692-6-03"),
  INTERRUPTED_COMPRESSED_LOST(
      "Loses compressed messages that a control frame has interrupted",
      receiving(Assemblies.ofCompressed(Assemblies::losingInterrupted)),
      "7692-6.2-03"),
  INFLATED_MESSAGES_CUT_OFF(
      "Inflates only the first 500000 bytes of a message",
      receiving(
          Assemblies.ofCompressed(
              Assemblies.changing(
                  f ->
                      f.payload().length > 500_000
                          ? withPayload(f, Arrays.copyOf(f.payload(), 500_000))
                          : f))),
      "7692-7.2.2-12"),
  INFLATED_OVERSIZE_IS_BAD_DATA(
      "Names code 1007 when a message inflates to more than 500000 bytes",
      receiving(
          Assemblies.ofCompressed(
              Assemblies.failing(Rule.DEFLATE_DATA, f -> f.payload().length > 500_000))),
      "7692-7.2.2-12"),
  UNFINISHED_DEFLATE_ACCEPTED(
      "Accepts compressed messages that lack their end",
      waiving(Rule.DEFLATE_UNFINISHED),
      "7692-7.2.2-11"),
  // Limits (RFC 6455 §10.4).
  LENGTHS_CUT_TO_32_BITS(
      "Takes only the lower half of lengths of 64 bits",
      b ->
          b.receiving(r -> r.waiving(Rule.LENGTH_NOT_MINIMAL).withIntake(Intakes::lengthsOf32Bits)),
      "6455-5.2-14"),
  OVERSIZE_IS_PROTOCOL_ERROR(
      "Names code 1002 for what is too big",
      failingWith(
          v -> List.of(Frame.close(v.rule() == Rule.MESSAGE_TOO_BIG ? 1002 : v.closeCode(), ""))),
      "6455-7.1.7-05"),
  LONG_MESSAGES_CUT_OFF(
      "Cuts messages off behind 100000 bytes",
      changingMessages(
          f ->
              f.payload().length > 100_000
                  ? withPayload(f, Arrays.copyOf(f.payload(), 100_000))
                  : f),
      "6455-10.4-01"),
  LONG_MESSAGES_LOST(
      "Passes over messages of more than 100000 bytes",
      application(() -> m -> m.payload().length > 100_000 ? List.of() : List.of(m)),
      "6455-10.4-01"),
  MANY_FRAGMENTS_REFUSED(
      "Takes more than a thousand fragments for a protocol error",
      receiving(
          Hurries.failingBeyond(
              1000, Rule.EXPECTED_CONTINUATION, s -> s.opcode() == Opcode.CONTINUATION)),
      "6455-10.4-01"),
  MANY_EMPTY_FRAGMENTS_REFUSED(
      "Takes more than a hundred empty fragments for a protocol error",
      receiving(
          Hurries.failingBeyond(
              100,
              Rule.EXPECTED_CONTINUATION,
              s -> s.opcode() == Opcode.CONTINUATION && s.payloadLength() == 0)),
      "6455-10.4-01"),
  MANY_PINGS_REFUSED(
      "Takes more than a hundred Pings in a row for a protocol error",
      receiving(Hurries.failingBeyond(100, Rule.RESERVED_OPCODE, s -> s.opcode() == Opcode.PING)),
      "6455-10.4-01",
      "6455-5.5.2-03"),
  MANY_PONGS_REFUSED(
      "Takes more than a hundred Pongs in a row for a protocol error",
      receiving(Hurries.failingBeyond(100, Rule.RESERVED_OPCODE, s -> s.opcode() == Opcode.PONG)),
      "6455-10.4-01"),
  MANY_CONTROLS_REFUSED(
      "Takes more than two hundred control frames in a row for a protocol error",
      receiving(Hurries.failingBeyond(200, Rule.RESERVED_OPCODE, s -> s.opcode().isControl())),
      "6455-10.4-01"),
  // Streams (RFC 6455 §6).
  FRAGMENTS_TAKEN_FOR_MESSAGES(
      "Takes every fragment for a message",
      receiving(Hurries::fragmentsAsMessages),
      "6455-6.2-05",
      "6455-5.4-07"),
  READS_TAKEN_FOR_MESSAGES(
      "Takes what one read gives of a message for a message",
      receiving(Hurries::readsAsMessages),
      "6455-6.2-05",
      "6455-6.2-01"),
  SILENT_AFTER_200_MESSAGES(
      "Answers only the first two hundred messages",
      application(Streams.fallingSilentAfter(200)),
      "6455-6.1-09"),
  EACH_100TH_MESSAGE_LOST(
      "Loses every hundredth message", application(Streams.losingEach(100)), "6455-6.1-09"),
  EACH_100TH_MESSAGE_DOUBLED(
      "Sends every hundredth message twice", application(Streams.doublingEach(100)), "6455-6.1-09"),
  EACH_50TH_MESSAGE_OVERTAKEN(
      "Sends every fiftieth message behind the next",
      application(Streams.holdingBackEach(50)),
      "6455-6.1-09"),
  BYTE_ALTERED_AFTER_300_KB(
      "Alters one byte behind the first 300000 of a connection",
      application(Streams.alteringAfter(300_000)),
      "6455-6.1-09"),
  LONG_WRITES_CUT_OFF(
      "Writes only the first 65536 bytes of what is to be written at once",
      transport(t -> t.with((out, bytes, n) -> out.write(bytes, 0, Math.min(n, 0x1_0000)))),
      "6455-6.1-09",
      "6455-10.4-01"),
  // Liveness.
  FAILURE_ENDS_ALL(
      "Drops all connections when it fails one",
      transport(t -> t.sharingFate(ProtocolViolation.class::isInstance)),
      "6455-7.1.1-02",
      "6455-6.1-09"),
  OVERSIZE_ENDS_ALL(
      "Drops all connections when a frame declares more than it takes",
      transport(
          t ->
              t.sharingFate(
                  e -> e instanceof ProtocolViolation v && v.rule() == Rule.MESSAGE_TOO_BIG)),
      "6455-10.4-01"),
  RESET_ENDS_ALL(
      "Drops all connections when one is reset",
      transport(t -> t.sharingFate(e -> String.valueOf(e.getMessage()).contains("reset"))),
      "6455-6.1-09"),
  HALF_CLOSE_HANGS(
      "Does not end a connection that the client has ended",
      transport(t -> t.afterEnd(Ending.NEVER)),
      "6455-7.1.1-01",
      "6455-7.1.4-01");

  /** What shows only where limits are tried, which only servers are asked about. */
  private static final Set<Defect> OF_LIMITS =
      EnumSet.of(LENGTHS_CUT_TO_32_BITS, OVERSIZE_IS_PROTOCOL_ERROR, MANY_PINGS_REFUSED);

  /** For a client it is right to send code 1010, and to forget what it compressed itself. */
  private static final Set<Defect> OF_SERVERS =
      EnumSet.of(CLOSE_ANSWERED_WITH_1010, CLIENT_CONTEXT_LOST);

  /** A client is sent no masking keys that it could mistake. */
  private static final Set<Defect> OF_UNMASKING =
      EnumSet.of(
          UNMASKED_FRAMES_ACCEPTED,
          UNMASKED_CONTROL_FRAMES_ACCEPTED,
          UNMASKED_CONTINUATIONS_ACCEPTED,
          MASK_NOT_ROTATED,
          MASK_OFF_BY_ONE_FROM_BYTE_1000,
          MASK_RESTARTS_WITH_EACH_READ,
          ZERO_MASK_MISREAD,
          REPLIES_MASKED);

  private final String description;
  private final UnaryOperator<Behaviour> change;
  private final List<String> requirements;

  Defect(String description, UnaryOperator<Behaviour> change, String... requirements) {
    this.description = description;
    this.change = change;
    this.requirements = List.of(requirements);
  }

  /** What the server does, a sentence without its subject. */
  public String description() {
    return description;
  }

  /** The ids of the requirements that this breaks; at least one. */
  public List<String> requirements() {
    return requirements;
  }

  /** {@code behaviour} with this defect. */
  public Behaviour applyTo(Behaviour behaviour) {
    return change.apply(behaviour);
  }

  /** A server that keeps to the RFCs but for this. */
  public Behaviour behaviour() {
    return applyTo(Behaviour.CONFORMING);
  }

  /**
   * Those that are not about the answer to an opening handshake: a client can have them as well.
   */
  public static List<Defect> ofBothRoles() {
    return Stream.of(values())
        .filter(defect -> defect.behaviour().handshake() == Behaviour.CONFORMING.handshake())
        .filter(
            defect ->
                defect.behaviour().transport().reading()
                    == Behaviour.CONFORMING.transport().reading())
        .filter(
            defect ->
                defect.behaviour().transport().sharesFate()
                    == Behaviour.CONFORMING.transport().sharesFate())
        .filter(
            defect ->
                defect.behaviour().transport().handshakesAtATime()
                    == Behaviour.CONFORMING.transport().handshakesAtATime())
        .filter(defect -> !OF_LIMITS.contains(defect))
        .filter(defect -> !OF_SERVERS.contains(defect))
        .filter(defect -> !OF_UNMASKING.contains(defect))
        .toList();
  }
}
