package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.offersVersion13;
import static dev.wspec.cases.handshake.HandshakeJudges.refusedUnless;
import static dev.wspec.cases.handshake.HandshakeJudges.refusedWithClientError;
import static dev.wspec.cases.handshake.Stories.accepted;
import static dev.wspec.cases.handshake.Stories.answered;
import static dev.wspec.cases.handshake.Stories.asking;
import static dev.wspec.cases.handshake.Stories.ofServers;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The Sec-WebSocket-Version field (RFC 6455 §4.2.1 item 6, §4.2.2 item 4, §4.4, §11.3.5). */
final class VersionCases {

  private static final String VERSION = "Sec-WebSocket-Version";
  private static final String DRAFT =
      "§4.4 lets a server support several versions, and this is a draft with the same frames";
  private static final String TWICE = "§11.3.5 binds the client; what a server does is left open";

  private VersionCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.of(sound(), unsupported(), malformed(), repeated()).flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> sound() {
    return Stream.of(
        accepted(
            "handshake/version/13",
            "Version 13 is accepted",
            "6455-4.4-02",
            request -> request.with(VERSION, "13")),
        answered(
            "handshake/version/missing",
            "A handshake without Sec-WebSocket-Version is refused",
            "6455-4.2.1-20",
            refusedWithClientError(),
            request -> request.without(VERSION)));
  }

  private static Stream<ConformanceCase> unsupported() {
    Stream<ConformanceCase> refused =
        Stream.of("0", "7", "8", "12", "14", "99", "255")
            .map(
                version ->
                    answered(
                        "handshake/version/unsupported~version=" + version,
                        "Version " + version + " is refused",
                        "6455-4.2.2-09",
                        isDraft(version) ? refusedUnless(DRAFT) : refusedWithClientError(),
                        request -> request.with(VERSION, version)));
    Stream<ConformanceCase> named =
        Stream.of("14", "255")
            .map(
                version ->
                    ofServers(
                            "handshake/version/supported-are-named~version=" + version,
                            "The refusal of version "
                                + version
                                + " names those that are understood")
                        .stimulus(asking(request -> request.with(VERSION, version)))
                        .check("6455-4.2.2-10", offersVersion13())
                        .check("6455-4.4-03", offersVersion13())
                        .build());
    return Stream.concat(refused, named);
  }

  private static boolean isDraft(String version) {
    return version.equals("7") || version.equals("8");
  }

  private static Stream<ConformanceCase> malformed() {
    return Stream.of(
        malformed("256", "256", "6455-4.3-03"),
        malformed("huge", "4294967309", "6455-4.3-03"),
        malformed("leading-zero", "013", "6455-4.3-03"),
        malformed("plus", "+13", "6455-4.3-03"),
        malformed("minus", "-13", "6455-4.3-03"),
        malformed("minus-one", "-1", "6455-4.3-03"),
        malformed("fraction", "13.0", "6455-4.3-03"),
        malformed("hex", "0xd", "6455-4.3-03"),
        malformed("trailer", "13x", "6455-4.3-03"),
        malformed("two-numbers", "13 13", "6455-4.3-03"),
        malformed("word", "thirteen", "6455-4.3-03"),
        malformed("quoted", "\"13\"", "6455-4.3-03"),
        malformed("empty", "", "6455-4.3-03"),
        malformed("list-13-8", "13, 8", "6455-4.2.1-21"),
        malformed("list-8-13", "8, 13", "6455-4.2.1-21"));
  }

  private static ConformanceCase malformed(String variant, String value, String requirement) {
    return answered(
        "handshake/version/malformed~value=" + variant,
        "The version \"" + value + "\" is refused",
        requirement,
        refusedWithClientError(),
        request -> request.with(VERSION, value));
  }

  private static Stream<ConformanceCase> repeated() {
    return Stream.of(
        twice("same", "13 twice", request -> request.with(VERSION, "13").adding(VERSION, "13")),
        twice(
            "other",
            "13 and 8 in two fields",
            request -> request.with(VERSION, "13").adding(VERSION, "8")));
  }

  private static ConformanceCase twice(
      String variant, String what, UnaryOperator<RawRequest> bend) {
    return answered(
        "handshake/version/repeated~value=" + variant,
        "A handshake with the version " + what + " is refused",
        "6455-11.3.5-02",
        refusedUnless(TWICE),
        bend);
  }
}
