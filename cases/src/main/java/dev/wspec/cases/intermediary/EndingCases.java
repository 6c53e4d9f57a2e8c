package dev.wspec.cases.intermediary;

import static dev.wspec.cases.intermediary.TunnelJudges.controlFramesArrive;
import static dev.wspec.cases.intermediary.TunnelJudges.endIsPassedOn;
import static dev.wspec.cases.intermediary.TunnelJudges.lastWordsArrive;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Effort;
import dev.wspec.conformance.RawFrame;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How a tunnel ends (RFC 9110 §9.3.6, RFC 6455 §5.5.1). */
final class EndingCases {
  private EndingCases() {}

  private static final String LAST_WORDS = "9110-9.3.6-01";
  private static final String BOTH_END = "9110-9.3.6-02";
  private static final int LONGEST_REASON = 123;

  static Stream<ConformanceCase> all() {
    return Stream.concat(
        Stream.of(From.values())
            .flatMap(
                from ->
                    Stream.of(
                            IntStream.of(1000, 1001, 1008, 1011, 1012, 3000, 4999)
                                .mapToObj(
                                    code ->
                                        closing(from, "~code=" + code, close(code, "the reason"))),
                            Stream.of(
                                closing(from, "~code=none", close()),
                                closing(
                                    from,
                                    "~code=1000~reason=longest",
                                    close(1000, "r".repeat(LONGEST_REASON))),
                                halfClose(from),
                                reset(from),
                                closedThenEnded(from)))
                        .flatMap(cases -> cases)),
        Stream.of(idle()));
  }

  private static ConformanceCase closing(From from, String axes, RawFrame frame) {
    return conformanceCase("intermediary/tunnel/close" + from.axis() + axes)
        .title("A Close from " + from.words() + " arrives with its code and reason")
        .through(
            relay -> {
              relay.open();
              from.speaker(relay).send(frame);
              from.hearer(relay).awaitClose();
              from.hearer(relay).send(frame);
              from.speaker(relay).awaitClose();
            })
        .check("6455-5.4-15", controlFramesArrive())
        .build();
  }

  private static ConformanceCase halfClose(From from) {
    return conformanceCase("intermediary/tunnel/half-close" + from.axis())
        .title("A FIN from " + from.words() + " ends the tunnel once what was sent has arrived")
        .through(
            relay -> {
              relay.open();
              from.speaker(relay).send(text("the last words"));
              from.speaker(relay).halfClose();
              from.hearer(relay).awaitMessages(1);
              from.hearer(relay).send(text("the answer"));
              from.speaker(relay).awaitMessages(1);
              from.hearer(relay).awaitClose();
            })
        .check(LAST_WORDS, lastWordsArrive(from.isClient()))
        .check(BOTH_END, endIsPassedOn(from.isClient()))
        .build();
  }

  private static ConformanceCase reset(From from) {
    return conformanceCase("intermediary/tunnel/reset" + from.axis())
        .title("A crash of " + from.words() + " ends the other connection")
        .through(
            relay -> {
              relay.open();
              from.speaker(relay).send(text("all is well"));
              from.hearer(relay).awaitMessages(1);
              from.speaker(relay).reset();
              from.hearer(relay).awaitClose();
            })
        .check(BOTH_END, endIsPassedOn(from.isClient()))
        .build();
  }

  private static ConformanceCase closedThenEnded(From from) {
    return conformanceCase("intermediary/tunnel/closed" + from.axis())
        .title("After the closing handshake both connections end")
        .through(
            relay -> {
              relay.open();
              from.speaker(relay).send(close(1000));
              from.hearer(relay).awaitClose();
              from.hearer(relay).send(close(1000));
              from.speaker(relay).awaitClose();
              relay.origin().halfClose();
              relay.client().awaitEnd();
            })
        .check(BOTH_END, endIsPassedOn(false))
        .build();
  }

  /** Nothing is wrong with an end after a while; when it comes is a fact. */
  private static ConformanceCase idle() {
    return conformanceCase("intermediary/tunnel/idle")
        .title("A tunnel through which nothing passes stays open, or both connections end")
        .effort(Effort.MUCH)
        .through(
            relay -> {
              relay.open();
              relay.client().awaitClose();
              relay.origin().takeIn();
            })
        .check(BOTH_END, TunnelJudges.bothEndOrNone())
        .build();
  }
}
