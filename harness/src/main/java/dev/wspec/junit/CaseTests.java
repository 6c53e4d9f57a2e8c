package dev.wspec.junit;

import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Verdict;
import dev.wspec.report.CaseResult;
import dev.wspec.report.ConsoleReport;
import dev.wspec.report.FailOn;
import dev.wspec.report.Gate;
import dev.wspec.report.RunReport;
import dev.wspec.report.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** Results as tests: what fails the gate fails, what could not be asked or is expected aborts. */
final class CaseTests {

  private final RunReport report;
  private final Gate gate;
  private final ConsoleReport words = new ConsoleReport(false, true, 110, Requirements.load());

  CaseTests(RunReport report) {
    this.report = report;
    gate = new Gate(report.policy().failOn());
  }

  Stream<DynamicNode> byArea() {
    Map<String, List<DynamicTest>> areas = new TreeMap<>();
    for (CaseResult result : report.cases()) {
      areas
          .computeIfAbsent(result.id().area(), area -> new ArrayList<>())
          .add(DynamicTest.dynamicTest(result.id() + ": " + result.title(), () -> tell(result)));
    }
    return areas.entrySet().stream()
        .map(area -> DynamicContainer.dynamicContainer(area.getKey(), area.getValue()));
  }

  private void tell(CaseResult result) {
    if (!gate.evaluate(List.of(result)).passed()) {
      String front =
          result.standing() == Standing.UNEXPECTED_PASS
              ? "Better than the baseline says: take its line out.\n"
              : "\n";
      Assertions.fail(front + words.failure(result, report.policy().hasBaseline()));
    }
    if (result.verdict() == Verdict.ERROR && report.policy().failOn() != FailOn.NEVER) {
      throw new IllegalStateException("wspec could not find out: " + result.explanation());
    }
    boolean expected = result.standing() == Standing.EXPECTED && !result.flaky();
    if (result.verdict() == Verdict.NOT_APPLICABLE || expected) {
      Assumptions.abort(
          (expected ? "expected by the baseline: " : "not applicable: ") + result.explanation());
    }
  }
}
