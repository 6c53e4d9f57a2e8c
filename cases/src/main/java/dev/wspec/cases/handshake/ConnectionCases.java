package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.opens;
import static dev.wspec.cases.handshake.HandshakeJudges.opensOrRefuses;
import static dev.wspec.cases.handshake.HandshakeJudges.staysInHttp;
import static dev.wspec.cases.handshake.Stories.accepted;
import static dev.wspec.cases.handshake.Stories.answered;
import static dev.wspec.cases.handshake.Stories.ofServers;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The Connection field (RFC 6455 §4.2.1 item 4, RFC 9110 §7.6.1). */
final class ConnectionCases {

  private static final String CONNECTION = "Connection";

  private ConnectionCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.of(withoutUpgrade(), lists(), spellings(), severalFields())
        .flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> withoutUpgrade() {
    return Stream.of(
        refused("missing", "without Connection", "6455-4.2.1-14", r -> r.without(CONNECTION)),
        other("keep-alive", "keep-alive"),
        other("close", "close"),
        other("longer", "upgrades"),
        other("prefixed", "x-upgrade"),
        other("two-words", "up grade"),
        other("protocol", "websocket"),
        other("empty", ""));
  }

  private static ConformanceCase other(String variant, String value) {
    return refused(
        "other~value=" + variant,
        "with Connection: \"" + value + '"',
        "6455-4.2.1-15",
        request -> request.with(CONNECTION, value));
  }

  private static ConformanceCase refused(
      String variant, String how, String requirement, UnaryOperator<RawRequest> bend) {
    return answered(
        "handshake/connection/" + variant,
        "A request " + how + " opens no connection",
        requirement,
        staysInHttp(),
        bend);
  }

  private static Stream<ConformanceCase> lists() {
    return Stream.of(
        found("list~form=firefox", "keep-alive, Upgrade"),
        found("list~form=first", "Upgrade, keep-alive"),
        found("list~form=no-blanks", "keep-alive,Upgrade"),
        found("list~form=tabs", "keep-alive\t,\tUpgrade"),
        found("list~form=twice", "Upgrade, Upgrade"),
        found("list~form=many", "a, b, c, d, e, f, g, h, i, j, Upgrade, k, l, m, n, o, p"),
        found("list~form=names-the-key", "Upgrade, Sec-WebSocket-Key"),
        accepted(
            "handshake/connection/list~form=empty-members",
            "Empty members in Connection are passed over",
            "9110-5.6.1-01",
            request -> request.with(CONNECTION, ", ,Upgrade,,")),
        accepted(
            "handshake/connection/list~form=with-close",
            "Connection with both Upgrade and close is accepted or refused",
            "9112-9.6-02",
            opensOrRefuses(),
            request -> request.with(CONNECTION, "close, Upgrade")));
  }

  private static ConformanceCase found(String variant, String value) {
    return accepted(
        "handshake/connection/" + variant,
        "Upgrade is found in Connection: \"" + value.replace('\t', ' ') + '"',
        "6455-4.2.1-16",
        request -> request.with(CONNECTION, value));
  }

  private static Stream<ConformanceCase> spellings() {
    return Stream.of("upgrade", "UPGRADE", "uPgRaDe")
        .map(
            spelling ->
                ofServers(
                        "handshake/connection/case~value="
                            + switch (spelling) {
                              case "upgrade" -> "lower";
                              case "UPGRADE" -> "upper";
                              default -> "mixed";
                            },
                        "Connection: " + spelling + " is accepted")
                    .stimulus(Stories.conversing(request -> request.with(CONNECTION, spelling)))
                    .check("6455-4.2.1-16", opens())
                    .check("9110-7.6.1-01", opens())
                    .check(Stories.IN_USE, HandshakeJudges.carriesMessages())
                    .build());
  }

  private static Stream<ConformanceCase> severalFields() {
    return Stream.of(
        accepted(
            "handshake/connection/two-fields~upgrade=second",
            "Upgrade is found in the second of two Connection fields",
            "6455-4.2.1-16",
            request -> request.with(CONNECTION, "keep-alive").adding(CONNECTION, "Upgrade")),
        accepted(
            "handshake/connection/two-fields~upgrade=first",
            "Upgrade is found in the first of two Connection fields",
            "6455-4.2.1-16",
            request -> request.with(CONNECTION, "Upgrade").adding(CONNECTION, "keep-alive")));
  }
}
