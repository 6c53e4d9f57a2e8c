package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTest {

  private static CheckResult broken(String requirement, String observed) {
    return SampleRun.check(requirement, Finding.BROKEN, Verdict.FAIL, observed);
  }

  private static CaseResult failed(String id, CheckResult... checks) {
    return SampleRun.result(id, "title", Verdict.FAIL, null, checks);
  }

  @Test
  void casesThatDifferInNumbersOnlySawOneThing() {
    List<Fault> faults =
        Fault.of(
            List.of(
                failed("a/1", broken("6455-5.1-03", "it answered 12 octets “abc”")),
                failed("a/2", broken("6455-5.1-03", "it answered 7 octets “x”")),
                failed("a/3", broken("6455-5.1-03", "it said nothing"))),
            Verdict.FAIL);

    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).cases()).hasSize(3);
    assertThat(faults.get(0).observations())
        .extracting(Fault.Observation::count)
        .containsExactly(2, 1);
  }

  @Test
  void whatIsBrokenOnlyAlongWithAnotherIsNotToldTwice() {
    CheckResult carriedOn = broken("6455-5.5-04", "it carried on");
    CheckResult code = broken("6455-7.1.7-05", "code 1000");
    List<Fault> faults =
        Fault.of(
            List.of(failed("a/1", carriedOn, code), failed("a/2", carriedOn, code)), Verdict.FAIL);

    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).requirement()).isEqualTo("6455-5.5-04");
    assertThat(faults.get(0).alsoBroken()).containsExactly("6455-7.1.7-05");
  }

  @Test
  void whatShowsEverywhereHidesNothingRare() {
    CheckResult everywhere = broken("6455-5.1-05", "masked");
    List<Fault> faults =
        Fault.of(
            List.of(
                failed("a/1", everywhere),
                failed("a/2", everywhere),
                failed("a/3", everywhere, broken("6455-5.5-04", "it carried on"))),
            Verdict.FAIL);

    assertThat(faults).extracting(Fault::requirement).containsExactly("6455-5.1-05", "6455-5.5-04");
  }

  @Test
  void particularsOfTheSameSightAreNotToldTwice() {
    List<CaseResult> cases = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      CheckResult particular = broken("3629-3-0" + i % 3, "it carried on");
      cases.add(failed("text/" + i, broken("6455-8.1-01", "it carried on"), particular));
    }
    List<Fault> faults = Fault.of(cases, Verdict.FAIL);

    assertThat(faults).extracting(Fault::requirement).containsExactly("6455-8.1-01");
    assertThat(faults.get(0).alsoBroken()).containsExactly("3629-3-00", "3629-3-01", "3629-3-02");
  }

  @Test
  void flakyCasesShowNoFault() {
    CaseResult flaky =
        SampleRun.cases().stream().filter(CaseResult::flaky).findFirst().orElseThrow();

    assertThat(Fault.of(List.of(flaky), flaky.verdict())).isEmpty();
  }
}
