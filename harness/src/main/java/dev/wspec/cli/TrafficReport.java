package dev.wspec.cli;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import dev.wspec.report.CaseResult;
import dev.wspec.report.CheckResult;
import dev.wspec.report.ConsoleReport;
import dev.wspec.report.FailOn;
import dev.wspec.report.Policy;
import dev.wspec.report.RequirementResult;
import dev.wspec.report.RunReport;
import dev.wspec.report.SelectionInfo;
import dev.wspec.report.Standing;
import dev.wspec.report.SubjectInfo;
import dev.wspec.report.SuiteInfo;
import dev.wspec.traffic.Overheard;
import dev.wspec.traffic.TrafficJudge;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is told of overheard connections: a report of the server and one of the client. */
final class TrafficReport {

  private final Requirements requirements = Requirements.load();
  private final TrafficJudge judge = new TrafficJudge(requirements);
  private final String source;
  private final Path folder;

  /**
   * @param source where it was heard
   * @param folder takes a folder for each side
   */
  TrafficReport(String source, Path folder) {
    this.source = source;
    this.folder = folder;
  }

  /** Writes both reports, and tells nothing. */
  void write(List<Overheard> connections, List<String> notes) {
    for (SubjectRole role : List.of(SubjectRole.SERVER, SubjectRole.CLIENT)) {
      into(role).write(of(role, connections, notes));
    }
  }

  private OutputOptions into(SubjectRole role) {
    return OutputOptions.into(folder.resolve(role.name().toLowerCase(Locale.ROOT)));
  }

  /**
   * Both sides in one: a case for each question that a side was asked, with the worst of what its
   * connections answered.
   */
  RunReport byQuestion(List<Overheard> connections) {
    Map<CaseId, CaseResult> questions = new TreeMap<>();
    for (SubjectRole role : List.of(SubjectRole.SERVER, SubjectRole.CLIENT)) {
      for (CaseResult connection : of(role, connections, List.of()).cases()) {
        for (CheckResult check : connection.checks()) {
          CaseResult question = question(role, connection, check);
          questions.merge(
              question.id(), question, (a, b) -> a.verdict().compareTo(b.verdict()) < 0 ? b : a);
        }
      }
    }
    return report(SubjectRole.SERVER, List.copyOf(questions.values()), List.of());
  }

  private CaseResult question(SubjectRole role, CaseResult connection, CheckResult check) {
    String side = role.name().toLowerCase(Locale.ROOT);
    return new CaseResult(
        new CaseId("traffic/" + side + "~asks=" + check.requirement().toLowerCase(Locale.ROOT)),
        "The " + side + ": " + requirements.get(check.requirement()).summary(),
        check.verdict(),
        false,
        Standing.NONE,
        connection.duration(),
        List.of(check),
        null,
        null,
        "");
  }

  /** Judges both sides, writes both reports, tells of them and returns the exit code. */
  int deliver(List<Overheard> connections, List<String> notes, PrintWriter out) {
    boolean failed = false;
    for (SubjectRole role : List.of(SubjectRole.SERVER, SubjectRole.CLIENT)) {
      RunReport report = of(role, connections, notes);
      OutputOptions output = into(role);
      ConsoleReport console = output.console(requirements);
      out.println("The " + role.name().toLowerCase(Locale.ROOT) + ":");
      console.faults(report).forEach(out::println);
      out.print(console.summary(report, output.write(report)));
      failed |= report.totals().count(Verdict.FAIL) > 0;
    }
    out.flush();
    if (connections.isEmpty()) {
      return ExitCode.NOT_JUDGED;
    }
    return failed ? ExitCode.FAILED : ExitCode.PASSED;
  }

  /** From the first octet of the longest connection to its end; they may have been side by side. */
  private static Duration lasted(List<CaseResult> results) {
    return results.stream()
        .map(CaseResult::duration)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** What one side did. */
  RunReport of(SubjectRole role, List<Overheard> connections, List<String> notes) {
    List<CaseResult> results = new ArrayList<>();
    for (int i = 0; i < connections.size(); i++) {
      CaseOutcome outcome = judge.judge(connections.get(i), role, i + 1);
      results.add(CaseResult.of(outcome, ""));
    }
    List<String> told = new ArrayList<>(notes);
    told.add(
        connections.isEmpty()
            ? "No opening handshake of WebSocket was seen; what began before is not judged."
            : "Judged by what passed; nothing was sent by wspec.");
    return report(role, results, told);
  }

  private RunReport report(SubjectRole role, List<CaseResult> results, List<String> told) {
    return new RunReport(
        new SuiteInfo(Main.Version.version(), ""),
        Instant.now(),
        lasted(results),
        0,
        new SubjectInfo(source, role, Set.of(), ""),
        new SelectionInfo(List.of(), List.of(), results.size()),
        new Policy(false, FailOn.MUST, Duration.ZERO, 1, "", 0),
        RunReport.Ending.COMPLETE,
        told,
        results,
        List.of(),
        RequirementResult.of(results, requirements));
  }
}
