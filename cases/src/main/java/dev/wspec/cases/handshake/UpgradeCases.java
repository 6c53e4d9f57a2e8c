package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.a426NamesUpgrade;
import static dev.wspec.cases.handshake.HandshakeJudges.opens;
import static dev.wspec.cases.handshake.HandshakeJudges.opensOrRefuses;
import static dev.wspec.cases.handshake.HandshakeJudges.opensUnless;
import static dev.wspec.cases.handshake.HandshakeJudges.staysInHttp;
import static dev.wspec.cases.handshake.Stories.accepted;
import static dev.wspec.cases.handshake.Stories.answered;
import static dev.wspec.cases.handshake.Stories.asking;
import static dev.wspec.cases.handshake.Stories.conversing;
import static dev.wspec.cases.handshake.Stories.ofServers;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The Upgrade field (RFC 6455 §4.2.1 item 3, RFC 9110 §7.8). */
final class UpgradeCases {

  private static final String UPGRADE = "Upgrade";
  private static final String LIST =
      "RFC 6455 asks for the value websocket, so that a server may compare the whole value";

  /** Values that name other protocols, by the name of the variant. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "h2c", "h2c",
          "longer", "websocketx",
          "prefixed", "xwebsocket",
          "hyphen", "web-socket",
          "shorter", "websocke",
          "two-words", "web socket",
          "long-s", "web\u00C5\u00BFocket", // U+017F, which Unicode folds to s
          "kelvin-sign", "websoc\u00E2\u0084\u00AAet", // U+212A, which Unicode folds to k
          "empty", "");

  /** What those break that are not just another value. */
  private static final Map<String, String> BROKEN =
      Map.of(
          "h2c", "9110-7.8-04",
          "long-s", "6455-2.1-01",
          "kelvin-sign", "6455-2.1-01");

  private UpgradeCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.of(missing(), others(), spellings(), lists()).flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> missing() {
    return Stream.of(
        answered(
            "handshake/upgrade/missing",
            "A request without Upgrade opens no connection",
            "6455-4.2.1-10",
            staysInHttp(),
            request -> request.without(UPGRADE)),
        answered(
            "handshake/upgrade/plain-get",
            "A plain GET without any field of a handshake is answered in HTTP",
            "6455-1.6-01",
            staysInHttp(),
            UpgradeCases::plain),
        namesUpgrade("plain-get", "to a plain GET", UpgradeCases::plain),
        namesUpgrade(
            "connection", "to a missing Connection", request -> request.without("Connection")),
        namesUpgrade(
            "version", "to version 14", request -> request.with("Sec-WebSocket-Version", "14")));
  }

  private static ConformanceCase namesUpgrade(
      String variant, String toWhat, UnaryOperator<RawRequest> bend) {
    return ofServers(
            "handshake/upgrade/required~answer-to=" + variant,
            "A 426 as the answer " + toWhat + " says in Upgrade what is required")
        .stimulus(asking(bend))
        .check("9110-7.8-05", a426NamesUpgrade())
        .check("9110-15.5.22-01", a426NamesUpgrade())
        .build();
  }

  private static RawRequest plain(RawRequest request) {
    return request
        .without(UPGRADE)
        .without("Connection")
        .without("Sec-WebSocket-Key")
        .without("Sec-WebSocket-Version");
  }

  private static Stream<ConformanceCase> others() {
    return new TreeMap<>(OTHERS)
        .entrySet().stream()
            .map(
                other ->
                    answered(
                        "handshake/upgrade/other~value=" + other.getKey(),
                        "A request whose Upgrade is another value ("
                            + other.getKey()
                            + ") opens no WebSocket connection",
                        BROKEN.getOrDefault(other.getKey(), "6455-4.2.1-11"),
                        staysInHttp(),
                        request -> request.with(UPGRADE, other.getValue())));
  }

  private static Stream<ConformanceCase> spellings() {
    return Stream.of("WebSocket", "WEBSOCKET", "wEbSoCkEt")
        .map(
            spelling ->
                ofServers(
                        "handshake/upgrade/case~value="
                            + switch (spelling) {
                              case "WebSocket" -> "camel";
                              case "WEBSOCKET" -> "upper";
                              default -> "mixed";
                            },
                        "Upgrade: " + spelling + " is accepted")
                    .stimulus(conversing(request -> request.with(UPGRADE, spelling)))
                    .check("6455-4.2.1-12", opens())
                    .check("9110-7.8-02", opens())
                    .check(Stories.IN_USE, HandshakeJudges.carriesMessages())
                    .build());
  }

  private static Stream<ConformanceCase> lists() {
    return Stream.of(
        accepted(
            "handshake/upgrade/list~place=last",
            "websocket behind another protocol in Upgrade is found",
            "6455-4.2.1-13",
            opensUnless(LIST),
            request -> request.with(UPGRADE, "h2c, websocket")),
        accepted(
            "handshake/upgrade/list~place=first",
            "websocket before another protocol in Upgrade is found",
            "6455-4.2.1-13",
            opensUnless(LIST),
            request -> request.with(UPGRADE, "websocket, foo/2")),
        accepted(
            "handshake/upgrade/list~place=empty-members",
            "Empty members around websocket in Upgrade are passed over",
            "9110-5.6.1-01",
            opensUnless(LIST),
            request -> request.with(UPGRADE, ", websocket ,")),
        accepted(
            "handshake/upgrade/two-fields",
            "Two Upgrade fields mean the same as one with a list",
            "9110-5.3-01",
            opensUnless(LIST),
            request -> request.with(UPGRADE, "h2c").adding(UPGRADE, "websocket")),
        accepted(
            "handshake/upgrade/with-version",
            "A version behind websocket in Upgrade is accepted or refused",
            "6455-4.2.1-13",
            opensOrRefuses(),
            request -> request.with(UPGRADE, "websocket/13")));
  }
}
