package dev.wspec.cli;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.report.CaseResult;
import dev.wspec.report.RequirementResult;
import dev.wspec.report.RunReport;
import dev.wspec.traffic.Overheard;
import dev.wspec.traffic.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wspec judge}: stored transcripts, judged again by this version. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    description = {
      "Judges the transcripts of a results file again, without any server;",
      "or the WebSocket connections of a recording of traffic, both sides."
    },
    footer = {
      "",
      "Examples:",
      "  wspec judge wspec-report/results.json --strict",
      "  tcpdump -i lo -w traffic.pcap tcp port 9001",
      "  wspec judge traffic.pcap --out judged"
    })
final class JudgeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private OutputOptions output;

  @Parameters(
      paramLabel = "FILE",
      description = "results.json of a run, or a recording in the format pcap or pcapng.")
  private Path results;

  @Option(names = "--strict", description = "A broken SHOULD fails.")
  private boolean strict;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  JudgeCommand() {}

  @Override
  public Integer call() {
    List<Overheard> recorded = recorded();
    if (recorded != null) {
      return new TrafficReport(results.toString(), output.folder())
          .deliver(recorded, List.of(), spec.commandLine().getOut());
    }
    RunReport before = Results.read(results);
    Requirements requirements = Requirements.load();
    Catalogue catalogue = Catalogue.load();
    CaseJudge judge = new CaseJudge(requirements, strict);
    List<CaseResult> cases = new ArrayList<>();
    List<String> notes = new ArrayList<>(before.notes());
    int changed = 0;
    int kept = 0;
    for (CaseResult result : before.cases()) {
      Optional<ConformanceCase> known = catalogue.find(result.id());
      boolean abridged = result.transcript() != null && result.transcript().leftOut() > 0;
      if (known.isEmpty() || result.transcript() == null || abridged) {
        cases.add(result);
        kept += abridged ? 1 : 0;
        continue;
      }
      CaseResult again =
          CaseResult.of(
              new CaseOutcome(
                  known.get(),
                  judge.judge(known.get(), result.transcript()),
                  result.transcript(),
                  result.duration(),
                  result.flaky()),
              result.rerun());
      if (again.verdict() != result.verdict()) {
        changed++;
      }
      cases.add(again.withStanding(result.standing()));
    }
    notes.add("Judged again from stored transcripts; " + changed + " verdicts changed.");
    if (kept > 0) {
      notes.add(kept + " cases keep their verdicts: they passed, and are not stored whole.");
    }
    RunReport report =
        new RunReport(
            before.suite(),
            before.started(),
            before.duration(),
            before.seed(),
            before.subject(),
            before.selection(),
            before.policy(),
            before.ending(),
            notes,
            cases,
            before.facts(),
            RequirementResult.of(cases, requirements));
    int code = output.deliver(report, spec.commandLine().getOut());
    spec.commandLine().getOut().println(changed + " verdicts changed.");
    return code;
  }

  /** Null if it is no recording. */
  private @Nullable List<Overheard> recorded() {
    try {
      return Files.isRegularFile(results) && Recording.isRecording(results)
          ? Recording.read(results)
          : null;
    } catch (IOException e) {
      throw new UsageError(
          results + " cannot be read as a recording: " + e.getMessage() + ". Record it anew.");
    }
  }
}
