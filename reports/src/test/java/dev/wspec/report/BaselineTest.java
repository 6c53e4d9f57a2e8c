package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTest {

  private static Baseline parse(String text) {
    return Baseline.parse(text, "known.txt");
  }

  private static CaseResult result(String id, Verdict verdict) {
    return SampleRun.result(id, "title", verdict, null);
  }

  @Test
  void readsCasesVerdictsAndReasonsBetweenComments() {
    Baseline baseline =
        parse(
            """
            # what we know

            control/ping   FAIL        # upstream ticket # 12
              text/utf8  NON_STRICT # fixed in 3.0
            """);

    assertThat(baseline.size()).isEqualTo(2);
    assertThat(baseline.expectation(new CaseId("control/ping")))
        .isEqualTo(new Baseline.Expectation(Verdict.FAIL, null, "upstream ticket # 12"));
    assertThat(baseline.unknown(List.of(new CaseId("control/ping"))))
        .containsExactly(new CaseId("text/utf8"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          control/ping                | a line is
          control/ping FAIL           | needs a reason
          control/ping FAIL #         | needs a reason
          control/ping PASS # why     | is none of FAIL
          Ping FAIL # why             | is no case id
          a/b FAIL # x;a/b FAIL # y   | a/b is there twice
          """)
  void saysWhereALineIsWrong(String line, String complaint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("# first\n" + line.replace(';', '\n')))
        .withMessageStartingWith("known.txt:")
        .withMessageContaining(complaint);
  }

  @ParameterizedTest
  @CsvSource({
    "FAIL, FAIL, EXPECTED",
    "FAIL, NON_STRICT, UNEXPECTED_PASS",
    "FAIL, PASS, UNEXPECTED_PASS",
    "FAIL, ERROR, UNTESTED",
    "FAIL, NOT_APPLICABLE, UNTESTED",
    "NON_STRICT, FAIL, WORSE",
    "NON_STRICT, INFORMATIONAL, UNEXPECTED_PASS",
    "ERROR, ERROR, EXPECTED",
    "ERROR, FAIL, UNEXPECTED_PASS",
  })
  void tellsHowAResultStandsAgainstAnEntry(Verdict expected, Verdict actual, Standing standing) {
    Baseline baseline = parse("a/b " + expected + " # known");

    assertThat(baseline.standing(result("a/b", actual))).isEqualTo(standing);
  }

  @ParameterizedTest
  @CsvSource({"FAIL, NEW", "NON_STRICT, NEW", "ERROR, NEW", "PASS, NONE", "INFORMATIONAL, NONE"})
  void tellsHowAResultStandsWithoutAnEntry(Verdict actual, Standing standing) {
    assertThat(Baseline.EMPTY.standing(result("a/b", actual))).isEqualTo(standing);
  }

  @Test
  void isWrittenSoThatItCanBeReadAndExpectsWhatHappened(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("known.txt");
    Baseline former = parse("closing/reason/long FAIL # they know\ntext/gone FAIL # old");

    Baseline.of(SampleRun.cases(), former).write(file);

    Baseline read = Baseline.read(file);
    for (CaseResult result : SampleRun.cases()) {
      assertThat(read.standing(result))
          .as(result.id().value())
          .isIn(
              Standing.NONE, result.flaky() ? Standing.NEW : Standing.EXPECTED, Standing.EXPECTED);
    }
    assertThat(read.expectation(new CaseId("closing/reason/long")))
        .isEqualTo(new Baseline.Expectation(Verdict.FAIL, null, "they know"));
    assertThat(read.expectation(new CaseId("text/gone"))).isNull();
    assertThat(read.expectation(new CaseId("masking/unmasked-frame"))).isNull();
    assertThat(read.text()).doesNotContain("\u001b");
  }

  @Test
  void whatIsAcceptedUntilADayIsNewAfterIt() {
    Baseline baseline = Baseline.parse("a/b FAIL until 2026-12-31 # being fixed", "known.txt");
    CaseResult failed = SampleRun.result("a/b", "title", Verdict.FAIL, null);

    assertThat(baseline.on(LocalDate.of(2026, 12, 31)).standing(failed))
        .isEqualTo(Standing.EXPECTED);
    assertThat(baseline.on(LocalDate.of(2027, 1, 1)).standing(failed)).isEqualTo(Standing.NEW);
    assertThat(baseline.overOn(LocalDate.of(2026, 12, 31))).isEmpty();
    assertThat(baseline.overOn(LocalDate.of(2027, 1, 1))).containsExactly(new CaseId("a/b"));
    assertThat(baseline.text()).contains("a/b  FAIL       until 2026-12-31  # being fixed");
    assertThatThrownBy(() -> Baseline.parse("a/b FAIL until soon # x", "known.txt"))
        .hasMessageContaining("known.txt:1: 'soon' is no day");
  }

  @Test
  void earlierRunExcusesWhatWasAsBadThen() {
    CaseResult good = SampleRun.result("a/b", "title", Verdict.PASS, null);
    CaseResult bad = SampleRun.result("a/b", "title", Verdict.FAIL, null);

    assertThat(Baseline.against(Baseline.of(List.of(bad), Baseline.EMPTY), bad))
        .isEqualTo(Standing.EXPECTED);
    assertThat(Baseline.against(Baseline.of(List.of(bad), Baseline.EMPTY), good))
        .isEqualTo(Standing.IMPROVED);
    assertThat(Baseline.against(Baseline.of(List.of(good), Baseline.EMPTY), bad))
        .isEqualTo(Standing.NEW);
    assertThat(Baseline.against(Baseline.of(List.of(good), Baseline.EMPTY), good))
        .isEqualTo(Standing.NONE);
  }
}
