package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.opensOrForbids;
import static dev.wspec.cases.handshake.HandshakeJudges.opensOrRefuses;
import static dev.wspec.cases.handshake.Stories.accepted;

import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** The Origin field: a server may refuse one, and says so in HTTP (RFC 6455 §4.2.2, §10.2). */
final class OriginCases {

  private static final String ORIGIN = "Origin";

  private OriginCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.of(
        accepted(
            "handshake/origin/missing",
            "A handshake without Origin is accepted or forbidden",
            "6455-4.2.1-22",
            opensOrForbids(),
            request -> request.without(ORIGIN)),
        policy("same", "the server's own host"),
        policy("other", "another host"),
        policy("null", "no host, as from a file"),
        policy("extension", "a browser's extension"),
        odd("malformed", "An Origin that is no origin is accepted or refused", "not an origin"),
        odd("empty", "An empty Origin is accepted or refused", ""),
        odd(
            "list",
            "Two origins in one field are accepted or refused",
            "http://a.example http://b.example"),
        accepted(
            "handshake/origin/repeated",
            "Two Origin fields are accepted or refused",
            "6455-4.2.2-07",
            opensOrRefuses(),
            request ->
                request.with(ORIGIN, "http://a.example").adding(ORIGIN, "http://b.example")));
  }

  private static ConformanceCase policy(String variant, String whose) {
    return accepted(
        "handshake/origin/policy~origin=" + variant,
        "An Origin of " + whose + " is accepted, or forbidden with 403",
        "6455-10.2-02",
        opensOrForbids(),
        request ->
            request.with(
                ORIGIN,
                switch (variant) {
                  case "same" -> "http://" + request.field("Host").orElse("localhost");
                  case "other" -> "http://wspec.invalid";
                  case "null" -> "null";
                  default -> "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
                }));
  }

  private static ConformanceCase odd(String variant, String title, String value) {
    return accepted(
        "handshake/origin/" + variant,
        title,
        "6455-4.2.2-07",
        opensOrRefuses(),
        request -> request.with(ORIGIN, value));
  }
}
