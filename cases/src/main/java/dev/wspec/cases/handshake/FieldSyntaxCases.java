package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.opens;
import static dev.wspec.cases.handshake.HandshakeJudges.opensOrRefuses;
import static dev.wspec.cases.handshake.HandshakeJudges.refusedWith400;
import static dev.wspec.cases.handshake.HandshakeJudges.refusedWithClientError;
import static dev.wspec.cases.handshake.HandshakeJudges.staysInHttp;
import static dev.wspec.cases.handshake.Stories.accepted;
import static dev.wspec.cases.handshake.Stories.answered;
import static dev.wspec.cases.handshake.Stories.ofServers;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Field;
import dev.wspec.conformance.RawRequest;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** How fields are written: order, case, blanks, line ends, control characters (RFC 9112 §5). */
final class FieldSyntaxCases {

  private static final String KEY = "Sec-WebSocket-Key";

  private FieldSyntaxCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.of(order(), names(), blanks(), folded(), lineEnds(), controls(), noFields())
        .flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> order() {
    return Stream.of(
        ofServers("handshake/syntax/reversed", "The order of the fields carries no meaning")
            .stimulus(Stories.conversing(RawRequest::reversed))
            .check("6455-4.2.1-03", opens())
            .check("6455-1.3-01", opens())
            .check(Stories.IN_USE, HandshakeJudges.carriesMessages())
            .build());
  }

  private static Stream<ConformanceCase> names() {
    return Stream.of(
        spelled("lower", "lower", name -> name.toLowerCase(Locale.ROOT)),
        spelled("upper", "upper", name -> name.toUpperCase(Locale.ROOT)),
        spelled("alternating", "alternating", FieldSyntaxCases::alternating));
  }

  private static ConformanceCase spelled(
      String variant, String how, UnaryOperator<String> spelling) {
    return ofServers(
            "handshake/syntax/names~case=" + variant,
            "Field names in " + how + " case are the same names")
        .stimulus(Stories.conversing(request -> respelled(request, spelling)))
        .check("9110-5.1-01", opens())
        .check("6455-4.1-64", opens())
        .check(Stories.IN_USE, HandshakeJudges.carriesMessages())
        .build();
  }

  private static RawRequest respelled(RawRequest request, UnaryOperator<String> spelling) {
    RawRequest respelled = request;
    for (Field field : request.fields()) {
      respelled = respelled.renaming(field.name(), spelling.apply(field.name()));
    }
    return respelled;
  }

