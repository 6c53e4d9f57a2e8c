package dev.wspec.cases.client;

import static dev.wspec.cases.client.Answers.accepted;
import static dev.wspec.cases.client.Answers.bad;
import static dev.wspec.cases.client.Answers.doubtful;
import static dev.wspec.cases.client.Answers.ofClients;
import static dev.wspec.cases.client.Answers.refused;
import static dev.wspec.cases.client.Answers.tolerated;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a client makes of the status line, and of answers other than a 101 (RFC 6455 §4.1). */
final class StatusCases {

  private static final String NOT_101 = "6455-4.1-48";
  private static final String INTERIM =
      "RFC 6455 §4.1 asks for a 101; RFC 9110 §15.2 has interim responses skipped";
  private static final String LINE =
      "RFC 6455 §4.2.2 has a status line of HTTP/1.1; what a client does with another is not said";

  private StatusCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(statuses(), withUpgrade(), interim(), lines(), noHttp())
        .flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> statuses() {
    Map<Integer, String> reasons = new LinkedHashMap<>();
    reasons.put(200, "OK");
    reasons.put(204, "No Content");
    reasons.put(400, "Bad Request");
    reasons.put(401, "Unauthorized");
    reasons.put(403, "Forbidden");
    reasons.put(404, "Not Found");
    reasons.put(407, "Proxy Authentication Required");
    reasons.put(426, "Upgrade Required");
    reasons.put(429, "Too Many Requests");
    reasons.put(500, "Internal Server Error");
    reasons.put(503, "Service Unavailable");
    reasons.put(599, "Whatever");
    return reasons.entrySet().stream()
        .map(
            status ->
                ofClients(
                        "status/refusal~status=" + status.getKey(),
                        "A " + status.getKey() + " opens no connection")
                    .stimulus(bad(answer -> refusal(status.getKey(), status.getValue())))
                    .check(NOT_101, ClientJudges.failsTheHandshake())
                    .build());
  }

  private static RawAnswer refusal(int status, String reason) {
    RawAnswer answer = RawAnswer.refusing(status, reason);
    return switch (status) {
      case 200 -> answer.with("Content-Length", "5").body("hello");
      case 204 -> answer.without("Content-Length");
      case 401 -> answer.with("WWW-Authenticate", "Basic realm=\"wspec\"");
      case 407 -> answer.with("Proxy-Authenticate", "Basic realm=\"wspec\"");
      case 426 -> answer.with("Sec-WebSocket-Version", "8").with("Upgrade", "websocket");
      case 503 -> answer.with("Retry-After", "3600");
      default -> answer;
    };
  }

  /** All that a 101 has, but for the status. */
  private static Stream<ConformanceCase> withUpgrade() {
    return Stream.of(100, 102, 200, 201, 301, 302, 307, 308, 400, 500)
        .map(
            status ->
                refused(
                    "status/with-upgrade~status=" + status,
                    "A " + status + " opens no connection, whatever its fields say",
                    NOT_101,
                    answer -> answer.statusLine("HTTP/1.1 " + status + " Switching Protocols")));
  }

  private static Stream<ConformanceCase> interim() {
    return Stream.of(
        tolerated(
            "status/interim~status=100",
            "A 100 before the 101 is skipped",
            "9110-15.2-01",
            INTERIM,
            answer -> answer.precededBy("HTTP/1.1 100 Continue\r\n\r\n")),
        tolerated(
            "status/interim~status=103",
            "A 103 before the 101 is skipped",
            "9110-15.2-01",
            INTERIM,
            answer -> answer.precededBy("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")),
        tolerated(
            "status/interim-twice",
            "Two interim responses before the 101 are skipped",
            "9110-15.2-01",
            INTERIM,
            answer ->
                answer.precededBy(
                    "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n")));
  }

  private static Stream<ConformanceCase> lines() {
    return Stream.of(
        accepted(
            "status/no-reason",
            "A status line without a reason is one all the same",
            "9112-4-01",
            answer -> answer.statusLine("HTTP/1.1 101 ")),
        accepted(
            "status/another-reason",
            "The reason phrase is ignored",
            "9112-4-01",
            answer -> answer.statusLine("HTTP/1.1 101 Web Socket Protocol Handshake")),
        accepted(
            "status/long-reason",
            "A reason phrase of 200 characters is ignored",
            "9112-4-01",
            answer -> answer.statusLine("HTTP/1.1 101 " + "why not ".repeat(25).strip())),
        doubtful(
            "status/http-1-0",
            "A 101 in HTTP/1.0, which has no Upgrade, opens no connection",
            "6455-4.1-63",
            LINE,
            answer -> answer.statusLine("HTTP/1.0 101 Switching Protocols")),
        doubtful(
            "status/http-2-0",
            "A 101 that calls itself HTTP/2.0 opens no connection",
            "6455-4.1-63",
            LINE,
            answer -> answer.statusLine("HTTP/2.0 101 Switching Protocols")),
        doubtful(
            "status/four-digits",
            "A status of four digits is no status",
            "6455-4.1-63",
            LINE,
            answer -> answer.statusLine("HTTP/1.1 1010 Switching Protocols")),
        doubtful(
            "status/lower-case-version",
            "The version http/1.1 is not HTTP/1.1",
            "9112-2.3-01",
            LINE,
            answer -> answer.statusLine("http/1.1 101 Switching Protocols")));
  }

  /** Peers that do not speak HTTP at all. */
  private static Stream<ConformanceCase> noHttp() {
    return Stream.of(
        refused(
            "no-http/smtp",
            "A mail server opens no connection",
            "6455-1.6-01",
            answer -> bare(answer, "220 mail.example ESMTP")),
        refused(
            "no-http/status-line-missing",
            "Fields without a status line open no connection",
            "6455-4.1-63",
            answer -> answer.statusLine("Server: wspec")),
        echoOfTheRequest());
  }

  private static RawAnswer bare(RawAnswer answer, String line) {
    return new RawAnswer(
        "", line, List.of(), List.of(), "\r\n", "", List.of(), answer.segmentation());
  }

  /** A server that sends back what it gets must not be taken for one of WebSocket (§1.6). */
  private static ConformanceCase echoOfTheRequest() {
    return ofClients("no-http/echo", "An echo of the request opens no connection")
        .stimulus(
            wire -> {
              wire.answer(
                  (request, answer) ->
                      new RawAnswer(
                          "",
                          request.method() + " " + request.target() + " " + request.version(),
                          request.fields(),
                          List.of(),
                          "\r\n",
                          "",
                          List.of(),
                          answer.segmentation()));
              wire.awaitEnd();
            })
        .check("6455-1.6-01", ClientJudges.failsTheHandshake())
        .build();
  }
}
