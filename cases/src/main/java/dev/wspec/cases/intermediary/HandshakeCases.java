package dev.wspec.cases.intermediary;

import static dev.wspec.cases.intermediary.RelayJudges.answerFieldArrives;
import static dev.wspec.cases.intermediary.RelayJudges.answerStopsAtTheHop;
import static dev.wspec.cases.intermediary.RelayJudges.opens;
import static dev.wspec.cases.intermediary.RelayJudges.requestFieldArrives;
import static dev.wspec.cases.intermediary.RelayJudges.speaksItsOwnVersion;
import static dev.wspec.cases.intermediary.RelayJudges.stopsAtTheHop;
import static dev.wspec.cases.intermediary.TunnelJudges.earlyMessagesArriveOnce;
import static dev.wspec.cases.intermediary.TunnelJudges.messagesArrive;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RelayStimulus;
import dev.wspec.conformance.Segmentation;
import dev.wspec.protocol.Role;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What becomes of an opening handshake on its way (RFC 9110 §5.1, §7.6.1 and §7.8). */
final class HandshakeCases {
  private HandshakeCases() {}

  private static final String FORWARDED = "9110-5.1-02";
  private static final String HOP_BY_HOP = "9110-7.6.1-02";
  private static final String UNCHANGED = "9110-3.7-01";
  private static final String HOP = "X-Wspec-Hop";
  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";
  private static final int LONG = 3000;