  private static String alternating(String name) {
    StringBuilder spelled = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      spelled.append(i % 2 == 0 ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
    return spelled.toString();
  }

  private static Stream<ConformanceCase> blanks() {
    return Stream.of(
        accepted(
            "handshake/syntax/blanks~form=spaces",
            "Blanks around the values are not part of them",
            "9110-5.5-01",
            request -> eachValue(request, value -> "  " + value + "  ")),
        accepted(
            "handshake/syntax/blanks~form=tabs",
            "Tabs around the values are not part of them",
            "9110-5.5-01",
            request -> eachValue(request, value -> "\t" + value + "\t")),
        accepted(
            "handshake/syntax/blanks~form=none",
            "No blank is needed behind the colon",
            "9112-5-01",
            FieldSyntaxCases::withoutBlanks),
        before("upgrade", "Upgrade"),
        before("key", KEY),
        answered(
            "handshake/syntax/blank-before-colon~field=unknown",
            "A blank between an unknown name and its colon is answered with 400",
            "9112-5.1-01",
            refusedWith400(),
            request -> request.line("X-Wspec : 1")));
  }

  private static ConformanceCase before(String variant, String name) {
    return answered(
        "handshake/syntax/blank-before-colon~field=" + variant,
        "A blank between " + name + " and its colon is answered with 400",
        "9112-5.1-01",
        refusedWith400(),
        request -> request.renaming(name, name + " "));
  }

  private static RawRequest eachValue(RawRequest request, UnaryOperator<String> change) {
    RawRequest changed = request;
    for (Field field : request.fields()) {
      changed = changed.with(field.name(), change.apply(field.value()));
    }
    return changed;
  }

  private static RawRequest withoutBlanks(RawRequest request) {
    RawRequest changed = request;
    for (Field field : request.fields()) {
      changed = changed.without(field.name()).line(field.name() + ":" + field.value());
    }
    return changed;
  }

  private static Stream<ConformanceCase> folded() {
    return Stream.of(
        accepted(
            "handshake/syntax/folded~field=connection",
            "A folded Connection is unfolded or refused",
            "9112-5.2-02",
            opensOrRefuses(),
            request -> request.with("Connection", "keep-alive,\r\n Upgrade")),
        accepted(
            "handshake/syntax/folded~field=unknown",
            "A folded field of no meaning is unfolded or refused",
            "9112-5.2-02",
            opensOrRefuses(),
            request -> request.adding("X-Wspec", "one\r\n\ttwo")),
        answered(
            "handshake/syntax/folded~field=key-inside",
            "A folded line that looks like the key is no field of its own",
            "9112-5.2-02",
            refusedWithClientError(),
            request ->
                request
                    .without(KEY)
                    .adding("X-Wspec", "one\r\n " + KEY + ": " + request.field(KEY).orElse(""))),
        answered(
            "handshake/syntax/blank-after-request-line",
            "A line that begins with a blank right behind the request line is no field",
            "9112-2.2-08",
            staysInHttp(),
            request -> request.without("Upgrade").version("HTTP/1.1\r\n Upgrade: websocket")));
  }

  private static Stream<ConformanceCase> lineEnds() {
    return Stream.of(
        accepted(
            "handshake/syntax/line-end~form=lf",
            "A request whose lines end in LF alone is accepted or refused",
            "9112-2.2-02",
            opensOrRefuses(),
            request -> request.lineEnd("\n")),
        accepted(
            "handshake/syntax/line-end~form=one-lf",
            "A request one of whose lines ends in LF alone is accepted or refused",
            "9112-2.2-02",
            opensOrRefuses(),
            request -> request.with("Upgrade", "websocket\nX-Wspec: 1")),
        answered(
            "handshake/syntax/bare-cr~field=upgrade",
            "CR amid the value of Upgrade does not make it websocket",
            "9112-2.2-04",
            staysInHttp(),
            request -> request.with("Upgrade", "web\rsocket")),
        answered(
            "handshake/syntax/bare-cr~field=version-hidden",
            "CR does not begin a new line",
            "9112-2.2-04",
            refusedWithClientError(),
            request ->
                request
                    .without("Sec-WebSocket-Version")
                    .adding("X-Wspec", "1\rSec-WebSocket-Version: 13")),
        accepted(
            "handshake/syntax/bare-cr~field=unknown",
            "CR amid a value of no meaning is refused or replaced",
            "9112-2.2-04",
            opensOrRefuses(),
            request -> request.adding("X-Wspec", "one\rtwo")));
  }

  private static Stream<ConformanceCase> controls() {
    return Stream.of(
        answered(
            "handshake/syntax/nul~field=upgrade",
            "NUL does not end the value of Upgrade",
            "9110-5.5-02",
            staysInHttp(),
            request -> request.with("Upgrade", "websocket\0x")),
        answered(
            "handshake/syntax/nul~field=version",
            "NUL does not end the value of Sec-WebSocket-Version",
            "9110-5.5-02",
            refusedWithClientError(),
            request -> request.with("Sec-WebSocket-Version", "13\0" + "8")),
        accepted(
            "handshake/syntax/nul~field=unknown",
            "NUL in a value of no meaning is refused or replaced",
            "9110-5.5-02",
            opensOrRefuses(),
            request -> request.adding("X-Wspec", "one\0two")),
        accepted(
            "handshake/syntax/control-in-value",
            "Another control character in a value is accepted or refused",
            "9112-2.2-01",
            opensOrRefuses(),
            request -> request.adding("X-Wspec", "one\u0001two\u007F")),
        accepted(
            "handshake/syntax/octets-beyond-ascii",
            "Octets beyond US-ASCII in a value are accepted or refused",
            "9112-2.2-01",
            opensOrRefuses(),
            request -> request.adding("X-Wspec", "\u00FF\u0080\u00C3\u00BC")));
  }

  private static Stream<ConformanceCase> noFields() {
    return Stream.of(
        noField("no-colon", "without a colon", "this line is no field"),
        noField("empty-name", "without a name", ": value"),
        noField("only-colon", "of a colon alone", ":"),
        noField("control-in-name", "with a control character in its name", "X\u0001Wspec: 1"),
        noField("blank-in-name", "with a blank in its name", "X Wspec: 1"),
        noField("brackets-in-name", "with brackets in its name", "X(Wspec): 1"));
  }

  private static ConformanceCase noField(String variant, String what, String line) {
    return answered(
        "handshake/syntax/no-field~line=" + variant,
        "A line " + what + " is answered with 400",
        "9112-2.2-09",
        refusedWith400(),
        request -> request.line(line));
  }
}
