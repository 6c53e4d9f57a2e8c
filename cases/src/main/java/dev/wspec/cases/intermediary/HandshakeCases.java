package dev.wspec.cases.intermediary;

import static dev.wspec.cases.intermediary.RelayJudges.answerFieldArrives;
import static dev.wspec.cases.intermediary.RelayJudges.messagesArrive;
import static dev.wspec.cases.intermediary.RelayJudges.requestFieldArrives;
import static dev.wspec.cases.intermediary.RelayJudges.stopsAtTheHop;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.protocol.Role;
import java.util.stream.Stream;

/** What becomes of an opening handshake on its way (RFC 9110 §5.1, §7.6.1 and §7.8). */
final class HandshakeCases {
  private HandshakeCases() {}

  private static final String FORWARDED = "9110-5.1-02";
  private static final String HOP = "X-Wspec-Hop";

  static Stream<ConformanceCase> all() {
    return Stream.of(
        conformanceCase("intermediary/handshake/key-and-accept")
            .title("The key reaches the origin and its answer to it the client")
            .through(
                relay -> {
                  relay.open();
                })
            .check(FORWARDED, requestFieldArrives("Sec-WebSocket-Key"))
            .check(FORWARDED, answerFieldArrives("Sec-WebSocket-Accept"))
            .build(),
        passed("origin", "Origin", "https://wspec.example"),
        passed("cookie", "Cookie", "wspec=1; other=2"),
        passed("unknown-field", "X-Wspec-Unknown", "some value"),
        conformanceCase("intermediary/handshake/subprotocol")
            .title("The subprotocols that are offered reach the origin, the chosen one the client")
            .through(
                relay ->
                    relay.open(
                        request -> request.with("Sec-WebSocket-Protocol", "chat, superchat"),
                        (request, ordinary) -> ordinary))
            .check(FORWARDED, requestFieldArrives("Sec-WebSocket-Protocol"))
            .check(FORWARDED, answerFieldArrives("Sec-WebSocket-Protocol"))
            .build(),
        conformanceCase("intermediary/handshake/answer-field")
            .title("A field of the answer that the intermediary does not know reaches the client")
            .through(
                relay ->
                    relay.open(
                        request -> request,
                        (request, ordinary) -> ordinary.adding("X-Wspec-Unknown", "some value")))
            .check(FORWARDED, answerFieldArrives("X-Wspec-Unknown"))
            .build(),
        conformanceCase("intermediary/handshake/nominated-field")
            .title("A field that Connection names is for the next hop only")
            .through(
                relay ->
                    relay.open(
                        request ->
                            request.with("Connection", "Upgrade, " + HOP).adding(HOP, "request"),
                        (request, ordinary) -> ordinary))
            .check("9110-7.6.1-02", stopsAtTheHop(HOP))
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
            .check("9110-3.7-01", messagesArrive())
            .build());
  }

  private static ConformanceCase passed(String what, String field, String value) {
    return conformanceCase("intermediary/handshake/" + what)
        .title("The field " + field + " of the request reaches the origin as it is")
        .through(
            relay ->
                relay.open(request -> request.with(field, value), (request, ordinary) -> ordinary))
        .check(FORWARDED, requestFieldArrives(field))
        .build();
  }
}
