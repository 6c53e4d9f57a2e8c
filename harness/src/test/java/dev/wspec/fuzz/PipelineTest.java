package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.behaviour.Liberty;
import dev.wspec.conformance.ScannedFrame;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static Optional<Script> suspects(Behaviour behaviour) throws Exception {
    AtomicReference<Optional<Script>> suspects = new AtomicReference<>(Optional.empty());
    Attacked.by(
        behaviour,
        (opponent, watchdog) ->
            suspects.set(new Pipeline(opponent, PATIENCE, watchdog).play(12, 1, () -> false)));
    return Objects.requireNonNull(suspects.get());
  }

  @Test
  void what_a_sound_server_answers_is_not_suspect() throws Exception {
    assertThat(suspects(Behaviour.CONFORMING)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"EMPTY_FRAGMENTS_AROUND", "LAST_PING_ANSWERED", "PING_WITHIN_ECHO"})
  void nor_is_what_the_RFCs_leave_free(Liberty liberty) throws Exception {
    assertThat(suspects(liberty.behaviour())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"MIDDLE_FRAGMENTS_LOST", "REPLIES_MASKED"})
  void what_a_wrong_server_answers_is(Defect defect) throws Exception {
    assertThat(suspects(defect.behaviour()).map(Script::frames))
        .hasValueSatisfying(frames -> assertThat(frames).hasSizeGreaterThan(100));
  }

  @Test
  void a_batch_is_sound_and_its_last_ping_is_answered_for_all() {
    SplittableRandom random = new SplittableRandom(1);
    Batch batch = Batch.of(new Repertoire(random), random);
    Script script = Pipeline.script(List.of(batch));
    assertThat(script.frames()).hasSize(batch.frames()).allMatch(FuzzFrame::isPlain);
    FuzzFrame last = script.frames().get(batch.frames() - 1);
    assertThat(last.opcode()).isEqualTo(ScannedFrame.PING);
    assertThat(batch.octets()).hasSizeBetween(Batch.SIZE, Batch.SIZE + 4 * Repertoire.SMALL);

    Answers answers = new Answers(false);
    answers.await(batch);
    byte[] pong =
        HexFormat.of().parseHex("8a08" + HexFormat.of().formatHex(last.payload().bytes()));
    assertThat(answers.take(pong, 5)).isTrue();
    assertThat(answers.awaited()).hasSize(1);
    assertThat(answers.take(Arrays.copyOfRange(pong, 5, 10), 5)).isTrue();
    assertThat(answers.awaited()).isEmpty();
  }

  @Test
  void pings_are_answered_and_unsound_answers_are_not_taken() {
    Answers answers = new Answers(true);
    assertThat(answers.take(HexFormat.of().parseHex("890161"), 3)).isTrue();
    assertThat(answers.owed()).isEqualTo(HexFormat.of().parseHex("8a810000000061"));
    assertThat(answers.owed()).isEmpty();
    // Masked, a continuation of nothing, RSV1, a Close, a Ping in fragments, a length of 64 bits.
    for (String unsound : List.of("8181", "8000", "c100", "880203e8", "0900", "817f")) {
      byte[] octets = HexFormat.of().parseHex(unsound);
      assertThat(new Answers(true).take(octets, octets.length)).as(unsound).isFalse();
    }
  }
}
