package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wspec.conformance.SubjectRole;
import dev.wspec.parser.ParserUnderTest;
import dev.wspec.protocol.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @ParameterizedTest
  @EnumSource(names = {"SERVER", "CLIENT"})
  void what_is_bent_once_is_sound_but_for_one_thing(SubjectRole opponent) {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < SAMPLES; i++) {
      byte[] input = bytes(random);
      if (input.length == 0) {
        continue;
      }
      StimulusGrammar.choose(true, input);
      StimulusGrammar.BentOnce once = StimulusGrammar.bentOnce(opponent, input).orElseThrow();
      Script sound = once.sound();
      Script bent = once.bent();
      assertThat(StimulusGrammar.decode(opponent, input)).isEqualTo(bent);
      assertThat(isSound(sound, opponent)).as(sound.toString()).isTrue();
      boolean handshake = !bent.bends().equals(sound.bends());
      assertThat(handshake ? bent.bends() : List.of()).hasSizeLessThanOrEqualTo(1);
      assertThat(differences(sound.items(), bent.items()))
          .as(sound + "\n" + bent)
          .isEqualTo(handshake ? 0 : 1);
    }
  }

  private static boolean isSound(Script script, SubjectRole opponent) {
    Role self = opponent == SubjectRole.SERVER ? Role.SERVER : Role.CLIENT;
    Sequence sequence = Sequence.of(script, self.peer(), new SplittableRandom(4));
    try (Model model = new Model(self, ParserUnderTest.Unit.MESSAGE)) {
      model.read(sequence.octets(), sequence.octets().length, sequence.deflate());
      return model.end() == Model.End.OPEN;
    }
  }

  /** Items that are other ones, or that were added. */
  private static int differences(List<Item> sound, List<Item> bent) {
    int front = 0;
    while (front < sound.size() && sound.get(front).equals(bent.get(front))) {
      front++;
    }
    int back = 0;
    while (back < sound.size() - front
        && sound.get(sound.size() - 1 - back).equals(bent.get(bent.size() - 1 - back))) {
      back++;
    }
    return bent.size() - front - back;
  }

  @Test
  void every_other_input_is_bent_once_whatever_the_corpus_holds() {
    SplittableRandom random = new SplittableRandom(5);
    Corpus corpus = new Corpus(null);
    for (int i = 0; i < SAMPLES; i++) {
      byte[] input = corpus.next(random, i % 2 == 0);
      assertThat(StimulusGrammar.bentOnce(SubjectRole.SERVER, input).isPresent())
          .isEqualTo(i % 2 == 0);
      corpus.consider(input, Integer.toString(random.nextInt(SAMPLES)));
    }
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
