package dev.wspec.behaviour;

import static dev.wspec.behaviour.Changes.accepting;
import static dev.wspec.behaviour.Changes.answering;
import static dev.wspec.behaviour.Changes.answeringOffers;
import static dev.wspec.behaviour.Changes.application;
import static dev.wspec.behaviour.Changes.choosing;
import static dev.wspec.behaviour.Changes.compressing;
import static dev.wspec.behaviour.Changes.controls;
import static dev.wspec.behaviour.Changes.failingOn;
import static dev.wspec.behaviour.Changes.failingWith;
import static dev.wspec.behaviour.Changes.parameters;
import static dev.wspec.behaviour.Changes.receiving;
import static dev.wspec.behaviour.Changes.refusing;
import static dev.wspec.behaviour.Changes.refusingWith;
import static dev.wspec.behaviour.Changes.replying;
import static dev.wspec.behaviour.Changes.splitting;
import static dev.wspec.behaviour.Changes.transport;
import static dev.wspec.behaviour.Changes.turningAway;
import static dev.wspec.behaviour.Changes.waiving;
import static dev.wspec.behaviour.Changes.withClientContext;
import static dev.wspec.behaviour.Changes.withServerContext;
import static dev.wspec.behaviour.LesserVerdicts.NO_BINARY;
import static dev.wspec.behaviour.LesserVerdicts.OTHER_FAILURE;
import static dev.wspec.behaviour.LesserVerdicts.OTHER_REPLY;
import static dev.wspec.behaviour.LesserVerdicts.OTHER_STATUS;
import static dev.wspec.behaviour.LesserVerdicts.SMALL_LIMIT;
import static dev.wspec.behaviour.Responses.fields;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.behaviour.TransportBehaviour.Ending;
import dev.wspec.handshake.HandshakeBehaviour.DeflateChoice;
import dev.wspec.handshake.HeadRule;
import dev.wspec.protocol.CloseCode;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Rule;
import dev.wspec.session.ClosingBehaviour;
import dev.wspec.session.SendingBehaviour;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a server can do that is unusual and still right, one thing each. No suite may complain of
 * any of them.
 */
