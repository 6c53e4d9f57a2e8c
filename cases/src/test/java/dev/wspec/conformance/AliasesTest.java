package dev.wspec.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.autobahn.AutobahnCases;
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

  /** Groups 9, 12 and 13 are about volume. */
  @Test
  void everyCaseOfAutobahnButThoseOfVolumeHasACounterpart() {
    Set<String> others =
        AutobahnCases.all().stream()
            .filter(each -> !Set.of(9, 12, 13).contains(each.id().group()))
            .map(each -> each.id().text())
            .collect(Collectors.toSet());
    assertThat(others).hasSize(247);
    assertThat(Aliases.autobahn().keySet()).containsExactlyInAnyOrderElementsOf(others);
  }
}
