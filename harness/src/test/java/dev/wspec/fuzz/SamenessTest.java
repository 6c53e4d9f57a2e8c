package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.judge.CaseJudge;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SamenessTest {

  /** What stands behind it is taken for its payload, masking keys too. */
  @ParameterizedTest
  @EnumSource
  void behind_a_length_that_lies_nothing_is_the_same(Variation variation) throws Exception {
    Script script =
        ScriptText.read(
            """
            wspec conversation 1
            write
              binary declares=28 x00ff80c1
              text x6bc3b66c736368
              text "hello"
            """);
    Attacked.by(
        Behaviour.CONFORMING,
        (opponent, watchdog) -> {
          CaseJudge judge = new CaseJudge(Requirements.load(), false);
          Player player = new Player(opponent, Duration.ofSeconds(2), watchdog, judge);
          Outcome outcome = new Sameness(player).in(variation).ask(script, 1);
          assertThat(outcome.isBad()).as(outcome.signature()).isFalse();
        });
  }
}
