package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.doesNotFindTooLong;
import static dev.wspec.cases.handshake.HandshakeJudges.findsOrReportsResource;
import static dev.wspec.cases.handshake.HandshakeJudges.opens;
import static dev.wspec.cases.handshake.HandshakeJudges.opensOrRefuses;
import static dev.wspec.cases.handshake.HandshakeJudges.opensUnless;
import static dev.wspec.cases.handshake.HandshakeJudges.refusedWithClientError;
import static dev.wspec.cases.handshake.Stories.accepted;
import static dev.wspec.cases.handshake.Stories.answered;
import static dev.wspec.cases.handshake.Stories.asking;
import static dev.wspec.cases.handshake.Stories.ofServers;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What stands for the resource in the request line (RFC 6455 §4.2.1 item 1, RFC 9112 §3.2). */
final class TargetCases {

  private static final String OTHER_RESOURCE =
      "the server decides which resources there are, and this names another one";

  private TargetCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.of(queries(), absoluteForms(), names(), malformed(), sizes())
        .flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> queries() {
    return Stream.of(
        accepted(
            "handshake/target/query",
            "A query in the target does no harm",
            "6455-4.2.1-06",
            opensUnless(OTHER_RESOURCE),
            request -> query(request, "room=blue&empty=&flag")),
        accepted(
            "handshake/target/query-percent-encoded",
            "Percent-encoded octets in the query do no harm",
            "6455-4.2.1-06",
            opensUnless(OTHER_RESOURCE),
            request -> query(request, "q=%C3%BC%20%2F%3F%23%25")),
        accepted(
            "handshake/target/query-with-marks",
            "Question marks, slashes and colons in the query do no harm",
            "6455-4.2.1-06",
            opensUnless(OTHER_RESOURCE),
            request -> query(request, "next=ws://other.test:1/a?b=c;d")),
        accepted(
            "handshake/target/query-percent-encoded-nul",
            "A percent-encoded NUL in the query is accepted or refused",
            "6455-4.2.1-06",
            opensOrRefuses(),
            request -> query(request, "q=%00")),
        accepted(
            "handshake/target/query-broken-percent",
            "A percent sign without two hex digits is accepted or refused",
            "9112-3.2-01",
            opensOrRefuses(),
            request -> query(request, "q=%zz%")));
  }

  private static Stream<ConformanceCase> absoluteForms() {
    return Stream.of(
        ofServers("handshake/target/absolute-form", "An absolute-form target is accepted")
            .stimulus(Stories.conversing(request -> absolute(request, "http", host(request))))
            .check("6455-4.2.1-07", opens())
            .check("9112-3.2.2-01", opens())
            .check(Stories.IN_USE, HandshakeJudges.carriesMessages())
            .build(),
        accepted(
            "handshake/target/absolute-form-upper-case",
            "The scheme of an absolute-form target may be in upper case",
            "9112-3.2.2-01",
            opensUnless("the scheme is rarely written so, and nothing but RFC 3986 speaks of it"),
            request -> absolute(request, "HTTP", host(request))),
        accepted(
            "handshake/target/absolute-form-other-host",
            "An absolute-form target that does not agree with Host is accepted or refused",
            "9112-3.2.2-02",
            opensOrRefuses(),
            request -> absolute(request, "http", host(request)).with("Host", "wspec.invalid")),
        accepted(
            "handshake/target/absolute-form-ws",
            "An absolute-form target of the scheme ws is accepted or refused",
            "6455-4.2.1-07",
            opensOrRefuses(),
            request -> absolute(request, "ws", host(request))));
  }

  private static Stream<ConformanceCase> names() {
    return Stream.of(
        answered(
            "handshake/target/no-such-resource",
            "A resource that does not exist is answered with an HTTP error",
            "6455-4.2.2-12",
            findsOrReportsResource(),
            request -> request.target("/wspec-has-no-such-resource")),
        accepted(
            "handshake/target/percent-encoded-path",
            "Percent-encoded octets in the path are accepted or answered in HTTP",
            "6455-4.2.1-06",
            opensOrRefuses(),
            request -> request.target("/%77s%70ec/%C3%BC")),
        accepted(
            "handshake/target/double-slash",
            "A path that begins with two slashes is accepted or answered in HTTP",
            "6455-4.2.1-06",
            opensOrRefuses(),
            request -> request.target("//" + request.target().substring(1))),
        accepted(
            "handshake/target/dot-segments",
            "Dot segments that lead out of the root are accepted or answered in HTTP",
            "6455-4.2.1-06",
            opensOrRefuses(),
            request -> request.target("/../.." + request.target())));
  }

  private static Stream<ConformanceCase> malformed() {
    return Stream.of(
        refused("fragment", "with a fragment", r -> r.target(r.target() + "#fragment")),
        refused("asterisk", "that is an asterisk", r -> r.target("*")),
        refused("no-slash", "that does not begin with a slash", r -> r.target("wspec")),
        refused("empty", "that is empty", r -> r.target("")),
        refused("blank", "with a blank in it", r -> r.target("/a b")),
        refused("nul", "with a NUL in it", r -> r.target(r.target() + "\0wspec")),
        refused("control", "with a control character in it", r -> r.target("/\u0001")),
        refused("latin-1", "with octets beyond US-ASCII", r -> r.target("/\u00FC")));
  }

  private static ConformanceCase refused(
      String variant, String how, UnaryOperator<RawRequest> bend) {
    return answered(
        "handshake/target/malformed~target=" + variant,
        "A target " + how + " is refused",
        "9112-3.2-01",
        refusedWithClientError(),
        bend);
  }

  private static Stream<ConformanceCase> sizes() {
    return Stream.of(
        ofServers(
                "handshake/target/size~octets=7900",
                "A request line of 8000 octets is not too long")
            .stimulus(asking(request -> query(request, "q=" + "x".repeat(7900))))
            .check("9112-3-03", doesNotFindTooLong())
            .build(),
        ofServers(
                "handshake/target/size~octets=65536",
                "A target of 64 KiB is accepted or refused, and the server goes on")
            .stimulus(Stories.askingTwice(request -> query(request, "q=" + "x".repeat(65_536))))
            .check("9112-3-02", opensOrRefuses())
            .check("6455-4.2.2-01", HandshakeJudges.stillServes())
            .build());
  }

  private static RawRequest query(RawRequest request, String query) {
    String separator = request.target().indexOf('?') < 0 ? "?" : "&";
    return request.target(request.target() + separator + query);
  }

  private static RawRequest absolute(RawRequest request, String scheme, String authority) {
    return request.target(scheme + "://" + authority + request.target());
  }

  private static String host(RawRequest request) {
    return request.field("Host").orElse("localhost");
  }
}
