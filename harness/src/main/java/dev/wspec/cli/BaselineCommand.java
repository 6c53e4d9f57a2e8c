package dev.wspec.cli;

import dev.wspec.report.Baseline;
import dev.wspec.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wspec baseline}: writes down what a server is known to do wrong. */
@Command(
    name = "baseline",
    mixinStandardHelpOptions = true,
    description =
        "Writes the failures of a run as expected ones; reasons that the file has already are"
            + " kept.",
    footer = {
      "",
      "Example:",
      "  wspec baseline wspec-report/results.json --out known.txt",
      "  wspec server ws://localhost:9001/ --baseline known.txt"
    })
final class BaselineCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RESULTS.json", description = "What a run left behind.")
  private Path results;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "wspec-baseline.txt",
      description = "The file to write (default: ${DEFAULT-VALUE}).")
  private Path out;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  BaselineCommand() {}

  @Override
  public Integer call() throws IOException {
    RunReport report = Results.read(results);
    Baseline former = Files.exists(out) ? read(out) : Baseline.EMPTY;
    Baseline baseline = Baseline.of(report.cases(), former);
    baseline.write(out);
    spec.commandLine()
        .getOut()
        .println(
            out + ": " + baseline.size() + " expected results. Give each a reason of your own.");
    return ExitCode.PASSED;
  }

  /** Reads a baseline the user names. */
  static Baseline read(@Nullable Path file) {
    if (file == null) {
      return Baseline.EMPTY;
    }
    try {
      return Baseline.read(file);
    } catch (IOException e) {
      throw new UsageError("the baseline " + file + " cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new UsageError("the baseline is not understood: " + e.getMessage());
    }
  }
}
