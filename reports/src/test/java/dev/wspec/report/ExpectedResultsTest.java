package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectedResultsTest {

  @TempDir private Path folder;

  private final RunReport report = SampleRun.report();

  @Test
  void aRunIsAsExpectedOfItself() throws IOException {
    Path file = folder.resolve("expected.json");
    ExpectedResults.of("ws 8", report, ExpectedResults.none()).write(file);
    ExpectedResults read = ExpectedResults.read(file);
    assertThat(read).isEqualTo(ExpectedResults.of("ws 8", report, ExpectedResults.none()));
    assertThat(read.deviations(report)).isEmpty();
    assertThat(read.groups()).isNotEmpty().allMatch(group -> !group.why().isEmpty());
  }

  @Test
  void anotherVerdictIsADeviationAndAYoungerCaseIsNone() {
    CaseResult failed =
        report.cases().stream().filter(c -> c.verdict() == Verdict.FAIL).findFirst().orElseThrow();
    ExpectedResults expected = new ExpectedResults("ws 8", List.of(), List.of(failed.id()));
    assertThat(expected.deviations(report))
        .containsExactly(
            new ExpectedResults.Deviation(
                failed.id(), Verdict.PASS, Verdict.FAIL, failed.explanation()));
  }

  @Test
  void aReasonOutlivesTheNextRunAsLongAsTheVerdictDoes() {
    CaseResult failed =
        report.cases().stream().filter(c -> c.verdict() == Verdict.FAIL).findFirst().orElseThrow();
    List<CaseId> ids = List.of(failed.id());
    ExpectedResults same =
        new ExpectedResults(
            "", List.of(new ExpectedResults.Group(Verdict.FAIL, "on purpose", ids)), List.of());
    ExpectedResults other =
        new ExpectedResults(
            "", List.of(new ExpectedResults.Group(Verdict.ERROR, "long ago", ids)), List.of());
    assertThat(ExpectedResults.of("", report, same).groups())
        .contains(new ExpectedResults.Group(Verdict.FAIL, "on purpose", ids));
    assertThat(ExpectedResults.of("", report, other).groups())
        .extracting(ExpectedResults.Group::why)
        .doesNotContain("long ago");
  }

  @Test
  void aFileThatIsNotUnderstoodIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("expected.json"), "{\"about\":\"x\"}");
    assertThatThrownBy(() -> ExpectedResults.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected.json")
        .hasMessageContaining("notPassed");
  }
}
