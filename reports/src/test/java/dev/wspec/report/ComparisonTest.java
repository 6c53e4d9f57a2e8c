package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  private static CaseResult result(String id, Verdict verdict, String observed) {
    CheckResult check =
        new CheckResult("6455-5.5-02", Finding.HELD, verdict, "accepted", observed, null);
    return new CaseResult(
        new CaseId(id),
        "Title of " + id,
        verdict,
        false,
        Standing.NONE,
        Duration.ofMillis(1),
        List.of(check),
        null,
        null,
        "wspec server");
  }

  private static RunReport report(List<CaseResult> cases, FactResult... facts) {
    return new RunReport(
        new SuiteInfo("1", ""),
        Instant.EPOCH,
        Duration.ofSeconds(1),
        1,
        new SubjectInfo("ws://localhost/", SubjectRole.SERVER, Set.of(), ""),
        new SelectionInfo(List.of(), List.of(), cases.size()),
        new Policy(false, FailOn.MUST, Duration.ofSeconds(1), 1, "", 0),
        RunReport.Ending.COMPLETE,
        List.of(),
        cases,
        List.of(facts),
        List.of());
  }

  private static ComparedTarget target(String name, RunReport report) {
    return ComparedTarget.tested(name, name, report);
  }

  private static final RunReport GOOD =
      report(
          List.of(
              result("control/ping", Verdict.PASS, "fine"),
              result("deflate/echo", Verdict.NOT_APPLICABLE, "not asked"),
              result("framing/echo", Verdict.PASS, "fine")),
          new FactResult("status", "status of a refusal", "400"));

  private static final RunReport BAD =
      report(
          List.of(
              result("control/ping", Verdict.FAIL, "<script>alert(1)</script> came"),
              result("deflate/echo", Verdict.PASS, "fine"),
              result("framing/echo", Verdict.PASS, "fine")),
          new FactResult("status", "status of a refusal", "404"));

  @Test
  void only_answers_that_were_asked_for_differ() {
    Comparison comparison = Comparison.of(List.of(target("a", GOOD), target("b", BAD)));
    assertThat(comparison.differences())
        .extracting(row -> row.id().value())
        .containsExactly("control/ping");
    assertThat(comparison.regressions()).isEmpty();
    assertThat(comparison.facts()).singleElement().matches(Comparison.FactRow::differs);
  }

  @Test
  void what_is_worse_than_the_base_is_a_regression_and_what_is_better_is_none() {
    List<ComparedTarget> targets = List.of(target("a", GOOD), target("b", BAD));
    assertThat(Comparison.of(targets, 0).regressions())
        .extracting(row -> row.id().value())
        .containsExactly("control/ping");
    assertThat(Comparison.of(targets, 1).regressions()).isEmpty();
  }

  @Test
  void a_target_that_did_not_start_keeps_its_column() throws IOException {
    ComparedTarget dead = new ComparedTarget("c", "c", null, "It ended.", List.of("<b>no luck"));
    Comparison comparison = Comparison.of(List.of(target("a", GOOD), dead));
    assertThat(comparison.rows()).allMatch(row -> row.cells().get(1) == null);
    assertThat(page(comparison)).contains("It ended.", "&lt;b&gt;no luck", "control/ping ._");
  }

  @Test
  void what_a_target_sent_is_inert() throws IOException {
    assertThat(page(Comparison.of(List.of(target("<img src=x>", GOOD), target("b", BAD)))))
        .doesNotContain("<script>alert", "<img src=x>");
  }

  @Test
  void a_thousand_cases_and_twenty_targets_stay_one_small_page() throws IOException {
    List<ComparedTarget> targets = new ArrayList<>();
    for (int t = 0; t < 20; t++) {
      List<CaseResult> cases = new ArrayList<>();
      for (int c = 0; c < 1000; c++) {
        boolean wrong = (c * 31 + t * 17) % 13 == 0;
        cases.add(
            result(
                "handshake/some-thing/case-" + c + "~value=number-" + c,
                wrong ? Verdict.FAIL : Verdict.PASS,
                "answered \"HTTP/1.1 101 Switching Protocols\" to request " + c));
      }
      targets.add(target("target-" + t, report(cases)));
    }
    String page = page(Comparison.of(targets));
    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(350 * 1024);
  }

  @Test
  void the_profile_that_agrees_most_is_found(@TempDir Path folder) throws IOException {
    List<CaseResult> some = new ArrayList<>();
    List<CaseResult> other = new ArrayList<>();
    for (int c = 0; c < 40; c++) {
      some.add(result("framing/case-" + c, Verdict.PASS, ""));
      other.add(result("framing/case-" + c, c < 30 ? Verdict.FAIL : Verdict.PASS, ""));
    }
    Files.writeString(folder.resolve("a.json"), Profile.of("a", "1", report(some)).json());
    Files.writeString(folder.resolve("b.json"), Profile.of("b", "2", report(other)).json());
    assertThat(Profile.nearest(report(other), Profile.readAll(folder)))
        .hasValueSatisfying(
            nearest -> {
              assertThat(nearest.name()).isEqualTo("b 2");
              assertThat(nearest.agreeing()).isEqualTo(30).isEqualTo(nearest.compared());
            });
    assertThat(Profile.nearest(GOOD, Profile.readAll(folder))).isEmpty();
  }

  @Test
  void profiles_that_come_along_can_be_read() {
    assertThat(Profile.builtIn()).allMatch(profile -> !profile.traits().isEmpty());
  }

  private static String page(Comparison comparison) throws IOException {
    StringWriter out = new StringWriter();
    new ComparisonPage(comparison, Map.of(), target -> "x/index.html").write(out);
    return out.toString();
  }
}
