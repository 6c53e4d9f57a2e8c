package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  private static final RunReport GOOD =
      SampleComparison.report(
          List.of(
              SampleComparison.result("control/ping", Verdict.PASS, "fine"),
              SampleComparison.result("deflate/echo", Verdict.NOT_APPLICABLE, "not asked"),
              SampleComparison.result("framing/echo", Verdict.PASS, "fine")),
          new FactResult("status", "status of a refusal", "400"));

  private static final RunReport BAD =
      SampleComparison.report(
          List.of(
              SampleComparison.result(
                  "control/ping", Verdict.FAIL, "<script>alert(1)</script> came"),
              SampleComparison.result("deflate/echo", Verdict.PASS, "fine"),
              SampleComparison.result("framing/echo", Verdict.PASS, "fine")),
          new FactResult("status", "status of a refusal", "404"));

  @Test
  void only_answers_that_were_asked_for_differ() {
    Comparison comparison =
        Comparison.of(
            List.of(SampleComparison.target("a", GOOD), SampleComparison.target("b", BAD)));
    assertThat(comparison.differences())
        .extracting(row -> row.id().value())
        .containsExactly("control/ping");
    assertThat(comparison.regressions()).isEmpty();
    assertThat(comparison.facts()).singleElement().matches(Comparison.FactRow::differs);
  }

  @Test
  void what_is_worse_than_the_base_is_a_regression_and_what_is_better_is_none() {
    List<ComparedTarget> targets =
        List.of(SampleComparison.target("a", GOOD), SampleComparison.target("b", BAD));
    assertThat(Comparison.of(targets, 0).regressions())
        .extracting(row -> row.id().value())
        .containsExactly("control/ping");
    assertThat(Comparison.of(targets, 1).regressions()).isEmpty();
  }

  @Test
  void a_target_that_did_not_start_keeps_its_column() throws IOException {
    ComparedTarget dead = new ComparedTarget("c", "c", null, "It ended.", List.of("<b>no luck"));
    Comparison comparison = Comparison.of(List.of(SampleComparison.target("a", GOOD), dead));
    assertThat(comparison.rows()).allMatch(row -> row.cells().get(1) == null);
    assertThat(page(comparison)).contains("It ended.", "&lt;b&gt;no luck", "control/ping ._");
  }

  @Test
  void looks_as_it_did(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("comparison.json");
    ComparisonJson.write(SampleComparison.small(), Map.of(), json);

    Golden.check("comparison.json", Files.readString(json) + "\n");
    Golden.check("comparison.html", bare(page(SampleComparison.small())));
  }

  /** Without the fixed parts, and without what a compressor may write differently. */
  private static String bare(String page) {
    return page.replaceAll("(?s)(<style>|<script>|id=\"data\">).*?(</)", "$1…$2")
        .replaceAll("sha256-[A-Za-z0-9+/=]+", "sha256-…");
  }

  @Test
  void what_a_target_sent_is_inert() throws IOException {
    assertThat(
            page(
                Comparison.of(
                    List.of(
                        SampleComparison.target("<img src=x>", GOOD),
                        SampleComparison.target("b", BAD)))))
        .doesNotContain("<script>alert", "<img src=x>");
  }

  @Test
  void a_thousand_cases_and_twenty_targets_stay_one_small_page() throws IOException {
    String page = page(SampleComparison.many(1000, 20));
    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(350 * 1024);
  }

  @Test
  void the_profile_that_agrees_most_is_found(@TempDir Path folder) throws IOException {
    List<CaseResult> some = new ArrayList<>();
    List<CaseResult> other = new ArrayList<>();
    for (int c = 0; c < 40; c++) {
      some.add(SampleComparison.result("framing/case-" + c, Verdict.PASS, ""));
      other.add(
          SampleComparison.result("framing/case-" + c, c < 30 ? Verdict.FAIL : Verdict.PASS, ""));
    }
    Files.writeString(
        folder.resolve("a.json"), Profile.of("a", "1", SampleComparison.report(some)).json());
    Files.writeString(
        folder.resolve("b.json"), Profile.of("b", "2", SampleComparison.report(other)).json());
    assertThat(Profile.nearest(SampleComparison.report(other), Profile.readAll(folder)))
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
