package dev.wspec.run;

import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Effort;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Judged;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeLimitsTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static Played played(How how, long... received) {
    List<Event> events =
        Stream.concat(
                Stream.concat(
                    Stream.of(new Event.Note(0, 0, "begun")),
                    Arrays.stream(received)
                        .mapToObj(
                            at ->
                                new Event.ReceivedMessage(
                                    at,
                                    0,
                                    new Message(
                                        1, Payload.whole(new byte[1]), 1, false, -1, null)))),
                Stream.of(new Event.Ended(1000, 0, how)))
            .map(Event.class::cast)
            .toList();
    return Played.of(
        new CaseOutcome(
            conformanceCase("text/x")
                .title("A case")
                .check("6455-5.2-03", Judge.of("anything", t -> Opinion.held("something")))
                .build(),
            new Judged(Verdict.FAIL, List.of(), null),
            new Transcript(SubjectRole.SERVER, Set.of(), events),
            Duration.ZERO,
            false));
  }

  @Test
  void isShortWithASubjectThatLetsManyCasesWait() {
    TimeLimits limits = new TimeLimits(TIMEOUT);
    for (int i = 0; i < 15; i++) {
      limits.played(played(How.DEADLINE));
    }
    assertThat(limits.first(Effort.USUAL)).isEqualTo(TIMEOUT);
    assertThat(limits.spent()).isEmpty();
    limits.played(played(How.DEADLINE));
    assertThat(limits.first(Effort.USUAL)).isEqualTo(Duration.ofSeconds(1));
    assertThat(limits.spent()).get().asString().contains("16 cases").contains("1000 ms");
  }

  @Test
  void beginsAnewWhereFailuresArePlayedAgain() {
    TimeLimits limits = new TimeLimits(TIMEOUT);
    Played silent = played(How.DEADLINE);
    for (int i = 0; i < 16; i++) {
      limits.played(silent);
      assertThat(limits.again(silent)).isEqualTo(TIMEOUT);
    }
    for (int i = 0; i < 16; i++) {
      limits.confirmed(silent);
    }
    assertThat(limits.again(silent)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void givesACaseThatWasGettingOnMoreTimeToEnd() {
    TimeLimits limits = new TimeLimits(TIMEOUT);
    assertThat(limits.again(played(How.DEADLINE, 100, 900))).isEqualTo(TIMEOUT.multipliedBy(4));
    assertThat(limits.again(played(How.DEADLINE, 100, 700))).isEqualTo(TIMEOUT);
    assertThat(limits.again(played(How.EOF, 900))).isEqualTo(TIMEOUT);
  }
}
