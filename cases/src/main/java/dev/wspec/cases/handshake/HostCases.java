package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.opensOrRefuses;
import static dev.wspec.cases.handshake.HandshakeJudges.refusedWith400;
import static dev.wspec.cases.handshake.HandshakeJudges.refusedWithClientError;
import static dev.wspec.cases.handshake.Stories.accepted;
import static dev.wspec.cases.handshake.Stories.answered;
import static dev.wspec.cases.handshake.Stories.asking;
import static dev.wspec.cases.handshake.Stories.ofServers;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The Host field (RFC 6455 §4.2.1 item 2, RFC 9112 §3.2). */
final class HostCases {

  private static final String HOST = "Host";

  private HostCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.of(
        ofServers("handshake/host/missing", "A handshake without Host is refused")
            .stimulus(asking(request -> request.without(HOST)))
            .check("6455-4.2.1-08", refusedWithClientError())
            .check("9112-3.2-03", refusedWith400())
            .build(),
        refused(
            "repeated~value=same",
            "with the same Host twice",
            request -> request.adding(HOST, request.field(HOST).orElse("wspec.test"))),
        refused(
            "repeated~value=other",
            "with two different Hosts",
            request -> request.adding(HOST, "wspec.invalid")),
        refused(
            "invalid~value=blank", "with a blank in Host", request -> request.with(HOST, "a b")),
        refused(
            "invalid~value=path",
            "with a path in Host",
            request -> request.with(HOST, request.field(HOST).orElse("wspec.test") + "/path")),
        refused(
            "invalid~value=port",
            "with a port in Host that is no number",
            request -> request.with(HOST, "wspec.test:http")),
        free("empty", "An empty Host is accepted or refused", ""),
        free("unknown", "A Host that is not the server's is accepted or refused", "wspec.invalid"),
        free("ipv6", "A Host that is an IPv6 address is accepted or refused", "[::1]:8080"),
        accepted(
            "handshake/host/last",
            "Host may stand behind all other fields",
            "6455-4.2.1-03",
            request ->
                request.without(HOST).adding(HOST, request.field(HOST).orElse("wspec.test"))));
  }

  private static ConformanceCase refused(
      String variant, String how, UnaryOperator<RawRequest> bend) {
    return answered(
        "handshake/host/" + variant,
        "A handshake " + how + " is refused",
        "9112-3.2-03",
        refusedWith400(),
        bend);
  }

  private static ConformanceCase free(String variant, String title, String value) {
    return accepted(
        "handshake/host/" + variant,
        title,
        "6455-4.2.1-09",
        opensOrRefuses(),
        request -> request.with(HOST, value));
  }
}
