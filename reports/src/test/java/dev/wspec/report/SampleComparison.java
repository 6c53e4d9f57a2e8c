package dev.wspec.report;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Targets side by side: hostile ones, ones that did not start, and many. */
final class SampleComparison {

  private static final String[] ASKED = {
    "6455-5.2-01", "6455-5.1-03", "6455-5.5-02", "6455-5.5-04", "6455-8.1-03"
  };

  private static final Requirements REQUIREMENTS = Requirements.load();

  private SampleComparison() {}

  static CaseResult result(String id, Verdict verdict, String observed) {
    CheckResult check =
        new CheckResult(
            ASKED[Math.floorMod(id.hashCode(), ASKED.length)],
            Finding.HELD,
            verdict,
            "accepted",
            observed,
            null);
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

  static RunReport report(List<CaseResult> cases, FactResult... facts) {
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
        RequirementResult.of(cases, REQUIREMENTS));
  }

  static ComparedTarget target(String name, RunReport report) {
    return ComparedTarget.tested(name, name, report);
  }

  /** Three targets, the first of them the base that the second is worse than in one case. */
  static Comparison small() {
    RunReport before =
        report(
            List.of(
                result("control/ping", Verdict.PASS, "fine"),
                result("control/pong", Verdict.PASS, "fine"),
                result("framing/echo", Verdict.FAIL, "nothing came back")),
            new FactResult("status", "status of a refusal", "400"));
    RunReport after =
        report(
            List.of(
                result("control/ping", Verdict.FAIL, SampleRun.HOSTILE),
                result("control/pong", Verdict.PASS, "fine"),
                result("framing/echo", Verdict.PASS, "fine")),
            new FactResult("status", "status of a refusal", SampleRun.HOSTILE));
    ComparedTarget dead =
        new ComparedTarget(
            "dead", "process: " + SampleRun.HOSTILE, null, "It ended.", List.of(SampleRun.HOSTILE));
    return Comparison.of(
        List.of(target("before", before), target("after " + SampleRun.HOSTILE, after), dead), 0);
  }

  /** Every thirteenth answer is wrong, in one of three ways. */
  static Comparison many(int cases, int targets) {
    List<ComparedTarget> columns = new ArrayList<>();
    for (int t = 0; t < targets; t++) {
      List<CaseResult> results = new ArrayList<>();
      for (int c = 0; c < cases; c++) {
        boolean wrong = (c * 31 + t * 17) % 13 == 0;
        results.add(
            result(
                "area-" + c % 12 + "/some-thing/case-" + c + "~value=number-" + c,
                wrong ? Verdict.FAIL : Verdict.PASS,
                "answered \"HTTP/1.1 10" + t % 3 + " Switching Protocols\" to request " + c));
      }
      columns.add(target("target-" + t, report(results)));
    }
    return Comparison.of(columns);
  }
}
