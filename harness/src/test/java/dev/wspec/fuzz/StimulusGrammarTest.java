package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StimulusGrammarTest {

  private static final int SAMPLES = 2_000;

  private static byte[] bytes(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(64)];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void every_byte_string_is_a_conversation_and_its_text_loses_nothing() throws Unreadable {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < SAMPLES; i++) {
      Script script = StimulusGrammar.decode(bytes(random));
      String text = ScriptText.of(script);
      assertThat(ScriptText.read(text)).as(text).isEqualTo(script);
      assertThat(ScriptText.of(ScriptText.read(text))).isEqualTo(text);
    }
  }

  @Test
  void the_grammar_reaches_every_opcode_and_every_bend() {
    SplittableRandom random = new SplittableRandom(2);
    Set<Integer> opcodes = new HashSet<>();
    Set<Bend> bends = new HashSet<>();
    for (int i = 0; i < SAMPLES; i++) {
      Script script = StimulusGrammar.decode(bytes(random));
      script.frames().forEach(frame -> opcodes.add(frame.opcode()));
      bends.addAll(script.bends());
    }
    assertThat(opcodes).hasSize(16);
    assertThat(bends).containsAll(RequestBends.ALL.stream().map(RequestBends.Known::bend).toList());
  }

  @Test
  void an_unreadable_file_says_where_and_why() {
    assertThatThrownBy(() -> ScriptText.read("hello"))
        .hasMessage("line 1: a conversation begins with 'wspec conversation 1'");
    assertThatThrownBy(() -> ScriptText.read("wspec conversation 1\nwrite\n  text rsv=9 \"a\""))
        .hasMessage("line 3: '9' is no number from 0 to 7");
    assertThatThrownBy(() -> ScriptText.read("wspec conversation 1\ntext \"a\""))
        .hasMessage("line 2: frames and octets stand below a line 'write'");
    assertThatThrownBy(() -> ScriptText.read("wspec conversation 1\nwrite\n  text \"a"))
        .hasMessage("line 3: a quotation mark is missing");
  }
}
