package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no finding because the RFCs leave it open. */
class LatitudeTest {

  private static Verdict verdict(Behaviour behaviour, String conversation) throws Exception {
    AtomicReference<Verdict> verdict = new AtomicReference<>(Verdict.ERROR);
    Attacked.with(behaviour, campaign -> verdict.set(campaign.replay(conversation, 1).verdict()));
    return Objects.requireNonNull(verdict.get());
  }

  @Test
  void a_close_is_owed_an_answer_unless_a_reset_may_have_destroyed_it() throws Exception {
    Behaviour mute = Defect.CLOSE_NOT_ANSWERED.behaviour();
    String close = "wspec conversation 1\nwrite\n  close \"\"\n";
    assertThat(verdict(mute, close)).isEqualTo(Verdict.FAIL);
    assertThat(verdict(mute, close + "  binary declares=35 \"\"\n")).isNotEqualTo(Verdict.FAIL);
  }

  @ParameterizedTest
  @CsvSource({"f248cdc9c90700, true", "f348cdc9c9070000, false", "f348cdc9c90700, false"})
  void what_comes_behind_a_final_block_is_not_compared(String hello, boolean compared)
      throws Exception {
    Script script =
        ScriptText.read(
            "wspec conversation 1\n"
                + "request with \"Sec-WebSocket-Extensions\" \"permessage-deflate\"\n"
                + "write\n  binary rsv=4 x%s\n  text xf4\n".formatted(hello));
    AtomicReference<Outcome> outcome = new AtomicReference<>();
    Attacked.by(
        Behaviour.CONFORMING,
        (opponent, watchdog) ->
            outcome.set(
                new Player(
                        opponent,
                        Duration.ofSeconds(5),
                        watchdog,
                        new CaseJudge(Requirements.load(), false))
                    .play(script, 1)));
    assertThat(Sameness.isSettled(Objects.requireNonNull(outcome.get()))).isEqualTo(compared);
  }
}
