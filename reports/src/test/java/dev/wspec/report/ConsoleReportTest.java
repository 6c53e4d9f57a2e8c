package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {

  private static final Requirements REQUIREMENTS = Requirements.load();
  private static final List<Path> FILES = List.of(Path.of("wspec.html"), Path.of("wspec.json"));

  private final ConsoleReport plain = new ConsoleReport(false, true, 80, REQUIREMENTS);

  private static String all(ConsoleReport console) {
    StringBuilder out = new StringBuilder();
    SampleRun.cases().forEach(result -> out.append(console.failure(result, true)).append('\n'));
    return out.append(console.summary(SampleRun.report(), FILES)).toString();
  }

  @Test
  void looksAsItDid() throws IOException {
    Golden.check("console.txt", all(plain));
  }

  @Test
  void failureNamesEverythingOneNeeds() {
    String block = plain.failure(SampleRun.cases().get(1), true);

    assertThat(block)
        .contains("FAIL  control/fragmented-ping  new")
        .contains("A Ping split over two frames fails the connection")
        .contains("MUST NOT, RFC 6455 §5.5 (6455-5.5-04): Control frames are not")
        .contains("observed  a Pong came back and the connection stayed open")
        .contains("09 83 37 fa 21 3d | 58 94 44") // Ping without FIN, masked "one"
        .contains("wspec server ws://localhost:9001/echo --seed -42 --select control/fragmented");
  }

  @Test
  void coloursComeOnlyIfAskedForAndOnlyFromUs() {
    assertThat(all(plain)).doesNotContain("\u001b").contains("\\x1b[31m");
    String coloured = all(new ConsoleReport(true, true, 80, REQUIREMENTS));

    assertThat(coloured).contains("\u001b[1;31m").doesNotContain("\u001b[31m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(all(plain));
  }

  @Test
  void hostileTextHasNoControlCharactersAndIsBounded() {
    String text = all(plain);

    assertThat(text.chars().filter(c -> c < 0x20 && c != '\n' || c == 0x7F)).isEmpty();
    assertThat(text).hasSizeLessThan(12_000);
  }

  @Test
  void asciiTerminalsGetAscii() {
    assertThat(all(new ConsoleReport(false, false, 80, REQUIREMENTS)))
        .isASCII()
        .contains("->")
        .contains("section 5.5");
  }

  @Test
  void summaryOfManyAreasFitsAScreen() {
    List<CaseResult> many = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Verdict verdict = i % 2 == 0 ? Verdict.FAIL : Verdict.PASS;
      many.add(SampleRun.result("area-" + i + "/case", "title", verdict, null));
    }

    String summary = plain.summary(SampleRun.of(many), FILES);

    assertThat(summary.lines().count()).isLessThanOrEqualTo(24);
    assertThat(summary.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(summary).contains("more areas").contains("GATE FAILED: 15 wrong");
  }

  @Test
  void faultOfManyCasesIsToldOnce() {
    CaseResult one = SampleRun.cases().get(1);
    CaseResult another =
        SampleRun.result("control/another", "title", Verdict.FAIL, null, one.checks().get(0));
    List<String> blocks = plain.faults(SampleRun.of(List.of(one, another)));

    assertThat(blocks).hasSize(1);
    assertThat(blocks.get(0)).contains("control/fragmented-ping").contains("as well   1 more case");
  }

  @Test
  void summaryFitsAScreenHoweverMuchThereIsToTell() {
    List<CaseResult> many = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      CheckResult check =
          SampleRun.check("6455-5.1-0" + i % 8, Finding.BROKEN, Verdict.FAIL, "seen " + i);
      many.add(SampleRun.result("area-" + i + "/case", "title", Verdict.FAIL, null, check));
      many.add(SampleRun.result("area-" + i + "/error", "title", Verdict.ERROR, null));
      many.add(SampleRun.result("area-" + i + "/none", "title", Verdict.NOT_APPLICABLE, null));
    }
    List<String> notes = Collections.nCopies(9, "a note that is long ".repeat(20));
    RunReport report = SampleRun.of(many, notes);
    List<Path> files = Collections.nCopies(8, Path.of("folder/with/results.json"));

    for (int width : List.of(40, 60, 80)) {
      String summary = new ConsoleReport(false, true, width, REQUIREMENTS).summary(report, files);
      assertThat(summary.lines().count()).isLessThanOrEqualTo(23);
      assertThat(summary.lines())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
      assertThat(summary).contains("fix first 4 cases", "more, told above", "more areas");
    }
  }

  @Test
  void summaryNamesWhatFailsTheGate() {
    CheckResult check =
        SampleRun.check("6455-5.5-04", Finding.BROKEN, Verdict.FAIL, "it carried on");
    List<CaseResult> cases =
        List.of(
            SampleRun.result("control/bad", "title", Verdict.FAIL, null, check),
            SampleRun.result("text/good", "title", Verdict.PASS, null));

    assertThat(plain.summary(SampleRun.of(cases), FILES))
        .contains("fix first 1 case    6455-5.5-04 Control frames are not fragmented")
        .doesNotContain("n/a", "error");
  }

  @Test
  void standingIsToldOnlyWhereSomethingWasExpected() {
    CaseResult failed = SampleRun.cases().get(1);

    assertThat(plain.failure(failed, false)).startsWith("✗ FAIL  control/fragmented-ping\n");
    assertThat(plain.faults(SampleRun.of(List.of(failed))).get(0)).contains("ping  new\n");
  }

  @Test
  void narrowTerminalsGetNarrowTables() {
    String summary =
        new ConsoleReport(false, true, 40, REQUIREMENTS).summary(SampleRun.report(), FILES);

    assertThat(summary).contains("✓ pass  ✗ fail");
    assertThat(summary.lines().filter(line -> line.matches("\\S+( +[\\d·]+){4,6}")))
        .hasSizeGreaterThan(3)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
  }

  @Test
  void failuresKeepToANarrowTerminalButForWhatIsCopied() {
    ConsoleReport narrow = new ConsoleReport(false, true, 40, REQUIREMENTS);

    assertThat(narrow.failure(SampleRun.cases().get(1), true).lines())
        .filteredOn(line -> !line.contains("rerun") && !line.startsWith("✗"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
  }

  @Test
  void runThatWasCutShortPassesNoGate() {
    List<CaseResult> one = List.of(SampleRun.result("control/ping", "title", Verdict.PASS, null));
    RunReport whole = SampleRun.of(one);
    RunReport report =
        new RunReport(
            whole.suite(),
            whole.started(),
            whole.duration(),
            whole.seed(),
            whole.subject(),
            whole.selection(),
            whole.policy(),
            RunReport.Ending.INTERRUPTED,
            List.of(),
            one,
            List.of(),
            List.of());

    assertThat(plain.summary(report, FILES))
        .contains("NO GATE: nothing wrong so far (not all cases ran)");
    assertThat(Headline.of(report).text()).startsWith("Nothing wrong so far: 1 case");
    assertThat(Headline.of(report).gate())
        .isEqualTo("The run was interrupted. So the gate is not decided.");
  }

  @Test
  void runWithoutVerdictsIsNoGoodRun() {
    assertThat(plain.summary(SampleRun.of(List.of()), FILES)).contains("NOTHING WAS JUDGED");
  }
}
