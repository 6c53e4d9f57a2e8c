package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Effort;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.Requirements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SelectionTest {

  private static final Judge ANY = Judge.of("anything", t -> Opinion.held("something"));

  private final Selection selection =
      new Selection(
          List.of(
              kase("closing/code/valid~code=1000", "6455-7.4.1-01"),
              kase("closing/reason", "6455-5.5.1-03"),
              kase("framing/length/echo~size=126", "6455-5.2-17"),
              ConformanceCase.conformanceCase("volume/echo~size=65536")
                  .title("A case")
                  .effort(Effort.MUCH)
                  .check("6455-5.2-17", ANY)
                  .build(),
              ConformanceCase.conformanceCase("volume/echo~size=9")
                  .title("A case")
                  .effort(Effort.MUCH)
                  .check("6455-5.2-17", ANY)
                  .build()),
          Requirements.load(),
          Map.of(
              "7.7.1",
              Set.of("closing/code/valid~code=1000"),
              "9.1.1",
              Set.of("volume/echo~size=65536")));

  private static ConformanceCase kase(String id, String requirement) {
    return ConformanceCase.conformanceCase(id).title("A case").check(requirement, ANY).build();
  }

  private List<String> select(String... patterns) throws Selection.UnmatchedPattern {
    return selection.of(List.of(patterns), List.of()).stream().map(c -> c.id().value()).toList();
  }

  @Test
  void withoutPatternsEverythingRuns() throws Exception {
    assertThat(select()).hasSize(3);
  }

  @Test
  void whatTakesMuchRunsWhenItIsNamedOrTheProfileIsFull() throws Exception {
    assertThat(select("6455-5.2-17")).containsExactly("framing/length/echo~size=126");
    assertThat(select("must", "**")).hasSize(3);
    assertThat(select("volume")).hasSize(2);
    assertThat(select("volume/**")).hasSize(2);
    assertThat(select("volume/echo~size=9")).containsExactly("volume/echo~size=9");
    assertThat(select("autobahn:9.*")).containsExactly("volume/echo~size=65536");
    assertThat(selection.of(List.of(), List.of(), Profile.FULL)).hasSize(5);
  }

  @Test
  void theQuickProfileHasOneCaseOfEachFamily() throws Exception {
    assertThat(selection.of(List.of("volume"), List.of(), Profile.QUICK)).hasSize(1);
    assertThat(selection.of(List.of("volume/echo~size=9"), List.of(), Profile.QUICK))
        .extracting(c -> c.id().value())
        .containsExactly("volume/echo~size=9");
    assertThat(selection.of(List.of(), List.of(), Profile.QUICK)).hasSize(3);
  }

  @Test
  void globsAreasAndIdsWithoutTheirAxesMatch() throws Exception {
    assertThat(select("closing/*")).containsExactly("closing/reason");
    assertThat(select("closing/**")).hasSize(2);
    assertThat(select("framing")).containsExactly("framing/length/echo~size=126");
    assertThat(select("framing/length/echo")).containsExactly("framing/length/echo~size=126");
  }

  @Test
  void requirementsSectionsAndAutobahnIdsMatch() throws Exception {
    assertThat(select("6455-5.2-17")).containsExactly("framing/length/echo~size=126");
    assertThat(select("6455-5.*")).hasSize(2);
    assertThat(select("§5.5")).containsExactly("closing/reason");
    assertThat(select("rfc6455#7")).containsExactly("closing/code/valid~code=1000");
    assertThat(select("autobahn:7.*")).containsExactly("closing/code/valid~code=1000");
  }

  @Test
  void exclusionsWinOverSelections() throws Exception {
    assertThat(selection.of(List.of("closing"), List.of("closing/reason"))).hasSize(1);
  }

  @Test
  void aPatternThatMatchesNothingIsAnError() {
    assertThatThrownBy(() -> select("clozing"))
        .isInstanceOf(Selection.UnmatchedPattern.class)
        .hasMessageContaining("clozing matches no case");
  }

  @Test
  void filesHoldOnePatternALineAndComments(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(folder.resolve("some"), "# what matters\nframing # and no more\n\n");
    assertThat(select("@" + file)).containsExactly("framing/length/echo~size=126");
    assertThatThrownBy(() -> select("@nowhere")).hasMessageContaining("cannot be read");
  }
}
