package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

  private static CaseResult result(Verdict verdict, Standing standing) {
    return SampleRun.result("a/b", "title", verdict, null).withStanding(standing);
  }

  @ParameterizedTest
  @CsvSource({
    "MUST, FAIL, NEW, false",
    "MUST, FAIL, WORSE, false",
    "MUST, FAIL, EXPECTED, true",
    "MUST, PASS, NONE, true",
    "MUST, PASS, UNEXPECTED_PASS, false",
    "MUST, NON_STRICT, NEW, true",
    "MUST, ERROR, NEW, true",
    "MUST, NOT_APPLICABLE, UNTESTED, true",
    "SHOULD, NON_STRICT, NEW, false",
    "SHOULD, NON_STRICT, EXPECTED, true",
    "SHOULD, INFORMATIONAL, NONE, true",
    "MUST, PASS, IMPROVED, true",
    "NEVER, FAIL, NEW, true",
    "NEVER, PASS, UNEXPECTED_PASS, true",
  })
  void passesOrFails(FailOn failOn, Verdict verdict, Standing standing, boolean passed) {
    List<CaseResult> cases = List.of(result(verdict, standing));

    assertThat(new Gate(failOn).evaluate(cases).passed()).isEqualTo(passed);
  }

  @Test
  void letsAsManyPassAsAreAllowed() {
    List<CaseResult> two =
        List.of(result(Verdict.FAIL, Standing.NEW), result(Verdict.FAIL, Standing.NEW));

    assertThat(new Gate(FailOn.MUST, 2).evaluate(two).passed()).isTrue();
    assertThat(new Gate(FailOn.MUST, 1).evaluate(two).passed()).isFalse();
  }

  @Test
  void namesTheOffendersAndCountsErrors() {
    Gate.Outcome outcome = SampleRun.report().gate();

    assertThat(outcome.passed()).isFalse();
    assertThat(outcome.errors()).isEqualTo(1);
    assertThat(outcome.offenders())
        .extracting(result -> result.id().value())
        .containsExactly(
            "control/fragmented-ping", "closing/reason/long", "limits/message~size=1048576");
  }
}
