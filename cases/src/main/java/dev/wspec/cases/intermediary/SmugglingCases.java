package dev.wspec.cases.intermediary;

import static dev.wspec.cases.intermediary.RefusalCases.refusal;
import static dev.wspec.cases.intermediary.RefusalJudges.hasLine;
import static dev.wspec.cases.intermediary.RefusalJudges.isNoTunnel;
import static dev.wspec.cases.intermediary.RefusalJudges.refusedOr;
import static dev.wspec.cases.intermediary.RefusalJudges.upgradeIsIgnored;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RelayStimulus;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Whether a client reaches with a request what the intermediary does not know of. What is smuggled
 * is a harmless marker, and nobody but our own origin sees it.
 */
final class SmugglingCases {
  private SmugglingCases() {}

  private static final String ONLY_101 = "9110-15.2.2-02";
  private static final String LENGTH = "Content-Length";
  private static final String CODING = "Transfer-Encoding";

  /** An intermediary that reads it sends a Connection of its own. */
  private static final String MARKER = "Connection: X-Wspec-Hop";

  /** The parameter keeps it from being taken for a request of another case. */
  private static final String NEXT =
      "GET /wspec-smuggled?wspec=smuggled HTTP/1.1\r\nHost: wspec.example\r\n"
          + MARKER
          + "\r\nX-Wspec-Hop: smuggled\r\n\r\n";

  private static final String NO_CHUNKS = "0\r\n\r\n";

