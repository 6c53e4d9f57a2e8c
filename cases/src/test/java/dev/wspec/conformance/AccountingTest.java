package dev.wspec.conformance;

import static dev.wspec.conformance.Disposition.Kind.TESTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.judge.WireInvariants;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No requirement is left out in silence. */
class AccountingTest {

  private static final Requirements REQUIREMENTS = Requirements.load();
  private static final Dispositions DISPOSITIONS = Dispositions.load();

  @Test
  void everyRequirementHasADispositionForEachRoleThatItBinds() {
    for (Requirement requirement : REQUIREMENTS.all()) {
      for (SubjectRole role : rolesOf(requirement)) {
        assertThat(DISPOSITIONS.of(requirement.id(), role))
            .as("%s for a %s", requirement.id(), role)
            .isPresent();
      }
    }
  }

  @Test
  void whatIsNotTestedSaysWhy() {
    for (Requirement requirement : REQUIREMENTS.all()) {
      for (SubjectRole role : rolesOf(requirement)) {
        Disposition disposition = DISPOSITIONS.of(requirement.id(), role).orElseThrow();
        assertThat(disposition.detail().isEmpty())
            .as("%s for a %s: %s", requirement.id(), role, disposition)
            .isEqualTo(disposition.kind() == TESTED);
      }
    }
  }

  @Test
  void whatIsImpliedOrSupersededNamesARequirementThatIsTested() {
    for (Requirement requirement : REQUIREMENTS.all()) {
      for (SubjectRole role : requirement.binds()) {
        Disposition disposition = DISPOSITIONS.of(requirement.id(), role).orElseThrow();
        if (disposition.kind().refers()) {
          Requirement other = REQUIREMENTS.get(disposition.detail());
          assertThat(other.binds())
              .as("%s refers to %s", requirement.id(), other.id())
              .contains(role);
          assertThat(DISPOSITIONS.of(other.id(), role).map(Disposition::kind))
              .as("%s refers to %s", requirement.id(), other.id())
              .contains(TESTED);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTestedRequirementIsAskedFor(SubjectRole role) throws Exception {
    Set<String> missing = new TreeSet<>(tested(role));
    missing.removeAll(cited(role));
    assertThat(missing).isSubsetOf(role == SubjectRole.CLIENT ? notYetAskedOfClients() : List.of());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsAskedForCountsAsTested(SubjectRole role) {
    Set<String> untold = new TreeSet<>(cited(role));
    untold.removeIf(id -> !REQUIREMENTS.get(id).binds().contains(role));
    untold.removeAll(tested(role));
    assertThat(untold).isEmpty();
  }

  private static Collection<SubjectRole> rolesOf(Requirement requirement) {
    return requirement.binds().isEmpty() ? EnumSet.allOf(SubjectRole.class) : requirement.binds();
  }

  private static Set<String> tested(SubjectRole role) {
    Set<String> tested = new TreeSet<>();
    for (Requirement requirement : REQUIREMENTS.all()) {
      if (requirement.binds().contains(role)
          && DISPOSITIONS.of(requirement.id(), role).orElseThrow().kind() == TESTED) {
        tested.add(requirement.id());
      }
    }
    return tested;
  }

  private static Set<String> cited(SubjectRole role) {
    Set<String> cited = new TreeSet<>();
    for (ConformanceCase each : Catalogue.load().all()) {
      if (each.subjects().contains(role)) {
        each.checks().forEach(check -> cited.add(check.requirement()));
      }
    }
    WireInvariants.checks().forEach(check -> cited.add(check.requirement()));
    return cited;
  }

  /** Requirements that wait for their cases: the list may only get shorter. */
  private static List<String> notYetAskedOfClients() throws Exception {
    try (InputStream in =
        Objects.requireNonNull(
            AccountingTest.class.getResourceAsStream("not-yet-asked-client.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