public enum Liberty {
  // The opening handshake: what is accepted, and how.
  BARE_LINE_FEEDS_ACCEPTED(
      "Takes a bare LF for the end of a line (RFC 9112 §2.2)",
      waiving(HeadRule.LINES_END_WITH_CRLF)),
  FOLDED_FIELDS_ACCEPTED(
      "Unfolds fields that are folded (RFC 9112 §5.2)", waiving(HeadRule.NO_FOLDING)),
  NAMES_IN_LOWER_CASE(
      "Writes field names in lower case", accepting(Responses.names(Changes::lower))),
  NAMES_IN_UPPER_CASE(
      "Writes field names in upper case",
      accepting(Responses.names(name -> name.toUpperCase(Locale.ROOT)))),
  FIELDS_REVERSED("Writes the fields in another order", accepting(fields(Responses::reversed))),
  MORE_FIELDS(
      "Accepts with fields that nobody asked for",
      accepting(
          fields(
              f ->
                  f.and("Server", "liberty")
                      .and("Date", "Mon, 23 Nov 2026 08:00:00 GMT")
                      .and("X-Odd", "\u00e9; =,\"")))),
  NO_REASON_PHRASE(
      "Accepts with an empty reason phrase",
      accepting((request, head) -> head.withStatus(101, "").toBytes())),
  ODD_REASON_PHRASE(
      "Accepts with a reason phrase of its own",
      accepting(
          (request, head) ->
              head.withStatus(101, "Web Socket Protocol Handshake, 200 OK").toBytes())),
  CONNECTION_IN_LOWER_CASE(
      "Accepts with Connection: upgrade", accepting(fields(f -> f.with("Connection", "upgrade")))),
  CONNECTION_LISTS_MORE(
      "Accepts with Connection: keep-alive, Upgrade",
      accepting(fields(f -> f.with("Connection", "keep-alive, Upgrade")))),
  CONNECTION_IN_TWO_FIELDS(
      "Accepts with two Connection fields",
      accepting(fields(f -> f.with("Connection", "keep-alive").and("Connection", "Upgrade")))),
  UPGRADE_IN_UPPER_CASE(
      "Accepts with Upgrade: WEBSOCKET", accepting(fields(f -> f.with("Upgrade", "WEBSOCKET")))),
  MANY_FIELDS(
      "Accepts with sixty fields more",
      accepting(fields(f -> Responses.repeated(f, "X-Odd", "1", 60)))),
  LONG_FIELD(
      "Accepts with a field of 6000 bytes",
      accepting(fields(f -> f.and("Set-Cookie", "id=" + "0123456789".repeat(600))))),
  EMPTY_FIELD("Accepts with a field that has no value", accepting(fields(f -> f.and("X-Odd", "")))),
  UPGRADE_IN_MIXED_CASE(
      "Accepts with Upgrade: WebSocket", accepting(fields(f -> f.with("Upgrade", "WebSocket")))),
  BLANKS_AROUND_VALUES(
      "Puts blanks and tabs around the values of fields",
      accepting(Responses.values(value -> "\t " + value + " \t"))),
  NO_BLANKS_BEFORE_VALUES(
      "Puts no blank behind the colon", accepting(Responses.text(t -> t.replace(": ", ":")))),
  LAST_SUBPROTOCOL_CHOSEN(
      "Chooses the supported subprotocol that the client likes least",
      choosing(
          (offered, supported) ->
              offered.stream()
                  .filter(supported::contains)
                  .reduce((first, second) -> second)
                  .orElse(null))),
  NO_SUBPROTOCOL_CHOSEN("Agrees to no subprotocol", choosing((offered, supported) -> null)),
  // The opening handshake: what is taken (RFC 9110 §5.5 has NUL and CR replaced by a blank, which
  // nobody sees from outside).
  CONTROL_CHARACTERS_TAKEN(
      "Takes NUL and bare CR in fields that mean nothing to it",
      waiving(HeadRule.NO_CONTROL_CHARACTERS)),
  HEADS_OF_ANY_LENGTH("Takes a head of any length", waiving(HeadRule.BOUNDED)),
  // The opening handshake: how it is refused.
  REFUSES_WITH_400(
      "Refuses with status 400 whatever is wrong",
      refusingWith(Responses.status(400, "Bad Request"))),
  REFUSES_WITH_401(
      "Refuses with status 401 whatever is wrong",
      refusingWith(
          Responses.status(401, "Unauthorized", "WWW-Authenticate", "Basic realm=\"liberty\"")),
      OTHER_STATUS),
  REFUSES_WITH_403(
      "Refuses with status 403 whatever is wrong",
      refusingWith(Responses.status(403, "Forbidden")),
      OTHER_STATUS),
  REFUSES_WITH_404(
      "Refuses with status 404 whatever is wrong",
      refusingWith(Responses.status(404, "WebSocket Upgrade Failure")),
      OTHER_STATUS),
  REFUSES_WITH_405(
      "Refuses with status 405 whatever is wrong",
      refusingWith(Responses.status(405, "Method Not Allowed", "Allow", "GET")),
      OTHER_STATUS),
  REFUSES_WITH_426(
      "Refuses with status 426 whatever is wrong",
      refusingWith(
          Responses.status(
              426,
              "Upgrade Required",
              "Connection",
              "Upgrade, close",
              "Upgrade",
              "websocket",
              "Sec-WebSocket-Version",
              "13")),
      OTHER_STATUS),
  REFUSES_WITH_MORE_VERSIONS(
      "Names older versions of the protocol too when it refuses",
      refusingWith(
          Responses.refusalFields(
              f -> f.has("Sec-WebSocket-Version") ? f.with("Sec-WebSocket-Version", "13, 8") : f))),
  REFUSES_IN_CHUNKS("Refuses with a chunked body", refusingWith(Responses::chunked)),
  REFUSES_WITHOUT_LENGTH(
      "Refuses with a body that ends with the connection", refusingWith(Responses::untilTheEnd)),
  REFUSES_WITHOUT_BODY("Refuses without a body", refusingWith(Responses.body(""))),
  REFUSES_WITH_PAGE(
      "Refuses with a page",
      refusingWith(
          Responses.body(
              "<!DOCTYPE html><title>No</title><p>" + "This is not for you. ".repeat(500)))),
  // The opening handshake: what is refused, of right and by policy (RFC 6455 §4.2.2, §10.2).
  OTHER_PATHS_NOT_FOUND(
      "Knows the resource / alone, and reports any other as not found",
      turningAway(404, "There is no such resource", r -> r.target().matches("(https?://[^/]+)?/")),
      "6455-4.2.1-06",
      "9112-3.2.2-01"),
  OTHER_HOSTS_MISDIRECTED(
      "Serves its own host alone, and refuses any other with 421",
      turningAway(
          421,
          "That is another host",
          r -> r.fields().all("Host").stream().allMatch(h -> h.matches("(127\\.|localhost).*")))),
  FOREIGN_ORIGINS_FORBIDDEN(
      "Refuses with 403 what pages of other hosts ask",
      turningAway(
          403,
          "That origin is not welcome",
          r ->
              r.fields().all("Origin").stream()
                  .allMatch(o -> o.equals("http://" + r.fields().first("Host"))))),
  EXPECTATIONS_REFUSED(
      "Refuses with 417 a request that expects something",
      turningAway(417, "Nothing can be expected", r -> !r.fields().has("Expect"))),
  SMALL_HEADS_ONLY(
      "Refuses with 431 a head with more than twenty fields or a field of more than 1000 bytes",
      turningAway(
          431,
          "That is too much",
          r ->
              r.fields().list().size() <= 20
                  && r.fields().list().stream().allMatch(f -> f.value().length() <= 1000)),
      "9110-5.4-01"),
  // Pongs (RFC 6455 §5.5.3: unsolicited ones are allowed).
  PONGS_ANSWERED("Answers a Pong with a Pong", controls(Pongs::toPongsToo)),
  // Permessage-deflate.
  DEFLATE_DECLINED("Declines permessage-deflate", answering(DeflateChoice.DECLINE)),
  NO_CONTEXT_TAKEOVER(
      "Agrees to permessage-deflate without context takeover on either side",
      answeringOffers(p -> withClientContext(withServerContext(p, true), true), a -> a)),
  SERVER_CONTEXT_GIVEN_UP(
      "Agrees to permessage-deflate without context takeover on its own side",
      answeringOffers(p -> withServerContext(p, true), a -> a)),
  SERVER_CONTEXT_NOT_USED(
      "Compresses each message by itself, whatever was agreed",
      parameters(p -> withServerContext(p, true))),
  SERVER_WINDOW_NAMED(
      "Agrees to permessage-deflate and names the window that it uses",
      answeringOffers(
          p -> p, a -> a.contains("server_max") ? a : a + "; server_max_window_bits=15")),
  DEFLATE_ANSWER_QUOTED(
      "Agrees to permessage-deflate with its values in quotes",
      answeringOffers(p -> p, a -> a.replaceAll("=(\\d+)", "=\"$1\""))),
  DEFLATE_ANSWER_WITHOUT_BLANKS(
      "Agrees to permessage-deflate without blanks behind the semicolons",
      answeringOffers(p -> p, a -> a.replace("; ", ";"))),
  SMALL_WINDOWS(
      "Agrees to permessage-deflate with windows as small as it may",
      answering(Responses::smallWindows)),
  MESSAGES_NOT_COMPRESSED(
      "Agrees to permessage-deflate and compresses nothing",
      compressing((message, deflate) -> message)),
  LONG_MESSAGES_COMPRESSED(
      "Compresses only messages of at least 64 bytes",
      compressing(
          (message, deflate) ->
              message.payload().length < 64
                  ? message
                  : SendingBehaviour.compressed(message, deflate))),
  LITERALS_ONLY(
      "Compresses without back-references",
      compressing((message, deflate) -> Payloads.literals(message))),
  EMPTY_BLOCK_FIRST(
      "Begins compressed messages with an empty stored block",
      compressing(
          (message, deflate) ->
              Payloads.compressed(
                  message,
                  Payloads.joined(
                      new byte[] {0, 0, 0, -1, -1}, deflate.compress(message.payload()))))),
  STORED_BLOCKS("Sends stored blocks", compressing((message, deflate) -> Payloads.stored(message))),
  TWO_BLOCKS("Sends compressed messages in two blocks", compressing(Payloads::inTwoBlocks)),
  FINAL_BLOCKS(
      "Sends compressed messages that end with a final block",
      compressing((message, deflate) -> Payloads.inFinalBlock(message))),
  // Fragmentation and segmentation.
  ECHO_IN_HALVES("Sends messages in two fragments", splitting(Payloads::halves)),
  ECHO_BYTE_BY_BYTE(
      "Sends messages in fragments of one byte", splitting(message -> Payloads.pieces(message, 1))),
  ECHO_IN_KILOBYTES(
      "Sends messages in fragments of 1024 bytes",
      splitting(message -> Payloads.pieces(message, 1024))),
  EMPTY_FIRST_FRAGMENT(
      "Begins messages with an empty fragment",
      splitting(message -> Payloads.fragments(message, List.of(new byte[0], message.payload())))),
  EMPTY_LAST_FRAGMENT(
      "Ends messages with an empty fragment",
      splitting(message -> Payloads.fragments(message, List.of(message.payload(), new byte[0])))),
  EMPTY_FRAGMENTS_AROUND(
      "Sends messages between empty fragments",
      splitting(
          message ->
              Payloads.fragments(
                  message, List.of(new byte[0], new byte[0], message.payload(), new byte[0])))),
  PING_WITHIN_ECHO(
      "Sends a Ping between the fragments of each message",
      splitting(message -> Payloads.around(message, Frame.ping(new byte[] {7})))),
  PONG_WITHIN_ECHO(
      "Sends a Pong that answers nothing between the fragments of each message",
      splitting(message -> Payloads.around(message, Frame.pong("unasked".getBytes(UTF_8))))),
  WRITES_BYTE_BY_BYTE(
      "Writes the first bytes of everything one at a time",
      transport(t -> t.with(Liberty::dribble))),
  WRITES_IN_TWO("Writes everything in two parts", transport(t -> t.with(Liberty::writeInTwo))),
  // What is said unasked.
  GREETS(
      "Sends a message as soon as the connection is open",
      application(() -> Talk.first(Frame.text("welcome")))),
  GREETS_IN_BINARY(
      "Sends binary data as soon as the connection is open",
      application(() -> Talk.first(Frame.binary(new byte[] {0, -1, 7})))),
  GREETS_TWICE(
      "Sends two messages as soon as the connection is open",
      application(() -> Talk.first(Frame.text("welcome"), Frame.text("you are number 7")))),
  PINGS_FIRST(
      "Sends a Ping as soon as the connection is open",
      application(() -> Talk.first(Frame.ping(new byte[] {1, 2, 3})))),
  PINGS_BEFORE_ECHO(
      "Sends a Ping before each message",
      application(() -> message -> List.of(Frame.ping(new byte[0]), message))),
  PONGS_BEFORE_ECHO(
      "Sends a Pong that answers nothing before each message",
      application(() -> message -> List.of(Frame.pong(new byte[] {0x68, 0x62}), message))),
  SILENT("Answers no message", application(() -> message -> List.of())),
  PONGS_TOGETHER(
      "Answers the Pings of one read behind everything else",
      controls(() -> Pongs.together(List::copyOf)),
      "6455-5.5.2-03"),
  LAST_PING_ANSWERED(
      "Answers only the last Ping of one read",
      controls(() -> Pongs.together(Pongs::last)),
      "6455-4.2.2-27",
      "6455-5.5.2-03"),
  PINGS_ANSWERED_TWICE(
      "Answers each Ping with two Pongs",
      controls(
          () -> (ping, within) -> List.of(Frame.pong(ping.payload()), Frame.pong(ping.payload()))),
      "6455-5.5.3-02"),
  // Limits (RFC 6455 §10.4).
  LONG_MESSAGES_REFUSED(
      "Refuses messages of more than 100000 bytes with 1009",
      failingOn(Rule.MESSAGE_TOO_BIG, f -> f.payload().length > 100_000),
      SMALL_LIMIT),
  LONG_FRAMES_REFUSED(
      "Refuses frames of more than 200000 bytes with 1009",
      refusing(Rule.MESSAGE_TOO_BIG, s -> s.payloadLength() > 200_000),
      SMALL_LIMIT),
  MANY_FRAGMENTS_TOO_BIG(
      "Refuses messages of more than a thousand fragments with 1009",
      receiving(
          Hurries.failingBeyond(
              1000, Rule.MESSAGE_TOO_BIG, s -> s.opcode() == Opcode.CONTINUATION)),
      SMALL_LIMIT),
  INFLATED_OVERSIZE_REFUSED(
      "Refuses messages that inflate to more than 200000 bytes with 1009",
      receiving(
          Assemblies.ofCompressed(
              Assemblies.failing(Rule.MESSAGE_TOO_BIG, f -> f.payload().length > 200_000))),
      SMALL_LIMIT),
  MANY_PINGS_UNWELCOME(
      "Ends a connection over more than a hundred Pings in a row, with 1008",
      b ->
          sayingInstead(1009, 1008)
              .apply(
                  receiving(
                          Hurries.failingBeyond(
                              100, Rule.MESSAGE_TOO_BIG, s -> s.opcode() == Opcode.PING))
                      .apply(b)),
      "6455-5.5.2-03",
      "6455-7.1.7-05"),
  TEXT_ONLY(
      "Refuses binary messages with 1003",
      b ->
          sayingInstead(1009, 1003)
              .apply(refusing(Rule.MESSAGE_TOO_BIG, s -> s.opcode() == Opcode.BINARY).apply(b)),
      NO_BINARY),
  OVERSIZE_DROPPED(
      "Ends a connection on which something is too big without a Close",
      failingWith(
          v ->
              v.rule() == Rule.MESSAGE_TOO_BIG
                  ? List.of()
                  : ClosingBehaviour.CONFORMING.failure().to(v)),
      SMALL_LIMIT),
  // Failing and closing.
  UTF8_CHECKED_AT_THE_END(
      "Checks text when a message is complete",
      b -> b.receiving(LenientText.allowing()),
      "6455-8.1-03"),
  DROPS_WITHOUT_CLOSE(
      "Ends a connection that it fails without a Close", failingWith(violation -> List.of())),
  DROPS_AT_ONCE(
      "Resets a connection that it fails",
      b ->
          failingWith(violation -> List.of())
              .apply(b)
              .transport(t -> t.afterFailure(Ending.RESET))),
  FAILS_WITHOUT_REASON(
      "Gives a code but no reason when it fails a connection",
      failingWith(violation -> List.of(Frame.close(violation.closeCode(), "")))),
  FAILS_WITH_LONG_REASON(
      "Gives the longest reason when it fails a connection",
      failingWith(
          violation ->
              List.of(ClosingBehaviour.close(violation.closeCode(), "Because. ".repeat(20))))),
  TEXT_IN_CLOSE_IS_PROTOCOL_ERROR(
      "Names code 1002 for a reason that is not UTF-8, and for bad DEFLATE data",
      failingWith(Liberty::withOtherCode)),
  CLOSES_WITH_1000(
      "Answers every Close with code 1000",
      replying((close, self) -> List.of(Frame.close(1000, "")))),
  CLOSES_WITH_1001(
      "Answers every Close with code 1001, as if it went away",
      replying((close, self) -> List.of(Frame.close(1001, ""))),
      OTHER_REPLY),
  CLOSES_WITH_4000(
      "Answers every Close with a code of its own",
      replying((close, self) -> List.of(Frame.close(4000, ""))),
      OTHER_REPLY),
  CLOSES_WITH_SAME_REASON(
      "Answers a Close with its code and its reason",
      replying((close, self) -> List.of(close)),
      "6455-7.4.1-11"),
  CLOSES_WITH_LONGEST_REASON(
      "Answers a Close with a reason of 123 bytes",
      replying((close, self) -> List.of(ClosingBehaviour.close(1000, "*".repeat(200))))),
  FAILS_WITH_1008(
      "Names code 1008 whatever it fails a connection for",
      failingWith(violation -> List.of(Frame.close(1008, ""))),
      OTHER_FAILURE),
  FAILS_WITH_1011(
      "Names code 1011 whatever it fails a connection for",
      failingWith(violation -> List.of(Frame.close(1011, ""))),
      OTHER_FAILURE),
  FAILS_WITHOUT_CODE(
      "Sends a Close without a body when it fails a connection",
      failingWith(violation -> List.of(Frame.close())),
      OTHER_FAILURE),
  CLOSES_WITHOUT_CODE(
      "Answers every Close without a body", replying((close, self) -> List.of(Frame.close()))),
  CLOSES_WITH_REASON(
      "Answers a Close with a reason of its own",
      replying(
          (close, self) -> List.of(ClosingBehaviour.close(1000, "Auf Wiedersehen, \u518d\u898b")))),
  CLOSES_ABRUPTLY(
      "Closes the TCP connection at once after the closing handshake",
      transport(t -> t.afterClosing(Ending.ABRUPT)));

