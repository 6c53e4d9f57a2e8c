package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.Segmentation;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScriptTextTest {

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void any_conversation_is_a_text_and_that_text_is_this_conversation(
      @ForAll("scripts") Script script) throws Unreadable {
    String text = ScriptText.of(script);
    Script read = ScriptText.read(text);
    assertThat(read).as(text).isEqualTo(script);
    assertThat(ScriptText.of(read)).isEqualTo(text);
    assertThat(text.chars()).as(text).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void a_text_with_a_slip_is_read_as_it_stands_or_refused(
      @ForAll("scripts") Script script, @ForAll int where, @ForAll char slip) {
    StringBuilder text = new StringBuilder(ScriptText.of(script));
    text.setCharAt(Math.floorMod(where, text.length()), slip);
    try {
      Script read = ScriptText.read(text.toString());
      assertThat(ScriptText.read(ScriptText.of(read))).isEqualTo(read);
    } catch (Unreadable e) {
      assertThat(e).hasMessageStartingWith("line ");
    }
  }

  @Provide
  Arbitrary<Script> scripts() {
    return Combinators.combine(bends().list().ofMaxSize(3), cuts(), steps().list().ofMaxSize(5))
        .as(Script::new);
  }

  private static Arbitrary<Bend> bends() {
    Arbitrary<String> word = Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(12);
    return Combinators.combine(
            Arbitraries.of(Bend.Kind.class), word, word, Arbitraries.of(true, false))
        .as(
            (kind, first, second, request) -> {
              Bend bend =
                  new Bend(kind, kind.words() > 0 ? first : "", kind.words() > 1 ? second : "");
              return request ? bend : bend.ofAnswer();
            });
  }

  private static Arbitrary<Segmentation> cuts() {
    return Arbitraries.oneOf(
        Arbitraries.just(Segmentation.whole()),
        Arbitraries.integers().between(1, 70_000).map(Segmentation::pieces),
        Arbitraries.integers()
            .between(0, 70_000)
            .set()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(offsets -> new Segmentation.CutAt(offsets.stream().sorted().toList())));
  }

  private static Arbitrary<Step> steps() {
    return Arbitraries.oneOf(
        Combinators.combine(cuts(), items().list().ofMaxSize(4)).as(Step.Write::new),
        Arbitraries.of(List.of(new Step.Settle(), new Step.HalfClose(), new Step.Reset())),
        Arbitraries.integers().between(0, Step.Listen.LONGEST).map(Step.Listen::new));
  }

  private static Arbitrary<Item> items() {
    return Arbitraries.oneOf(frames(), octets().map(Item.Loose::new));
  }

  private static Arbitrary<FuzzFrame> frames() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 15),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 7),
            Arbitraries.of(FuzzFrame.Masking.class),
            Arbitraries.integers().injectNull(0.5),
            Arbitraries.of(LengthForm.class).injectNull(0.5),
            Arbitraries.longs().injectNull(0.5),
            octets())
        .as(FuzzFrame::new);
  }

  private static Arbitrary<Octets> octets() {
    return Combinators.combine(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(20),
            Arbitraries.integers().between(1, 5000))
        .as(Octets::new);
  }
}
