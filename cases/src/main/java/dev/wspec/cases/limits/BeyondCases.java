package dev.wspec.cases.limits;

import static dev.wspec.cases.limits.LimitJudges.takesOrRefuses;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.continuation;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Effort;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.SubjectRole;
import java.util.stream.Stream;

/**
 * Messages larger than most servers take, sent to their end or until they are refused (RFC 6455
 * §7.4.1, §10.4).
 */
final class BeyondCases {
  private static final int MIB = 1 << 20;

  private BeyondCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
        beyond(
            "message~size=" + 17 * MIB,
            "A message of 17 MiB",
            wire -> {
              wire.open();
              wire.exchange(binary(new byte[17 * MIB]));
              wire.close();
            }),
        beyond(
            "fragmented-message~size=" + 40 * MIB + "~fragment=" + MIB,
            "A message of 40 MiB in fragments of one",
            wire -> {
              wire.open();
              byte[] fragment = new byte[MIB];
              wire.send(binary(fragment).notFinal());
              for (int i = 2; i < 40; i++) {
                wire.send(continuation(fragment).notFinal());
                wire.takeIn();
              }
              wire.exchange(continuation(fragment));
              wire.close();
            }));
  }

  private static ConformanceCase beyond(String id, String what, Stimulus stimulus) {
    return conformanceCase("limits/" + id)
        .title(what + " is taken, or refused as too big")
        .subject(SubjectRole.SERVER)
        .effort(Effort.HUGE)
        .stimulus(stimulus)
        .check("6455-10.4-01", takesOrRefuses())
        .build();
  }
}