  static Stream<ConformanceCase> all() {
    return Stream.of(throughRefused(), bodies(), heads()).flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> throughRefused() {
    return Stream.of(
            Stream.of(200, 400, 401, 426, 500)
                .map(
                    status ->
                        tunnelled(
                            "behind-refusal~status=" + status,
                            "Behind a request refused with " + status + " the next one is HTTP",
                            request -> request,
                            refusal(status, "Wspec"),
                            NEXT)),
            Stream.of(
                tunnelled(
                    "fake-version",
                    "A request with version 777 does not make a tunnel",
                    request -> request.with("Sec-WebSocket-Version", "777"),
                    refusal(426, "Upgrade Required").with("Sec-WebSocket-Version", "13"),
                    NEXT),
                tunnelled(
                    "no-key",
                    "A request without a key does not make a tunnel",
                    request -> request.without("Sec-WebSocket-Key"),
                    refusal(400, "Bad Request"),
                    NEXT),
                tunnelled(
                    "post",
                    "A POST that asks for an upgrade does not make a tunnel",
                    request -> request.method("POST").with(LENGTH, "0"),
                    refusal(405, "Method Not Allowed"),
                    NEXT),
                tunnelled(
                    "chunked",
                    "A chunked body ends where its last chunk does",
                    request -> request.with(CODING, "chunked"),
                    refusal(400, "Bad Request"),
                    NO_CHUNKS + NEXT),
                conformanceCase("intermediary/smuggling/after-refusal")
                    .title("What the client sends once it is refused is HTTP")
                    .through(
                        relay -> {
                          relay.ask(request -> request.with("Sec-WebSocket-Version", "777"));
                          relay.origin().answer(ordinary -> refusal(426, "Upgrade Required"));
                          relay.hear();
                          relay.client().sendOctets(NEXT.getBytes(ISO_8859_1));
                          relay.origin().overhear();
                        })
                    .check(ONLY_101, isNoTunnel(MARKER))
                    .build()))
        .flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> bodies() {
    return Stream.of(
        head(
            "body",
            "A body reaches the origin as a body, or not at all",
            "9112-6.3-03",
            request ->
                request
                    .method("POST")
                    .with(LENGTH, String.valueOf(NEXT.length()))
                    .followedBy(NEXT.getBytes(ISO_8859_1)),
            refusedOr(
                "the body has its length",
                ends ->
                    ends.octetsBehind().isEmpty()
                        || ends.request().field(LENGTH).isPresent()
                        || ends.request().field(CODING).isPresent(),
                "The body reached the origin without its length, and so as a request.")),
        head(
            "two-lengths",
            "A request with two lengths that differ is refused",
            "9112-6.3-05",
            request ->
                request
                    .with(LENGTH, "0")
                    .adding(LENGTH, "5")
                    .followedBy("wspec".getBytes(ISO_8859_1)),
            refusedOr("never", ends -> false, "The request reached the origin.")),
        head(
            "length-and-coding",
            "A request with a length and a transfer coding does not keep both",
            "9112-6.3-04",
            request ->
                request
                    .with(LENGTH, String.valueOf(NO_CHUNKS.length()))
                    .with(CODING, "chunked")
                    .followedBy(NO_CHUNKS.getBytes(ISO_8859_1)),
            refusedOr(
                "without " + LENGTH,
                ends ->
                    ends.request().field(LENGTH).isEmpty()
                        || ends.request().field(CODING).isEmpty(),
                "Both Content-Length and Transfer-Encoding reached the origin.")));
  }

  private static Stream<ConformanceCase> heads() {
    return Stream.of(
        head(
            "coding-with-blank",
            "A blank before the colon of Transfer-Encoding is refused",
            "9112-5.1-01",
            request ->
                request.line(CODING + " : chunked").followedBy(NO_CHUNKS.getBytes(ISO_8859_1)),
            refusedOr(
                "without that line",
                ends -> !hasLine(ends, CODING + " "),
                "The line reached the origin as it was.")),
        head(
            "two-hosts",
            "A request with two Host fields is refused",
            "9112-3.2-03",
            request -> request.adding("Host", "wspec.example"),
            refusedOr("never", ends -> false, "The request reached the origin.")),
        head(
            "no-host",
            "A request without Host is refused",
            "9112-3.2-03",
            request -> request.without("Host"),
            refusedOr("never", ends -> false, "The request reached the origin.")),
        head(
            "folded-field",
            "A field on two lines is refused, or reaches the origin on one",
            "9112-5.2-02",
            request -> request.line("X-Wspec-Folded: one").line(" two"),
            refusedOr(
                "on one line",
                ends -> ends.request().fieldLines().isEmpty(),
                "The field reached the origin on two lines.")),
        head(
            "h2c",
            "An upgrade to h2c is not passed on blindly",
            "9110-7.6.1-03",
            request ->
                request
                    .with("Upgrade", "h2c")
                    .with("Connection", "Upgrade, HTTP2-Settings")
                    .with("HTTP2-Settings", "AAMAAABkAAQAoAAAAAIAAAAA"),
            refusedOr(
                "without Upgrade: h2c",
                ends -> ends.request().all("Upgrade").stream().noneMatch("h2c"::equals),
                "Upgrade: h2c reached the origin, which could switch to a protocol whose requests"
                    + " the intermediary does not see.")),
        conformanceCase("intermediary/smuggling/http-1-0")
            .title("Upgrade in a request of HTTP/1.0 is ignored")
            .through(
                relay ->
                    relay.open(
                        request -> request.version("HTTP/1.0"), SmugglingCases::ifItIsAskedFor))
            .check("9110-7.8-07", upgradeIsIgnored())
            .build());
  }

  /** An origin passes over the upgrade in HTTP/1.0 too, if that is what reaches it. */
  private static RawAnswer ifItIsAskedFor(RawRequest request, RawAnswer ordinary) {
    return Ends.asksForUpgrade(request) && !request.version().equals("HTTP/1.0")
        ? ordinary
        : refusal(400, "Bad Request");
  }

  private static ConformanceCase tunnelled(
      String what,
      String title,
      UnaryOperator<RawRequest> bend,
      RawAnswer answer,
      String following) {
    return conformanceCase("intermediary/smuggling/" + what)
        .title(title)
        .through(
            refused(
                request -> bend.apply(request).followedBy(following.getBytes(ISO_8859_1)), answer))
        .check(ONLY_101, isNoTunnel(MARKER))
        .build();
  }

  private static ConformanceCase head(
      String what, String title, String requirement, UnaryOperator<RawRequest> bend, Judge judge) {
    return conformanceCase("intermediary/smuggling/" + what)
        .title(title)
        .through(refused(bend, refusal(400, "Bad Request")))
        .check(requirement, judge)
        .build();
  }

  private static RelayStimulus refused(UnaryOperator<RawRequest> bend, RawAnswer answer) {
    return relay -> {
      relay.ask(bend);
      relay.origin().answer(ordinary -> answer);
      relay.hear();
      relay.origin().overhear();
    };
  }
}
