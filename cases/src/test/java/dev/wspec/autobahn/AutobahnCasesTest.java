package dev.wspec.autobahn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutobahnCasesTest {

  @Test
  void allCasesAreThereInTheirOrder() {
    List<AutobahnCase> all = AutobahnCases.all();
    assertThat(all).hasSize(517).extracting(AutobahnCase::id).isSorted().doesNotHaveDuplicates();
    assertThat(all).extracting(AutobahnCase::index).isSorted();
    assertThat(all).allSatisfy(each -> assertThat(each.script()).isNotEmpty());
  }

  /** The beginning of a number is enough for a pattern with a star. */
  @ParameterizedTest
  @CsvSource({"*, 517", "1.*, 16", "5.1*, 11", "6.2*, 60", "9.*.1, 8", "*.1, 273", "1.1.1, 1"})
  void aPatternMatchesAsManyCasesAsInTheOriginal(String pattern, int count) throws Exception {
    assertThat(AutobahnCases.select(List.of(pattern), List.of())).hasSize(count);
  }

  @Test
  void whatIsExcludedIsLeftOut() throws Exception {
    assertThat(AutobahnCases.select(List.of("*"), List.of("9.*", "12.*", "13.*", "", "99.1")))
        .hasSize(247);
  }

  @Test
  void anUnknownNumberIsNamed() {
    assertThatThrownBy(() -> AutobahnCases.select(List.of("1.1.1", "77.7"), List.of()))
        .isInstanceOf(AutobahnCases.UnknownCase.class)
        .hasMessageContaining("77.7");
  }

  @Test
  void anAgentIsMatchedAsAWhole() {
    assertThat(AutobahnCases.matchesWhole("My*", "MyServer/1.0")).isTrue();
    assertThat(AutobahnCases.matchesWhole("My", "MyServer/1.0")).isFalse();
    assertThat(AutobahnCases.matchesWhole("5.1", "5x1")).isFalse();
  }

  @Test
  void aFullLastFragmentIsFollowedByAnEmptyOne() {
    Step.Fragmented cut =
        (Step.Fragmented) AutobahnCases.find("9.3.1").orElseThrow().script().get(0);
    assertThat(cut.frames()).hasSize(65537);
    assertThat(cut.frames().get(65536).payloadLength()).isZero();
  }
}
