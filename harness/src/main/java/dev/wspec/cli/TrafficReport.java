package dev.wspec.cli;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import dev.wspec.report.CaseResult;
import dev.wspec.report.ConsoleReport;
import dev.wspec.report.FailOn;
import dev.wspec.report.Policy;
import dev.wspec.report.RequirementResult;
import dev.wspec.report.RunReport;
import dev.wspec.report.SelectionInfo;
import dev.wspec.report.SubjectInfo;
import dev.wspec.report.SuiteInfo;
import dev.wspec.traffic.Overheard;
import dev.wspec.traffic.TrafficJudge;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is told of overheard connections: a report of the server and one of the client. */
final class TrafficReport {

  private final Requirements requirements = Requirements.load();
  private final TrafficJudge judge = new TrafficJudge(requirements);
  private final Instant started = Instant.now();
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

  /** Judges both sides, writes both reports, tells of them and returns the exit code. */
  int deliver(List<Overheard> connections, List<String> notes, PrintWriter out) {
    boolean failed = false;
    for (SubjectRole role : List.of(SubjectRole.SERVER, SubjectRole.CLIENT)) {
      RunReport report = of(role, connections, notes);
      OutputOptions output =
          OutputOptions.into(folder.resolve(role.name().toLowerCase(Locale.ROOT)));
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

  /** What one side did. */
  RunReport of(SubjectRole role, List<Overheard> connections, List<String> notes) {
    List<CaseResult> results = new ArrayList<>();
    for (int i = 0; i < connections.size(); i++) {
      CaseOutcome outcome = judge.judge(connections.get(i), role, i + 1);
      results.add(CaseResult.of(outcome, ""));
    }
    List<String> told = new ArrayList<>(notes);
    told.add("Judged by what passed; nothing was sent by wspec.");
    return new RunReport(
        new SuiteInfo(Main.Version.version(), ""),
        started,
        Duration.between(started, Instant.now()),
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
