package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.DataJudges.dealsWithEarlyPing;
import static dev.wspec.cases.handshake.DataJudges.endsTheConnection;
import static dev.wspec.cases.handshake.DataJudges.readsNoFrameInTheBody;
import static dev.wspec.cases.handshake.HandshakeJudges.opensOrRefuses;
import static dev.wspec.cases.handshake.HandshakeJudges.opensUnless;
import static dev.wspec.cases.handshake.HandshakeJudges.refusedWithClientError;
import static dev.wspec.cases.handshake.Stories.accepted;
import static dev.wspec.cases.handshake.Stories.answered;
import static dev.wspec.cases.handshake.Stories.ofServers;
import static dev.wspec.conformance.RawFrame.ping;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Octets behind the head: a body (RFC 9112 §6), or frames before the answer (RFC 6455 §4.1). */
final class BodyCases {

  private static final String NO_BODY = "a GET has no use for a body, and many refuse it";

  /**
   * Fifteen octets. Read as frames they are one whole frame, if a wrong one, so that a Ping behind
   * them is a frame to every reader.
   */
  private static final String HELLO = "5\r\nhello\r\n0\r\n\r\n";

  private BodyCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.concat(bodies(), earlyFrames());
  }

  private static Stream<ConformanceCase> bodies() {
    return Stream.of(
        accepted(
            "handshake/body/length-zero",
            "Content-Length: 0 does no harm",
            "6455-4.2.1-26",
            opensUnless(NO_BODY),
            request -> request.adding("Content-Length", "0")),
        ofServers(
                "handshake/body/with-length",
                "A body that Content-Length declares is not read as frames")
            .stimulus(withBody("in the body"))
            .check("9112-6.3-03", readsNoFrameInTheBody("in the body"))
            .build(),
        ofServers("handshake/body/chunked", "A chunked body is not read as frames")
            .stimulus(chunked(HELLO, UnaryOperator.identity()))
            .check("9112-6.3-03", readsNoFrameInTheBody("hello"))
            .build(),
        ofServers("handshake/body/chunked-empty", "An empty chunked body is not read as frames")
            .stimulus(chunked("0\r\n\r\n", UnaryOperator.identity()))
            .check("9112-6.3-03", readsNoFrameInTheBody(""))
            .build(),
        ofServers(
                "handshake/body/length-and-chunked",
                "A request with both Content-Length and Transfer-Encoding is refused")
            .stimulus(chunked(HELLO, request -> request.adding("Content-Length", "15")))
            .check("9112-6.1-02", endsTheConnection())
            .build(),
        answered(
            "handshake/body/length-malformed",
            "A request with a Content-Length that is no number is refused",
            "9112-2.2-09",
            refusedWithClientError(),
            request -> request.adding("Content-Length", "many")),
        accepted(
            "handshake/body/expect-continue",
            "Expect: 100-continue without a body is accepted or refused",
            "9110-7.8-09",
            opensOrRefuses(),
            request -> request.adding("Expect", "100-continue")));
  }

  private static Stimulus withBody(String payload) {
    return wire -> {
      byte[] body = pingOctets(wire, payload);
      wire.open(
          request ->
              request.adding("Content-Length", Integer.toString(body.length)).followedBy(body));
      wire.fence();
      wire.close();
    };
  }

  private static Stimulus chunked(String body, UnaryOperator<RawRequest> bend) {
    return wire -> {
      wire.open(
          request ->
              bend.apply(request).adding("Transfer-Encoding", "chunked").followedBy(ascii(body)));
      wire.fence();
      wire.close();
    };
  }

  private static Stream<ConformanceCase> earlyFrames() {
    return Stream.of(
        ofServers(
                "handshake/early/ping",
                "A Ping in the same write as the request is answered, dropped or refused")
            .stimulus(early(Integer.MAX_VALUE))
            .check("6455-4.2.2-27", dealsWithEarlyPing("early"))
            .build(),
        ofServers(
                "handshake/early/ping-in-two-parts",
                "A Ping that begins in the write of the request is answered, dropped or refused")
            .stimulus(early(3))
            .check("6455-4.2.2-27", dealsWithEarlyPing("early"))
            .build(),
        answered(
            "handshake/early/garbage",
            "Octets behind the request that are no frame are dealt with after the 101 or refused",
            "6455-4.2.2-27",
            opensOrRefuses(),
            request -> request.followedBy(new byte[64])));
  }

  /** Sends the first octets of a Ping with the request and the others after the answer. */
  private static Stimulus early(int octetsWithRequest) {
    return wire -> {
      byte[] octets = pingOctets(wire, "early");
      int cut = Math.min(octetsWithRequest, octets.length);
      wire.open((RawRequest request) -> request.followedBy(Arrays.copyOf(octets, cut)));
      wire.sendOctets(Arrays.copyOfRange(octets, cut, octets.length));
      wire.fence();
      wire.close();
    };
  }

  private static byte[] pingOctets(Wire wire, String payload) {
    return ping(payload).toBytes(wire.role(), wire.random());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
