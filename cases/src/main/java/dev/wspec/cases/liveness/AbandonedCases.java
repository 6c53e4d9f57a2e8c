package dev.wspec.cases.liveness;

import static dev.wspec.cases.handshake.HandshakeJudges.stillServes;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.onConnection;

import dev.wspec.cases.Stories;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Wire;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Clients that begin and do not go on: those that do have to be served all the same. */
final class AbandonedCases {
  private static final int MANY = 40;

  private AbandonedCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
        // Without line ends it is a request line that goes on and on.
        abandoned("request-line", "amid their request lines", request -> request.lineEnd("")),
        abandoned("answer", "without a look at the answer", UnaryOperator.identity()));
  }

  private static ConformanceCase abandoned(
      String variant, String where, UnaryOperator<RawRequest> request) {
    return conformanceCase("liveness/abandoned/" + variant + "~count=" + MANY)
        .title("While %d clients have stopped %s others are served".formatted(MANY, where))
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              Stories.settle(wire);
              Wire newcomer = wire.another();
              for (int i = 0; i < MANY; i++) {
                wire.another().ask(request);
              }
              newcomer.open();
              newcomer.exchange(text("I am new here"));
              newcomer.close();
              wire.exchange(text("I was here before"));
              wire.close();
            })
        .check("6455-4.2.2-01", stillServes())
        .check("6455-4.2.2-27", onConnection(1, echoesEveryMessage()))
        .check("6455-6.1-09", echoesEveryMessage())
        .build();
  }
}
