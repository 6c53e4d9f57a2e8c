package dev.wspec.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.autobahn.AutobahnCases;
import dev.wspec.autobahn.Volume;
import dev.wspec.cases.volume.VolumeCases;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AliasesTest {

  @Test
  void everyAliasNamesACase() {
    Set<String> ids =
        Catalogue.load().all().stream().map(c -> c.id().value()).collect(Collectors.toSet());
    Aliases.autobahn()
        .forEach((autobahn, cases) -> assertThat(ids).as(autobahn).containsAll(cases));
  }

  @Test
  void everyCaseOfAutobahnHasACounterpart() {
    List<String> ids = AutobahnCases.all().stream().map(each -> each.id().text()).toList();
    assertThat(ids).hasSize(517);
    assertThat(Aliases.autobahn().keySet()).containsExactlyElementsOf(ids);
  }

  @Test
  void theCasesOfVolumeAreTheCounterpartsOfTheOnesTheyAreMadeFrom() {
    new VolumeCases()
        .byNumber()
        .forEach(
            (number, counterpart) ->
                assertThat(Aliases.autobahn().get(number))
                    .containsExactly(counterpart.id().value()));
  }

  /** A run of more messages has the same questions. */
  @Test
  void theVolumeChangesNoIds() {
    List<CaseId> quick = new VolumeCases().cases().map(ConformanceCase::id).toList();
    assertThat(new VolumeCases(Volume.AUTOBAHN).cases().map(ConformanceCase::id).toList())
        .isEqualTo(quick);
    assertThat(Catalogue.load().optIn())
        .extracting(ConformanceCase::id)
        .filteredOn(id -> id.area().equals("volume"))
        .containsExactlyInAnyOrderElementsOf(quick);
  }
}
