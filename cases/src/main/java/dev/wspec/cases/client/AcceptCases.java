package dev.wspec.cases.client;

import static dev.wspec.cases.client.Answers.accepted;
import static dev.wspec.cases.client.Answers.doubtful;
import static dev.wspec.cases.client.Answers.refused;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawAnswer;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a client makes of Sec-WebSocket-Accept (RFC 6455 §4.1, response step 4). */
final class AcceptCases {

  private static final String ACCEPT = "Sec-WebSocket-Accept";
  private static final String OTHER = "AAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  private static final String WRONG = "6455-4.1-58";
  private static final String TWICE =
      "RFC 6455 §11.3.3 forbids the server to repeat the field and does not say what a client does";

  private AcceptCases() {}

  private static UnaryOperator<RawAnswer> changing(UnaryOperator<String> change) {
    return answer -> answer.with(ACCEPT, change.apply(answer.field(ACCEPT).orElse("")));
  }

  static Stream<ConformanceCase> all() {
    return Stream.of(
        refused(
            "accept/missing",
            "A 101 without Sec-WebSocket-Accept is no handshake",
            "6455-4.1-57",
            answer -> answer.without(ACCEPT)),
        refused(
            "accept/empty",
            "An empty Sec-WebSocket-Accept answers no key",
            WRONG,
            changing(value -> "")),
        refused(
            "accept/of-another-key",
            "The digest of another key answers no key",
            WRONG,
            changing(value -> RawAnswer.acceptFor("dGhlIHNhbXBsZSBub25jZQ=="))),
        refused(
            "accept/zeros",
            "Twenty zero octets are no digest of the key",
            WRONG,
            changing(value -> OTHER)),
        refused(
            "accept/lower-case",
            "Base64 in lower case is another value",
            WRONG,
            changing(value -> value.equals(lower(value)) ? OTHER : lower(value))),
        refused(
            "accept/cut-short",
            "The digest without its last characters is no digest",
            WRONG,
            changing(value -> value.substring(0, value.length() / 2))),
        refused(
            "accept/without-padding",
            "The digest without its padding is another value",
            WRONG,
            changing(value -> value.replace("=", ""))),
        refused(
            "accept/with-more-behind",
            "The digest with something behind it is another value",
            WRONG,
            changing(value -> value + "A")),
        refused(
            "accept/in-quotes",
            "The digest in quotes is another value",
            WRONG,
            changing(value -> "\"" + value + "\"")),
        refused(
            "accept/first-octet-changed",
            "A digest whose first character differs answers no key",
            WRONG,
            changing(value -> (value.startsWith("A") ? "B" : "A") + value.substring(1))),
        ofTheKeyAlone(),
        theKeyItself(),
        doubtful(
            "accept/twice-the-same",
            "A 101 with two equal Sec-WebSocket-Accept fields is not as it must be",
            "6455-4.1-63",
            TWICE,
            answer -> answer.adding(ACCEPT, answer.field(ACCEPT).orElse(""))),
        doubtful(
            "accept/right-then-wrong",
            "A 101 with a wrong Sec-WebSocket-Accept behind the right one is not as it must be",
            "6455-4.1-63",
            TWICE,
            answer -> answer.adding(ACCEPT, OTHER)),
        doubtful(
            "accept/wrong-then-right",
            "A 101 with a wrong Sec-WebSocket-Accept before the right one is not as it must be",
            "6455-4.1-63",
            TWICE,
            answer -> answer.with(ACCEPT, OTHER).adding(ACCEPT, answer.field(ACCEPT).orElse(""))),
        accepted(
            "accept/blanks-around",
            "Blanks around Sec-WebSocket-Accept are not part of it",
            "6455-4.1-59",
            changing(value -> "  " + value + " \t ")),
        accepted(
            "accept/name-in-lower-case",
            "The name of Sec-WebSocket-Accept is compared without regard to case",
            "6455-4.1-64",
            answer -> answer.renaming(ACCEPT, "sec-websocket-accept")),
        accepted(
            "accept/name-in-upper-case",
            "The name of Sec-WebSocket-Accept in upper case is the same",
            "6455-4.1-64",
            answer -> answer.renaming(ACCEPT, "SEC-WEBSOCKET-ACCEPT")));
  }

  private static String lower(String value) {
    return value.toLowerCase(Locale.ROOT);
  }

  /** Not the digest of key and GUID, but of the key. */
  private static ConformanceCase ofTheKeyAlone() {
    return Answers.ofClients("accept/without-guid", "A digest without the GUID answers no key")
        .stimulus(
            wire -> {
              wire.answer(
                  (request, answer) ->
                      answer.with(
                          ACCEPT, Digests.sha1(request.field("Sec-WebSocket-Key").orElse(""))));
              wire.awaitEnd();
            })
        .check(WRONG, ClientJudges.failsTheHandshake())
        .build();
  }

  private static ConformanceCase theKeyItself() {
    return Answers.ofClients("accept/key-itself", "The key itself answers no key")
        .stimulus(
            wire -> {
              wire.answer(
                  (request, answer) ->
                      answer.with(ACCEPT, request.field("Sec-WebSocket-Key").orElse("none")));
              wire.awaitEnd();
            })
        .check(WRONG, ClientJudges.failsTheHandshake())
        .build();
  }
}
