package dev.wspec.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No mistake of a real implementation is left out in silence. */
class WildDefectsTest {

  private static final WildDefects WILD = WildDefects.load();
  private static final Collection<ConformanceCase> CASES = Catalogue.load().all();

  @Test
  void eachIsToldOnceAndInWords() {
    assertThat(WILD.all()).extracting(WildDefect::id).doesNotHaveDuplicates().isNotEmpty();
    for (WildDefect wild : WILD.all()) {
      assertThat(List.of(wild.defect(), wild.stimulus(), wild.expected()))
          .as(wild.id())
          .noneMatch(String::isBlank);
    }
  }

  @Test
  void eachHasCasesOrAReasonForEveryKindOfSubjectThatCanMakeIt() {
    for (WildDefect wild : WILD.all()) {
      assertThat(wild.met().keySet()).as(wild.id()).isEqualTo(wild.roles());
      wild.met()
          .forEach(
              (role, met) ->
                  assertThat(met.patterns().isEmpty() && met.reason().isEmpty())
                      .as("%s of a %s has neither a case nor a reason", wild.id(), role)
                      .isFalse());
    }
  }

  @Test
  void eachPatternMeansACaseThatIsAskedOfThatKindOfSubject() {
    List<String> lost = new ArrayList<>();
    for (WildDefect wild : WILD.all()) {
      wild.met()
          .forEach(
              (role, met) ->
                  met.patterns().stream()
                      .filter(pattern -> !meansACase(pattern, role))
                      .forEach(pattern -> lost.add(wild.id() + " " + role + ": " + pattern)));
    }
    assertThat(lost).isEmpty();
  }

  @Test
  void aPatternMeansTheCaseWithAllItsAxesButNoOtherThatBeginsAlike() {
    assertThat(WildDefectCases.means("control/ping", "control/ping~size=0")).isTrue();
    assertThat(WildDefectCases.means("control/ping", "control/ping")).isTrue();
    assertThat(WildDefectCases.means("control/ping", "control/pings")).isFalse();
    assertThat(WildDefectCases.means("control/**", "control/pings~size=2")).isTrue();
    assertThat(WildDefectCases.means("text/valid/**", "text/valid-not/octets")).isFalse();
  }

  private static boolean meansACase(String pattern, SubjectRole role) {
    return CASES.stream()
        .filter(each -> each.subjects().contains(role))
        .anyMatch(each -> WildDefectCases.means(pattern, each.id().value()));
  }
}