  static Stream<ConformanceCase> all() {
    return Stream.of(request(), answer(), spelling(), octets()).flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> request() {
    return Stream.of(
        conformanceCase("intermediary/handshake/key-and-accept")
            .title("The key reaches the origin and its answer to it the client")
            .through(
                relay -> {
                  relay.open();
                })
            .check(FORWARDED, requestFieldArrives("Sec-WebSocket-Key"))
            .check(FORWARDED, requestFieldArrives("Sec-WebSocket-Version"))
            .check(FORWARDED, answerFieldArrives("Sec-WebSocket-Accept"))
            .check("9110-6.2-01", speaksItsOwnVersion())
            .build(),
        passed("origin", "Origin", "https://wspec.example"),
        passed("cookie", "Cookie", "wspec=1; other=2"),
        passed("unknown-field", "X-Wspec-Unknown", "some value"),
        passed("long-field", "X-Wspec-Long", "v".repeat(LONG)),
        passed("authorization", "Authorization", "Basic d3NwZWM6d3NwZWM="),
        passed("user-agent", "User-Agent", "wspec"),
        conformanceCase("intermediary/handshake/subprotocol")
            .title("The subprotocols that are offered reach the origin, the chosen one the client")
            .through(bent(request -> request.with("Sec-WebSocket-Protocol", "chat, superchat")))
            .check(FORWARDED, requestFieldArrives("Sec-WebSocket-Protocol"))
            .check(FORWARDED, answerFieldArrives("Sec-WebSocket-Protocol"))
            .build(),
        conformanceCase("intermediary/handshake/extensions")
            .title("An extension that is offered reaches the origin, and its answer the client")
            .through(
                relay ->
                    relay.open(
                        request -> request.with(EXTENSIONS, "x-wspec; level=3"),
                        (request, ordinary) -> ordinary.with(EXTENSIONS, "x-wspec; level=3")))
            .check(FORWARDED, requestFieldArrives(EXTENSIONS))
            .check(FORWARDED, answerFieldArrives(EXTENSIONS))
            .build(),
        conformanceCase("intermediary/handshake/nominated-field")
            .title("A field that Connection names is for the next hop only")
            .through(
                bent(
                    request ->
                        request.with("Connection", "Upgrade, " + HOP).adding(HOP, "request")))
            .check(HOP_BY_HOP, stopsAtTheHop(HOP))
            .build(),
        hop("keep-alive", "Keep-Alive", "timeout=5"),
        hop("proxy-connection", "Proxy-Connection", "keep-alive"));
  }

  private static Stream<ConformanceCase> answer() {
    return Stream.of(
        conformanceCase("intermediary/handshake/answer-field")
            .title("A field of the answer that the intermediary does not know reaches the client")
            .through(answered(ordinary -> ordinary.adding("X-Wspec-Unknown", "some value")))
            .check(FORWARDED, answerFieldArrives("X-Wspec-Unknown"))
            .build(),
        conformanceCase("intermediary/handshake/answer-cookies")
            .title("Two cookies that the answer sets reach the client as two fields")
            .through(
                answered(
                    ordinary -> ordinary.adding("Set-Cookie", "a=1").adding("Set-Cookie", "b=2")))
            .check(FORWARDED, answerFieldArrives("Set-Cookie"))
            .build(),
        conformanceCase("intermediary/handshake/answer-nominated-field")
            .title("A field that Connection of the answer names is for the next hop only")
            .through(
                answered(
                    ordinary ->
                        ordinary.with("Connection", "Upgrade, " + HOP).adding(HOP, "answer")))
            .check(HOP_BY_HOP, answerStopsAtTheHop(HOP))
            .build(),
        conformanceCase("intermediary/handshake/interim-answer")
            .title("A 101 behind an interim answer opens the tunnel")
            .through(
                answered(
                    ordinary ->
                        ordinary.precededBy(
                            "HTTP/1.1 103 Early Hints\r\nLink: </wspec.css>; rel=preload\r\n\r\n")))
            .check("9110-15.2-01", opens())
            .build(),
        conformanceCase("intermediary/handshake/answer-with-length")
            .title("A 101 ends at its empty line, whatever length it claims")
            .through(
                relay -> {
                  relay.open(
                      request -> request,
                      (request, ordinary) -> ordinary.adding("Content-Length", "5"));
                  relay.origin().send(RawFrame.text("the first message"));
                  relay.client().awaitMessages(1);
                })
            .check("9112-6.3-01", messagesArrive())
            .build());
  }

  private static Stream<ConformanceCase> spelling() {
    return Stream.of(
        opening(
            "names-in-lower-case",
            "Names of fields in lower case are understood",
            request -> request.renaming("Upgrade", "upgrade").renaming("Connection", "connection")),
        opening(
            "option-in-mixed-case",
            "The option uPgRaDe behind another is understood",
            request -> request.with("Connection", "keep-alive, uPgRaDe")),
        opening(
            "fields-backwards",
            "Fields in the opposite order are understood",
            RawRequest::reversed),
        conformanceCase("intermediary/handshake/upgrade-in-mixed-case")
            .title("Upgrade: WebSocket is understood")
            .through(bent(request -> request.with("Upgrade", "WebSocket")))
            .check("9110-7.8-02", opens())
            .build());
  }

  private static Stream<ConformanceCase> octets() {
    return Stream.of(
        conformanceCase("intermediary/handshake/bytewise-request")
            .title("A request that arrives octet by octet opens the tunnel")
            .through(bent(request -> request.segmented(Segmentation.bytewise())))
            .check(FORWARDED, requestFieldArrives("Sec-WebSocket-Key"))
            .build(),
        conformanceCase("intermediary/handshake/bytewise-answer")
            .title("A 101 that arrives octet by octet opens the tunnel")
            .through(answered(ordinary -> ordinary.segmented(Segmentation.bytewise())))
            .check(FORWARDED, answerFieldArrives("Sec-WebSocket-Accept"))
            .build(),
        conformanceCase("intermediary/handshake/glued-answer")
            .title("A message glued to the 101 of the origin reaches the client once")
            .through(
                relay -> {
                  relay.open(
                      request -> request,
                      (request, ordinary) ->
                          ordinary.followedBy(
                              RawFrame.text("glued")
                                  .toBytes(Role.SERVER, relay.origin().random())));
                  relay.origin().send(RawFrame.text("behind"));
                  relay.client().awaitMessages(2);
                })
            .check(UNCHANGED, messagesArrive())
            .build(),
        conformanceCase("intermediary/handshake/early-message")
            .title("A message that the client sends too early arrives once, or is refused")
            .through(
                relay -> {
                  boolean open =
                      relay.open(
                          request ->
                              request.followedBy(
                                  RawFrame.text("early")
                                      .toBytes(Role.CLIENT, relay.client().random())),
                          (request, ordinary) -> ordinary);
                  if (open) {
                    relay.origin().send(RawFrame.text("are you there?"));
                    relay.client().awaitMessages(1);
                    relay.origin().takeIn();
                  }
                })
            .check(UNCHANGED, earlyMessagesArriveOnce())
            .build());
  }

  private static RelayStimulus bent(UnaryOperator<RawRequest> bend) {
    return relay -> relay.open(bend, (request, ordinary) -> ordinary);
  }

  private static RelayStimulus answered(UnaryOperator<RawAnswer> bend) {
    return relay -> relay.open(request -> request, (request, ordinary) -> bend.apply(ordinary));
  }

  private static ConformanceCase opening(
      String what, String title, UnaryOperator<RawRequest> bend) {
    return conformanceCase("intermediary/handshake/" + what)
        .title(title)
        .through(bent(bend))
        .check("9110-7.6.1-01", opens())
        .build();
  }

  private static ConformanceCase hop(String what, String field, String value) {
    return conformanceCase("intermediary/handshake/" + what)
        .title(field + " is for the next hop only")
        .through(bent(request -> request.with(field, value)))
        .check("9110-7.6.1-03", stopsAtTheHop(field))
        .build();
  }

  private static ConformanceCase passed(String what, String field, String value) {
    return conformanceCase("intermediary/handshake/" + what)
        .title("The field " + field + " of the request reaches the origin as it is")
        .through(bent(request -> request.with(field, value)))
        .check(FORWARDED, requestFieldArrives(field))
        .build();
  }
}
