package dev.wspec.fuzz;

import dev.wspec.conformance.SubjectRole;
import dev.wspec.protocol.Role;
import java.util.SplittableRandom;

/** The input is choices of the grammar. */
public final class ConversationFuzzer {

  private ConversationFuzzer() {}

  /** What Jazzer calls, by this name. */
  public static void fuzzerTestOneInput(byte[] choices) {
    for (Role self : Role.values()) {
      SubjectRole opponent = SubjectRole.of(self);
      Script script = StimulusGrammar.decode(opponent, choices);
      CodecUnderFuzz.judge(self, Sequence.of(script, self.peer(), new SplittableRandom(1)));
    }
  }
}