  private static final int DRIBBLED_BYTES = 256;

  private final String description;
  private final UnaryOperator<Behaviour> change;
  private final Set<String> lesser;

  Liberty(String description, UnaryOperator<Behaviour> change, String... lesser) {
    this.description = description;
    this.change = change;
    this.lesser = Set.of(lesser);
  }

  /** What the server does, a sentence without its subject. */
  public String description() {
    return description;
  }

  /**
   * The ids of the requirements that this does not keep to the letter, or not to the liking of
   * most: about these, and no others, a suite may give a lesser verdict than a pass, but never a
   * failure.
   */
  public Set<String> lesser() {
    return lesser;
  }

  /** {@code behaviour} with this liberty. */
  public Behaviour applyTo(Behaviour behaviour) {
    return change.apply(behaviour);
  }

  /** A server that keeps to the RFCs in its own way. */
  public Behaviour behaviour() {
    return applyTo(Behaviour.CONFORMING);
  }

  private static void dribble(OutputStream out, byte[] bytes, int length) throws IOException {
    int dribbled = Math.min(length, DRIBBLED_BYTES);
    for (int i = 0; i < dribbled; i++) {
      out.write(bytes, i, 1);
    }
    out.write(bytes, dribbled, length - dribbled);
  }

  private static void writeInTwo(OutputStream out, byte[] bytes, int length) throws IOException {
    int middle = length / 2;
    out.write(bytes, 0, middle);
    out.write(bytes, middle, length - middle);
  }

  /** Names another code where it would name this one. */
  private static UnaryOperator<Behaviour> sayingInstead(int usual, int other) {
    return failingWith(
        violation ->
            List.of(
                Frame.close(violation.closeCode() == usual ? other : violation.closeCode(), "")));
  }

  private static List<Frame> withOtherCode(ProtocolViolation violation) {
    boolean open =
        violation.rule() == Rule.CLOSE_REASON_NOT_UTF8 || violation.rule() == Rule.DEFLATE_DATA;
    int code = open ? CloseCode.PROTOCOL_ERROR : violation.closeCode();
    return List.of(ClosingBehaviour.close(code, String.valueOf(violation.getMessage())));
  }

  /**
   * Those that are not about the answer to an opening handshake: a client can take them as well.
   */
  public static List<Liberty> ofBothRoles() {
    return Stream.of(values())
        .filter(liberty -> liberty != SERVER_CONTEXT_NOT_USED) // a client would misread its server
        .filter(liberty -> liberty.behaviour().handshake() == Behaviour.CONFORMING.handshake())
        .toList();
  }
}
