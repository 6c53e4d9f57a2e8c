package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.doesNotOpen;
import static dev.wspec.cases.handshake.HandshakeJudges.stillServes;
import static dev.wspec.cases.handshake.Stories.askingTwice;
import static dev.wspec.cases.handshake.Stories.ofServers;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Peers that speak something else do not get a connection (RFC 6455 §1.6, §10.7). */
final class CrossProtocolCases {

  /** The beginning of a ClientHello: a TLS record of type 22, version 3.1. */
  private static final String CLIENT_HELLO =
      "\u0016\u0003\u0001\u0000\u00A5\u0001\u0000\u0000\u00A1\u0003\u0003";

  /** A masked, final Text frame with the payload "wspec", its masking key 0. */
  private static final String TEXT_FRAME = "\u0081\u0085\0\0\0\0wspec";

  private CrossProtocolCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.of(
        other(
            "form-post",
            "A form that a browser posts",
            request ->
                request
                    .method("POST")
                    .without("Upgrade")
                    .without("Connection")
                    .adding("Content-Type", "text/plain")
                    .adding("Content-Length", "6")
                    .followedBy((byte) 'w', (byte) 's', (byte) 'p')
                    .followedBy((byte) 'e', (byte) 'c', (byte) '=')),
        other(
            "own-answer",
            "The head of a 101 that is sent as a request",
            request -> request.method("HTTP/1.1").target("101").version("Switching Protocols")),
        other(
            "smtp",
            "A greeting in SMTP",
            request -> request.method("EHLO").target("wspec.test").version("")),
        other(
            "http-2",
            "The preface of HTTP/2",
            request ->
                request
                    .method("PRI")
                    .target("*")
                    .version("HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0")),
        other("tls", "A ClientHello of TLS", request -> request.method(CLIENT_HELLO)),
        other("frame", "A frame in the place of a request", r -> r.method(TEXT_FRAME)));
  }

  private static ConformanceCase other(
      String variant, String what, UnaryOperator<RawRequest> bend) {
    return ofServers(
            "handshake/other-protocol/" + variant, what + " opens no connection and does no harm")
        .stimulus(askingTwice(bend))
        .check("6455-1.6-01", doesNotOpen())
        .check("9112-2.2-09", doesNotOpen())
        .check("6455-4.2.2-01", stillServes())
        .build();
  }
}
