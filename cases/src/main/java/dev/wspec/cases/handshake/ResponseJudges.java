package dev.wspec.cases.handshake;

import dev.wspec.conformance.Event;
import dev.wspec.conformance.Field;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawResponse;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Questions about the letter of a 101; none of them applies where there is no 101. */
public final class ResponseJudges {

  private ResponseJudges() {}

  /** {@code HTTP/1.1 101} and a blank, whatever the reason phrase (RFC 9112 §4). */
  static Judge statusLineIsWellFormed() {
    return ofThe101(
        "HTTP/1.1, a blank, 101, a blank and a reason phrase that may be empty",
        response -> {
          String line = "\"" + response.statusLine() + "\"";
          return response.head().split("\r?\n", 2)[0].matches("HTTP/1\\.[1-9] 101 [^\r\n\0]*")
              ? Opinion.held(line)
              : Opinion.broken(line);
        });
  }

  /** Exactly one value in Upgrade, and that websocket. */
  static Judge upgradesToWebSocketOnly() {
    return ofThe101(
        "Upgrade: websocket, whatever the case, and nothing else",
        response -> {
          List<String> values = response.all("Upgrade");
          String observed = "Upgrade: " + Acceptance.shown(String.join(", ", values));
          return values.size() == 1 && values.get(0).equalsIgnoreCase("websocket")
              ? Opinion.held(observed)
              : Opinion.broken(observed);
        });
  }

  /** The token Upgrade in Connection. */
  static Judge connectionNamesUpgrade() {
    return ofThe101(
        "Upgrade among the members of Connection",
        response -> {
          String observed =
              "Connection: " + Acceptance.shown(response.field("Connection").orElse(""));
          return response.hasToken("Connection", "upgrade")
              ? Opinion.held(observed)
              : Opinion.broken(observed);
        });
  }

  /** Base64 of SHA-1 over the key's text and the GUID, to the letter (RFC 6455 §4.2.2). */
  public static Judge acceptIsExact() {
    return ofTheOpening(
        "Sec-WebSocket-Accept for the key that was sent",
        opened ->
            Acceptance.acceptFault(opened)
                .map(fault -> Opinion.broken("answered with " + fault))
                .orElseGet(() -> Opinion.held("sent the right Sec-WebSocket-Accept")));
  }

  /** 27 characters of base64 and one pad. */
  static Judge acceptIsBase64OfTwentyOctets() {
    return ofThe101(
        "28 characters of base64, the last of them \"=\"",
        response -> {
          String value = response.field("Sec-WebSocket-Accept").orElse("");
          return value.matches("[A-Za-z0-9+/]{27}=")
              ? Opinion.held(Acceptance.shown(value))
              : Opinion.broken(Acceptance.shown(value));
        });
  }

  /** The server has one subprotocol to select, and one field to say so (RFC 6455 §11.3.4). */
  public static Judge atMostOneSubprotocol() {
    return atMostOnce("Sec-WebSocket-Protocol");
  }

  static Judge atMostOnce(String name) {
    return ofThe101(
        "at most one " + name,
        response -> {
          int times = response.all(name).size();
          String observed = times + " fields " + name;
          return times <= 1 ? Opinion.held(observed) : Opinion.broken(observed);
        });
  }

  /** A 101 has no transfer coding (RFC 9112 §6.1). */
  static Judge noTransferEncoding() {
    return ofThe101(
        "no Transfer-Encoding",
        response ->
            response
                .field("Transfer-Encoding")
                .map(value -> Opinion.broken("Transfer-Encoding: " + Acceptance.shown(value)))
                .orElseGet(() -> Opinion.held("no Transfer-Encoding")));
  }

  /** A 101 has no content, and RFC 9110 §8.6 forbids to state its length. */
  static Judge noContentLength() {
    return ofThe101(
        "no Content-Length",
        response ->
            response
                .field("Content-Length")
                .map(
                    value ->
                        Opinion.tolerable(
                            "Content-Length: " + Acceptance.shown(value),
                            "RFC 9110 §8.6 forbids it in a 101; RFC 2616, on which RFC 6455 is"
                                + " built, did not"))
                .orElseGet(() -> Opinion.held("no Content-Length")));
  }

  /** Every line is a token, a colon and a value (RFC 9112 §5). */
  static Judge fieldsAreWellFormed() {
    return ofThe101(
        "each line a name, a colon right behind it and a value without control characters",
        response ->
            fieldLines(response)
                .filter(line -> !line.startsWith(" ") && !line.startsWith("\t"))
                .filter(
                    line ->
                        !line.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\\t\\x20-\\x7E\\x80-\\xFF]*"))
                .findFirst()
                .map(line -> Opinion.broken("sent the line " + Acceptance.shown(line)))
                .orElseGet(() -> Opinion.held("all fields are well formed")));
  }

  /** No field goes on in a second line (RFC 9112 §5.2). */
  static Judge noFoldedLine() {
    return ofThe101(
        "no line that begins with a blank",
        response ->
            fieldLines(response)
                .filter(line -> line.startsWith(" ") || line.startsWith("\t"))
                .findFirst()
                .map(line -> Opinion.broken("sent the line " + Acceptance.shown(line)))
                .orElseGet(() -> Opinion.held("no field is folded")));
  }

  /** Every line ends in CRLF, and CR stands nowhere else (RFC 9112 §2.2). */
  static Judge linesEndInCrlf() {
    return ofThe101(
        "CRLF behind each line, no CR or LF elsewhere",
        response -> {
          String rest = response.head().replace("\r\n", "");
          if (rest.indexOf('\n') >= 0) {
            return Opinion.broken("sent LF without CR");
          }
          return rest.indexOf('\r') >= 0
              ? Opinion.broken("sent CR without LF")
              : Opinion.held("each line ends in CRLF");
        });
  }

  /** Senders make no empty list members (RFC 9110 §5.6.1). */
  static Judge noEmptyListMembers() {
    return ofThe101(
        "no empty member in Connection, Upgrade, Sec-WebSocket-Protocol or -Extensions",
        response ->
            response.fields().stream()
                .filter(ResponseJudges::isList)
                .filter(field -> Lists.hasEmptyMember(field.value()))
                .findFirst()
                .map(f -> Opinion.broken(f.name() + ": " + Acceptance.shown(f.value())))
                .orElseGet(() -> Opinion.held("no list has an empty member")));
  }

  private static boolean isList(Field field) {
    return Stream.of("Connection", "Upgrade", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions")
        .anyMatch(field.name()::equalsIgnoreCase);
  }

  private static Stream<String> fieldLines(RawResponse response) {
    return Stream.of(response.head().split("\r?\n")).skip(1).filter(line -> !line.isEmpty());
  }

  static Judge ofThe101(String accepted, Function<RawResponse, Opinion> question) {
    return ofTheOpening(accepted, opened -> question.apply(opened.response()));
  }

  static Judge ofTheOpening(String accepted, Function<Event.Opened, Opinion> question) {
    return Judge.of(
        accepted,
        t ->
            t.main()
                .opened()
                .map(question)
                .orElseGet(() -> Opinion.notApplicable("there was no 101")));
  }
}
