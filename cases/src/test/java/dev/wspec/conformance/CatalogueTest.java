package dev.wspec.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Judge NONE = Judge.of("anything", t -> Opinion.held("x"));

  private static ConformanceCase named(String id) {
    return ConformanceCase.conformanceCase(id).title("A case").check("6455-5.1-01", NONE).build();
  }

  @Test
  void casesAreInOrderOfTheirIds() {
    Catalogue catalogue = Catalogue.of(Stream.of(named("b/c"), named("a/d")));
    assertThat(catalogue.all()).map(c -> c.id().value()).containsExactly("a/d", "b/c");
    assertThat(catalogue.find(new CaseId("a/d"))).isPresent();
    assertThat(catalogue.find(new CaseId("a/e"))).isEmpty();
  }

  @Test
  void anIdIsGivenOnce() {
    assertThatThrownBy(() -> Catalogue.of(Stream.of(named("a/d"), named("a/d"))))
        .hasMessageContaining("a/d");
  }

  @Test
  void everyCheckCitesARequirementThatBindsOneOfItsSubjects() {
    Requirements requirements = Requirements.load();
    for (ConformanceCase each : Catalogue.load().all()) {
      for (Check check : each.checks()) {
        Set<SubjectRole> binds = new HashSet<>(requirements.get(check.requirement()).binds());
        assertThat(Collections.disjoint(binds, each.subjects()))
            .as("%s cites %s", each, check.requirement())
            .isFalse();
      }
    }
  }
}
