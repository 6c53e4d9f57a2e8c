package dev.wspec.cli;

import dev.wspec.conformance.Requirements;
import dev.wspec.report.FailOn;
import dev.wspec.report.MergedRun;
import dev.wspec.report.RunReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wspec merge}: puts the results of shards together. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Makes one report of the results of shards, as one run would have left it.",
    footer = {
      "",
      "Example:",
      "  wspec server ws://one:9001/ --shard 1/2 --out part1     on one machine",
      "  wspec server ws://two:9001/ --shard 2/2 --out part2     on another",
      "  wspec merge part1/results.json part2/results.json",
      "",
      "Exit codes: 0 the gate passed, 1 it failed, 2 usage or results that do not belong together,",
      "3 a shard is missing, 4 wspec could not find out."
    })
final class MergeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private OutputOptions output;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      description = "must, should or never; as in the first of the runs, if it is not named.")
  private @Nullable FailOn failOn;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULTS.json",
      description = "What the runs of the shards left behind.")
  private List<Path> files;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  MergeCommand() {}

  @Override
  public Integer call() {
    List<RunReport> parts = new ArrayList<>();
    files.forEach(file -> parts.add(Results.read(file)));
    MergedRun merged;
    try {
      merged = MergedRun.of(parts, Requirements.load());
    } catch (IllegalArgumentException e) {
      throw new UsageError("These results cannot be merged: " + e.getMessage() + ".");
    }
    PrintWriter out = spec.commandLine().getOut();
    RunReport report = failOn == null ? merged.report() : merged.report().failingOn(failOn);
    int code = output.deliver(report, out);
    merged.missing().forEach(shard -> out.println("! Shard " + shard + " is missing."));
    return merged.missing().isEmpty() ? code : Integer.valueOf(ExitCode.NOT_JUDGED);
  }
}
