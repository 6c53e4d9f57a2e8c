package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainedVerdictsTest {

  @ParameterizedTest
  @CsvSource({
    "3.1, false", "3.2, true", "3.4, true", "3.5, false", "7.9.3, true", "7.9.4, false",
    "7.9.9, true", "7.9.10, false", "1004, false", "9.8.6, true", "9.1.1, true", "10.1.1, false",
    "12.1.1, true"
  })
  void rangesAndGroupsAreRead(String id, boolean within) {
    String cases = "3.2 to 3.4, 7.9.3 (1004) and 7.9.6 to 7.9.9 (1016 to 2999), 9.1 to 9.8, 12";
    assertThat(ExplainedVerdicts.has(cases, id)).isEqualTo(within);
  }
}
