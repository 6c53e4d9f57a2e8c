package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Requirements;
import org.junit.jupiter.api.Test;

class SectionTableTest {

  @Test
  void everyPlaceThatARequirementIsFromHasATitle() {
    assertThat(Requirements.load().all())
        .allSatisfy(r -> assertThat(SectionTable.TITLES.of(r.rfc(), r.section())).isNotEmpty());
  }

  @Test
  void whatIsNoRfcIsCitedAndLinkedToo() {
    assertThat(HtmlCase.where("RFC6455", "5.2")).isEqualTo("RFC 6455 §5.2");
    assertThat(HtmlCase.where("iana-close-codes", "1002")).isEqualTo("IANA close codes, 1002");
    assertThat(HtmlCase.where("whatwg-websockets", "")).isEqualTo("WebSockets Standard");
    assertThat(HtmlCase.link("iana-close-codes", "1002")).startsWith("https://www.iana.org/");
    assertThat(HtmlCase.link("somebody's", "1")).isEmpty();
  }
}
