package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.parser.ReferenceParser;
import dev.wspec.protocol.Role;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;

/**
 * Our codec against the model, with inputs that coverage steers. Without JAZZER_FUZZ in the
 * environment it replays the seed corpus; docs/fuzzing.md says how to fuzz.
 */
@Tag("slow")
class ParserFuzzTest {

  /** The input is choices of the grammar. */
  @FuzzTest
  void a_conversation(byte[] choices) {
    for (Role self : Role.values()) {
      SubjectRole opponent = self == Role.SERVER ? SubjectRole.SERVER : SubjectRole.CLIENT;
      judge(
          self,
          Sequence.of(
              StimulusGrammar.decode(opponent, choices), self.peer(), new SplittableRandom(1)));
    }
  }

  /** The input is what a parser is fed: the first octet says how, the rest is octets. */
  @FuzzTest
  void octets(byte[] input) {
    if (input.length < 2) {
      return;
    }
    byte[] octets = Arrays.copyOfRange(input, 1, input.length);
    Role self = (input[0] & 1) == 0 ? Role.SERVER : Role.CLIENT;
    int at = 1 + (input[0] >> 2 & 0x3F);
    int[] cuts = at < octets.length ? new int[] {at} : new int[0];
    judge(self, new Sequence(octets, cuts, (input[0] & 2) != 0));
  }

  private static void judge(Role self, Sequence sequence) {
    if (sequence.octets().length == 0) {
      return;
    }
    try (ParserJudge judge = new ParserJudge(new ReferenceParser(), self)) {
      assertThat(judge.judge(sequence)).as(sequence.script(self.peer()).toString()).isNull();
    }
  }
}
