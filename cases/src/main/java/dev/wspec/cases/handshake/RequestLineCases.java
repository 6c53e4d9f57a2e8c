package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.doesNotOpen;
import static dev.wspec.cases.handshake.HandshakeJudges.opensOrRefuses;
import static dev.wspec.cases.handshake.HandshakeJudges.refusedWithClientError;
import static dev.wspec.cases.handshake.HandshakeJudges.staysInHttp;
import static dev.wspec.cases.handshake.Stories.accepted;
import static dev.wspec.cases.handshake.Stories.answered;
import static dev.wspec.cases.handshake.Stories.asking;
import static dev.wspec.cases.handshake.Stories.ofServers;

import dev.wspec.conformance.ConformanceCase;
import java.util.Locale;
import java.util.stream.Stream;

/** Method, HTTP version and the form of the request line (RFC 6455 §4.2.1 item 1). */
final class RequestLineCases {

  private RequestLineCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.of(methods(), versionsThatOpenNothing(), oddVersions(), forms())
        .flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> methods() {
    return Stream.of("POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "get", "WSPEC")
        .map(
            method ->
                answered(
                    "handshake/request-line/method~method="
                        + (method.equals("get")
                            ? "lower-case-get"
                            : method.toLowerCase(Locale.ROOT)),
                    "A handshake with the method " + method + " opens no connection",
                    "6455-4.2.1-04",
                    staysInHttp(),
                    request -> request.method(method)));
  }

  private static Stream<ConformanceCase> versionsThatOpenNothing() {
    return Stream.of(
        ofServers(
                "handshake/request-line/http-1-0",
                "An upgrade in an HTTP/1.0 request opens no connection")
            .stimulus(asking(request -> request.version("HTTP/1.0")))
            .check("6455-4.2.1-05", staysInHttp())
            .check("9110-7.8-07", staysInHttp())
            .build(),
        answered(
            "handshake/request-line/http-0-9",
            "A request that calls itself HTTP/0.9 opens no connection",
            "6455-4.2.1-05",
            doesNotOpen(),
            request -> request.version("HTTP/0.9")),
        answered(
            "handshake/request-line/version-missing",
            "A request line without an HTTP version opens no connection",
            "6455-4.2.1-05",
            doesNotOpen(),
            request -> request.version("")));
  }

  private static Stream<ConformanceCase> oddVersions() {
    Stream<ConformanceCase> malformed =
        Stream.of("http/1.1", "HTTP/1.10", "HTTP/01.1", "HTTP/1", "HTTP/1,1", "HTTPS/1.1")
            .map(
                version ->
                    answered(
                        "handshake/request-line/version-malformed~version="
                            + (version.equals("http/1.1") ? "lower-case-" : "")
                            + version.toLowerCase(Locale.ROOT).replace('/', '-').replace(',', '-'),
                        "A request with the malformed version " + version + " opens no connection",
                        "9112-2.3-01",
                        doesNotOpen(),
                        request -> request.version(version)));
    Stream<ConformanceCase> higher =
        Stream.of("HTTP/1.2", "HTTP/2.0", "HTTP/3.0")
            .map(
                version ->
                    accepted(
                        "handshake/request-line/version-higher~version="
                            + version.toLowerCase(Locale.ROOT).replace('/', '-'),
                        "A request that calls itself "
                            + version
                            + " is accepted or refused in HTTP",
                        "6455-4.2.1-05",
                        opensOrRefuses(),
                        request -> request.version(version)));
    return Stream.concat(malformed, higher);
  }

  private static Stream<ConformanceCase> forms() {
    return Stream.of(
        accepted(
            "handshake/request-line/empty-line-before",
            "An empty line before the request line is ignored",
            "9112-2.2-06",
            request -> request.method("\r\n" + request.method())),
        accepted(
            "handshake/request-line/tabs",
            "A request line with tabs for blanks is accepted or refused",
            "9112-3.2-01",
            opensOrRefuses(),
            request ->
                request.method("GET\t" + request.target() + "\tHTTP/1.1").target("").version("")),
        accepted(
            "handshake/request-line/two-blanks",
            "A request line with two blanks before the target is accepted or refused",
            "9112-3.2-01",
            opensOrRefuses(),
            request -> request.method("GET ")),
        accepted(
            "handshake/request-line/blank-at-the-end",
            "A request line with a blank behind the version is accepted or refused",
            "9112-3.2-01",
            opensOrRefuses(),
            request -> request.version("HTTP/1.1 ")),
        answered(
            "handshake/request-line/word-too-many",
            "A request line of four words is refused",
            "9112-3.2-01",
            refusedWithClientError(),
            request -> request.version("HTTP/1.1 websocket")),
        answered(
            "handshake/request-line/target-missing",
            "A request line without a target is refused",
            "9112-3.2-01",
            refusedWithClientError(),
            request -> request.target("HTTP/1.1").version("")));
  }
}
