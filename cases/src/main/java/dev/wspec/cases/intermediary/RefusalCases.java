package dev.wspec.cases.intermediary;

import static dev.wspec.cases.intermediary.RefusalJudges.failureIsTold;
import static dev.wspec.cases.intermediary.RefusalJudges.noTunnel;
import static dev.wspec.cases.intermediary.RefusalJudges.refusalArrives;
import static dev.wspec.cases.intermediary.RefusalJudges.refusalFieldArrives;
import static dev.wspec.cases.intermediary.RefusalJudges.wrongAnswerOpensNothing;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Effort;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.RelayStimulus;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.Wire;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What the client learns where the origin opens nothing (RFC 9110 §3.7, §15.2.2 and §15.6.3). */
final class RefusalCases {
  private RefusalCases() {}

  private static final String FORWARDED = "9110-3.7-02";
  private static final String ONLY_101 = "9110-15.2.2-02";
  private static final String BODY = "{\"wspec\":\"not this way\"}";

  static Stream<ConformanceCase> all() {
    return Stream.of(statuses(), failures(), wrong101()).flatMap(cases -> cases);
  }

  /** A refusal that leaves the connection open, with a body and its length. */
  static RawAnswer refusal(int status, String reason) {
    return RawAnswer.refusing(status, reason)
        .without("Connection")
        .with("Content-Length", String.valueOf(BODY.length()))
        .with("Content-Type", "application/json")
        .body(BODY);
  }

  private static Stream<ConformanceCase> statuses() {
    return Stream.of(
        status(200, "OK", answer -> answer),
        status(302, "Found", answer -> answer.with("Location", "/wspec-elsewhere")),
        status(400, "Bad Request", answer -> answer),
        withField(401, "Unauthorized", "WWW-Authenticate", "Basic realm=\"wspec\""),
        status(403, "Forbidden", answer -> answer),
        status(404, "Not Found", answer -> answer),
        withField(426, "Upgrade Required", "Sec-WebSocket-Version", "13"),
        status(500, "Internal Server Error", answer -> answer),
        withField(503, "Service Unavailable", "Retry-After", "7"),
        conformanceCase("intermediary/refusal/slow")
            .title("A refusal that comes octet by octet reaches the client as it is")
            .through(answered(a -> refusal(403, "Forbidden").segmented(Segmentation.bytewise())))
            .check(FORWARDED, refusalArrives())
            .build(),
        conformanceCase("intermediary/refusal/chunked")
            .title("A refusal in chunks reaches the client")
            .through(
                answered(
                    a ->
                        refusal(400, "Bad Request")
                            .without("Content-Length")
                            .with("Transfer-Encoding", "chunked")
                            .body("5\r\nwspec\r\n0\r\n\r\n")))
            .check(ONLY_101, noTunnel())
            .check("9110-15.6.3-01", clientGets(400))
            .build(),
        conformanceCase("intermediary/refusal/status-200-like-101")
            .title("A 200 with the fields of a 101 opens no tunnel")
            .through(
                answered(
                    ordinary -> ordinary.statusLine("HTTP/1.1 200 OK").with("Content-Length", "0")))
            .check(ONLY_101, noTunnel())
            .build());
  }

  private static Judge clientGets(int status) {
    return Ends.ask(
        "the client receives status " + status,
        ends ->
            ends.client().response().map(response -> response.status() == status).orElse(false)
                ? Opinion.held("The client received status " + status + ".")
                : Opinion.broken("The origin answered " + status + ends.answerToClient() + "."));
  }

  private static Stream<ConformanceCase> failures() {
    return Stream.of(
        failing(
            "closed-without-answer",
            "An origin that ends without an answer is told of",
            RawAnswer.nothing(),
            Wire::halfClose),
        failing(
            "reset-without-answer",
            "An origin that resets the connection is told of",
            RawAnswer.nothing(),
            Wire::reset),
        failing(
            "cut-short",
            "An answer that ends amid its head is told of as a failure",
            RawAnswer.nothing().statusLine("HTTP/1.1 503 Serv"),
            Wire::halfClose),
        failing(
            "no-http",
            "An answer that is no HTTP is told of as a failure",
            RawAnswer.nothing().statusLine("SSH-2.0-wspec\r\n\r\n"),
            Wire::halfClose),
        conformanceCase("intermediary/refusal/silent")
            .title("An origin that never answers opens no tunnel")
            .effort(Effort.MUCH)
            .through(
                relay -> {
                  relay.ask(request -> request);
                  relay.origin().answer(ordinary -> RawAnswer.nothing());
                  relay.hear();
                })
            .check(ONLY_101, noTunnel())
            .build());
  }

  private static Stream<ConformanceCase> wrong101() {
    return Stream.of(
        wrong("accept", "a wrong accept", a -> a.with("Sec-WebSocket-Accept", "wspec")),
        wrong("upgrade", "another protocol", a -> a.with("Upgrade", "wspec")),
        wrong("no-upgrade", "no Upgrade", a -> a.without("Upgrade")),
        conformanceCase("intermediary/refusal/unasked-101")
            .title("A 101 to a request that asked for no upgrade opens no tunnel")
            .through(
                relay -> {
                  relay.ask(request -> request.without("Upgrade").without("Connection"));
                  relay.origin().answer(ordinary -> ordinary);
                  relay.hear();
                })
            .check("9110-7.8-04", noTunnel())
            .build());
  }

  private static RelayStimulus answered(UnaryOperator<RawAnswer> bend) {
    return relay -> relay.open(request -> request, (request, ordinary) -> bend.apply(ordinary));
  }

  private static ConformanceCase status(int status, String reason, UnaryOperator<RawAnswer> bend) {
    return builder(status, reason, bend).build();
  }

  private static ConformanceCase withField(int status, String reason, String field, String value) {
    return builder(status, reason, answer -> answer.with(field, value))
        .check("9110-5.1-02", refusalFieldArrives(field))
        .build();
  }

  private static ConformanceCase.Builder builder(
      int status, String reason, UnaryOperator<RawAnswer> bend) {
    return conformanceCase("intermediary/refusal/status~status=" + status)
        .title("Status " + status + " of the origin reaches the client with its body")
        .through(answered(ordinary -> bend.apply(refusal(status, reason))))
        .check(FORWARDED, refusalArrives());
  }

  private static ConformanceCase failing(
      String what, String title, RawAnswer answer, Consumer<Wire> end) {
    return conformanceCase("intermediary/refusal/" + what)
        .title(title)
        .through(
            relay -> {
              relay.ask(request -> request);
              relay.origin().answer(ordinary -> answer);
              end.accept(relay.origin());
              relay.hear();
            })
        .check("9110-15.6.3-01", failureIsTold())
        .build();
  }

  private static ConformanceCase wrong(String what, String words, UnaryOperator<RawAnswer> bend) {
    return conformanceCase("intermediary/refusal/wrong-101~in=" + what)
        .title("A 101 with " + words + " opens no tunnel")
        .through(answered(bend))
        .check("9110-7.8-04", wrongAnswerOpensNothing())
        .build();
  }
}
