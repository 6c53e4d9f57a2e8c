package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.opens;
import static dev.wspec.cases.handshake.HandshakeJudges.opensOrRefuses;
import static dev.wspec.cases.handshake.HandshakeJudges.refusedUnless;
import static dev.wspec.cases.handshake.HandshakeJudges.refusedUnlessByOlderProtocol;
import static dev.wspec.cases.handshake.HandshakeJudges.refusedWithClientError;
import static dev.wspec.cases.handshake.ResponseJudges.acceptIsExact;
import static dev.wspec.cases.handshake.Stories.answered;
import static dev.wspec.cases.handshake.Stories.asking;
import static dev.wspec.cases.handshake.Stories.askingTwice;
import static dev.wspec.cases.handshake.Stories.conversing;
import static dev.wspec.cases.handshake.Stories.ofServers;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The Sec-WebSocket-Key field (RFC 6455 §4.2.1 item 5, §4.2.2 item 5.4, §11.3.1). */
final class KeyCases {

  private static final String KEY = "Sec-WebSocket-Key";

  /** The key of the worked example in §1.3. */
  private static final String EXAMPLE = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final String NOT_DECODED =
      "§4.2.2 says that a server need not decode the key, although §4.2.1 asks for 16 octets";
  private static final String TWICE = "§11.3.1 binds the client; what a server does is left open";

  private KeyCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.of(sound(), missing(), wrongLengths(), notBase64(), repeated(), huge())
        .flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> sound() {
    return Stream.of(
        ofServers("handshake/key/example", "The worked example gives the Accept of the RFC")
            .stimulus(conversing(request -> request.with(KEY, EXAMPLE)))
            .check("6455-1.3-02", acceptIsExact())
            .check("6455-4.2.2-23", opens())
            .check(Stories.IN_USE, HandshakeJudges.carriesMessages())
            .build(),
        hashed("zeros", "AAAAAAAAAAAAAAAAAAAAAA=="),
        hashed("ones", "/////////////////////w=="),
        hashed("plus-and-slash", "+/+/+/+/+/+/+/+/+/+/+w=="),
        ofServers(
                "handshake/key/spare-bits",
                "A key whose spare bits are set is hashed as it was sent, or refused")
            .stimulus(conversing(request -> request.with(KEY, "dGhlIHNhbXBsZSBub25jZR==")))
            .check("6455-4.2.1-18", opensOrRefuses())
            .check("6455-4.1-60", acceptIsExact())
            .build());
  }

  private static ConformanceCase hashed(String variant, String key) {
    return ofServers("handshake/key/sound~value=" + variant, "The key " + key + " is accepted")
        .stimulus(conversing(request -> request.with(KEY, key)))
        .check("6455-4.2.2-23", opens())
        .check("6455-4.1-60", acceptIsExact())
        .check(Stories.IN_USE, HandshakeJudges.carriesMessages())
        .build();
  }

  private static Stream<ConformanceCase> missing() {
    return Stream.of(
        ofServers("handshake/key/missing", "A handshake without Sec-WebSocket-Key is refused")
            .stimulus(asking(request -> request.without(KEY)))
            .check("6455-4.2.1-17", refusedWithClientError())
            .check("6455-4.2.1-02", refusedWithClientError())
            .build(),
        answered(
            "handshake/key/hixie-76",
            "A handshake in the way of the draft of May 2010 gives no connection of RFC 6455",
            "6455-4.2.1-17",
            refusedUnlessByOlderProtocol(),
            request ->
                request
                    .without(KEY)
                    .without("Sec-WebSocket-Version")
                    .adding("Origin", "http://example.com")
                    .adding("Sec-WebSocket-Key1", "4 @1  46546xW%0l 1 5")
                    .adding("Sec-WebSocket-Key2", "12998 5 Y3 1  .P00")
                    .followedBy((byte) '^', (byte) 'n', (byte) ':', (byte) 'd')
                    .followedBy((byte) 's', (byte) '[', (byte) '4', (byte) 'U')));
  }

