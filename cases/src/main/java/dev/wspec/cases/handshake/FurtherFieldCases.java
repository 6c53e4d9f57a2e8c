package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.opensOrRefuses;
import static dev.wspec.cases.handshake.HandshakeJudges.opensUnless;
import static dev.wspec.cases.handshake.HandshakeJudges.stillServes;
import static dev.wspec.cases.handshake.Stories.accepted;
import static dev.wspec.cases.handshake.Stories.askingTwice;
import static dev.wspec.cases.handshake.Stories.ofServers;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
import java.util.stream.Stream;

/** Fields that mean nothing to a handshake, many of them and large ones (RFC 6455 §4.2.1). */
final class FurtherFieldCases {

  private static final String LIMIT = "RFC 9110 §5.4 leaves it to a server how much it takes";

  private FurtherFieldCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.of(unknown(), large(), many()).flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> unknown() {
    return Stream.of(
        accepted(
            "handshake/fields/unknown",
            "Fields that the server does not know are passed over",
            "6455-4.2.1-26",
            request ->
                request
                    .adding("X-Wspec", "1")
                    .adding("Sec-WebSocket-Wspec", "2")
                    .adding("Pragma", "no-cache")
                    .adding("Cache-Control", "no-cache")),
        accepted(
            "handshake/fields/empty-value",
            "A field without a value is passed over",
            "6455-4.2.1-26",
            request -> request.adding("X-Wspec", "")),
        accepted(
            "handshake/fields/browser",
            "The fields that browsers send along are passed over",
            "6455-4.2.1-26",
            request ->
                request
                    .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101")
                    .with("Accept", "*/*")
                    .with("Accept-Language", "en-US,en;q=0.5")
                    .with("Accept-Encoding", "gzip, deflate, br, zstd")
                    .with("Sec-Fetch-Dest", "empty")
                    .with("Sec-Fetch-Mode", "websocket")
                    .with("Sec-Fetch-Site", "same-origin")),
        accepted(
            "handshake/fields/cookies",
            "Cookies do no harm",
            "6455-4.2.1-26",
            request -> request.adding("Cookie", "session=0123456789abcdef; theme=\"dark\"; a=b=c")),
        accepted(
            "handshake/fields/cookies-malformed",
            "Malformed cookies are passed over or refused",
            "6455-4.2.1-26",
            opensOrRefuses(),
            request -> request.adding("Cookie", ";;=;a;=b; \"")),
        accepted(
            "handshake/fields/authorization",
            "Credentials that nobody asked for do no harm",
            "6455-10.5-01",
            opensUnless("the server may look at credentials of its own accord"),
            request -> request.adding("Authorization", "Basic d3NwZWM6d3NwZWM=")),
        accepted(
            "handshake/fields/accept-in-request",
            "Sec-WebSocket-Accept in a request means nothing",
            "6455-4.2.1-26",
            opensUnless("nothing but a mistake or an attack puts it there"),
            request -> request.adding("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")),
        accepted(
            "handshake/fields/object-properties",
            "Names of properties that objects have in some languages are names like any other",
            "6455-4.2.1-26",
            opensUnless("underscores in names are often refused, for CGI cannot tell them"),
            request ->
                request
                    .adding("constructor", "1")
                    .adding("__proto__", "2")
                    .adding("toString", "3")));
  }

  private static Stream<ConformanceCase> large() {
    return Stream.of(2048, 4096, 7168, 8192, 16_384, 65_536)
        .map(
            octets ->
                ofServers(
                        "handshake/fields/large~octets=" + octets,
                        "A field of %d octets is accepted or refused in HTTP".formatted(octets))
                    .stimulus(askingTwice(request -> request.adding("X-Wspec", "x".repeat(octets))))
                    .check("9110-5.4-01", octets < 4096 ? opensUnless(LIMIT) : opensOrRefuses())
                    .check("6455-4.2.2-01", stillServes())
                    .build());
  }

  private static Stream<ConformanceCase> many() {
    return Stream.of(50, 100, 128, 200, 500, 2000)
        .map(
            count ->
                ofServers(
                        "handshake/fields/many~count=" + count,
                        "%d small fields before all others are accepted or refused in HTTP"
                            .formatted(count))
                    .stimulus(askingTwice(request -> manyFirst(request, count)))
                    .check("9110-5.4-01", count <= 50 ? opensUnless(LIMIT) : opensOrRefuses())
                    .check("6455-4.2.2-01", stillServes())
                    .build());
  }

  /** The small fields come first, so that one who stops counting does not see the handshake. */
  private static RawRequest manyFirst(RawRequest request, int count) {
    StringBuilder lines = new StringBuilder("HTTP/1.1");
    for (int i = 0; i < count; i++) {
      lines.append("\r\nx").append(i).append(": 1");
    }
    return request.version(lines.toString());
  }
}
