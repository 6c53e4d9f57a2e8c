package dev.wspec.fuzz;

import dev.wspec.parser.ReferenceParser;
import dev.wspec.protocol.Role;

/** Our codec against the model. */
final class CodecUnderFuzz {

  private CodecUnderFuzz() {}

  static void judge(Role self, Sequence sequence) {
    if (sequence.octets().length == 0) {
      return;
    }
    try (ParserJudge judge = new ParserJudge(new ReferenceParser(), self)) {
      String wrong = judge.judge(sequence);
      if (wrong != null) {
        throw new AssertionError(wrong + " in\n" + sequence.script(self.peer()));
      }
    }
  }
}