  private static Stream<ConformanceCase> wrongLengths() {
    return Stream.of(
        bad("length~octets=0", "an empty key", "6455-4.2.1-19", ""),
        bad("length~octets=1", "a key of one octet", "6455-4.2.1-18", "eA=="),
        bad("length~octets=15", "a key of 15 octets", "6455-4.2.1-18", "dGhlIHNhbXBsZSBub25j"),
        bad("length~octets=17", "a key of 17 octets", "6455-4.2.1-18", "dGhlIHNhbXBsZSBub25jZSE="),
        bad(
            "length~octets=32",
            "a key of 32 octets",
            "6455-4.2.1-18",
            "dGhlIHNhbXBsZSBub25jZXRoZSBzYW1wbGUgbm9uY2U="));
  }

  private static Stream<ConformanceCase> notBase64() {
    return Stream.of(
        bad("not-base64~form=text", "a key that is a word", "6455-4.2.1-19", "wspec"),
        bad(
            "not-base64~form=marks",
            "a key of 24 characters outside base64",
            "6455-4.2.1-19",
            "!!!!!!!!!!!!!!!!!!!!!!=="),
        bad(
            "not-base64~form=url-alphabet",
            "a key in the alphabet for URLs",
            "6455-4.2.1-19",
            "-_-_-_-_-_-_-_-_-_-_-w=="),
        bad(
            "not-base64~form=no-padding",
            "a key without its padding",
            "6455-4.2.1-19",
            "dGhlIHNhbXBsZSBub25jZQ"),
        bad(
            "not-base64~form=inner-pad",
            "a key with a pad amid it",
            "6455-4.2.1-19",
            "dGhlIHNhbXBs=SBub25jZQ=="),
        bad(
            "not-base64~form=inner-blank",
            "a key with a blank amid it",
            "6455-4.2.1-19",
            "dGhlIHNhbXBs ZSBub25jZQ=="),
        bad(
            "not-base64~form=trailer",
            "a key with characters behind the padding",
            "6455-4.2.1-19",
            EXAMPLE + "AA"));
  }

  private static ConformanceCase bad(
      String variant, String what, String requirement, String value) {
    return answered(
        "handshake/key/" + variant,
        "A handshake with " + what + " is refused",
        requirement,
        refusedUnless(NOT_DECODED),
        request -> request.with(KEY, value));
  }

  private static Stream<ConformanceCase> repeated() {
    return Stream.of(
        twice(
            "same",
            "the same key twice",
            request -> request.with(KEY, EXAMPLE).adding(KEY, EXAMPLE)),
        twice(
            "other",
            "two different keys",
            request -> request.with(KEY, EXAMPLE).adding(KEY, "AAAAAAAAAAAAAAAAAAAAAA==")),
        bad(
            "repeated~value=list",
            "two keys in one field",
            "6455-4.2.1-19",
            EXAMPLE + ", AAAAAAAAAAAAAAAAAAAAAA=="));
  }

  private static ConformanceCase twice(
      String variant, String what, UnaryOperator<RawRequest> bend) {
    return answered(
        "handshake/key/repeated~value=" + variant,
        "A handshake with " + what + " is refused",
        "6455-11.3.1-01",
        refusedUnless(TWICE),
        bend);
  }

  private static Stream<ConformanceCase> huge() {
    return Stream.of(4096, 65_536)
        .map(
            octets ->
                ofServers(
                        "handshake/key/huge~octets=" + octets,
                        "A key of %d characters is refused, and the server goes on"
                            .formatted(octets))
                    .stimulus(askingTwice(request -> request.with(KEY, "A".repeat(octets))))
                    .check("6455-4.2.1-18", refusedUnless(NOT_DECODED))
                    .check("6455-4.2.2-01", HandshakeJudges.stillServes())
                    .build());
  }
}
