package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.protocol.Role;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class SequenceTest {

  @Property(tries = 300)
  void any_octets_are_a_script_that_sends_them(
      @ForAll @Size(max = 60) byte[] octets, @ForAll Role sender) throws Unreadable {
    Script script = new Sequence(octets, new int[0], false).script(sender);

    Script read = ScriptText.read(script.toString());
    assertThat(Sequence.of(read, sender, new Random(1)).octets()).isEqualTo(octets);
  }

  @Property(tries = 300)
  void what_the_grammar_makes_is_told_frame_by_frame(
      @ForAll @Size(max = 64) byte[] choices, @ForAll Role sender) {
    Sequence made = Sequence.of(StimulusGrammar.decode(choices), sender, new Random(2));

    Sequence again = Sequence.of(made.script(sender), sender, new Random(3));
    assertThat(again.octets()).isEqualTo(made.octets());
    assertThat(again.cuts()).isEqualTo(made.cuts());
    assertThat(again.deflate()).isEqualTo(made.deflate());
  }

  @Property(tries = 100)
  void a_mutation_differs_in_one_place_alone(
      @ForAll @Size(max = 64) byte[] choices, @ForAll long seed) {
    Sequence base =
        Sequence.of(StimulusGrammar.decode(choices), Role.CLIENT, new SplittableRandom(seed));
    if (base.octets().length == 0) {
      return;
    }
    Mutation mutation = new Mutation(base, new SplittableRandom(seed));
    for (int i = 0; i < 20; i++) {
      byte[] octets = mutation.next().octets();
      int same = Math.min(octets.length, base.octets().length);
      int first = java.util.Arrays.mismatch(octets, base.octets());
      int behind = first < 0 ? same : first + 1;
      assertThat(octets.length).isPositive();
      if (octets.length == base.octets().length && behind < same) {
        assertThat(octets).endsWith(java.util.Arrays.copyOfRange(base.octets(), behind, same));
      }
    }
  }
}
