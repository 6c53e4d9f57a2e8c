package dev.wspec.cli;

import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Verdict;
import dev.wspec.report.CaseResult;
import dev.wspec.report.ConsoleReport;
import dev.wspec.report.Gate;
import dev.wspec.report.HtmlReport;
import dev.wspec.report.JUnitXml;
import dev.wspec.report.ReportFormat;
import dev.wspec.report.ResultsJson;
import dev.wspec.report.RunReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where results go and how much of them is told. */
final class OutputOptions {

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "wspec-report",
      description = "Takes index.html and results.json (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there as well.")
  private @Nullable Path json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes JUnit XML.")
  private @Nullable Path junit;

  @Option(
      names = {"-q", "--quiet"},
      description = "Tells the summary only.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Tells every case that is not a plain pass.")
  private boolean verbose;

  @Option(
      names = "--no-color",
      description = "No colours; NO_COLOR in the environment does the same.")
  private boolean noColour;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  OutputOptions() {}

  boolean quiet() {
    return quiet;
  }

  /** The folder, made if need be. */
  Path folder() {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UsageError("the folder " + folder + " cannot be made: " + e.getMessage());
    }
  }

  boolean terminal() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }

  boolean colours() {
    return !noColour && System.getenv("NO_COLOR") == null && terminal();
  }

  ConsoleReport console(Requirements requirements) {
    return new ConsoleReport(
        colours(), Charset.defaultCharset().name().startsWith("UTF"), width(), requirements);
  }

  private static int width() {
    String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("\\d{2,3}") ? Integer.parseInt(columns) : 80;
  }

  /** Whether a case is told in full on the console. */
  boolean tells(CaseResult result) {
    return !quiet
        && result.verdict().compareTo(verbose ? Verdict.INFORMATIONAL : Verdict.FAIL) >= 0;
  }

  /** Writes every file, tells the rest, and returns the exit code. */
  int deliver(RunReport report, PrintWriter out) {
    ConsoleReport console = console(Requirements.load());
    report.cases().stream().filter(this::tells).forEach(c -> out.println(console.failure(c)));
    out.print(console.summary(report, write(report)));
    out.flush();
    return exitCode(report);
  }

  /** Writes every file, and returns where they are. */
  List<Path> write(RunReport report) {
    List<Path> files = new ArrayList<>();
    write(new ResultsJson(), report, folder().resolve("results.json"), files);
    if (json != null) {
      write(new ResultsJson(), report, json, files);
    }
    if (junit != null) {
      write(new JUnitXml(), report, junit, files);
    }
    write(new HtmlReport(), report, folder().resolve("index.html"), files);
    return files;
  }

  private static void write(ReportFormat format, RunReport report, Path file, List<Path> files) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      format.write(report, file);
      files.add(file);
    } catch (IOException e) {
      throw new UsageError(file + " cannot be written: " + e.getMessage());
    }
  }

  static int exitCode(RunReport report) {
    if (report.ending() == RunReport.Ending.INTERRUPTED) {
      return ExitCode.INTERRUPTED;
    }
    if (report.ending() == RunReport.Ending.SUBJECT_LOST || report.totals().judged() == 0) {
      return ExitCode.NOT_JUDGED;
    }
    Gate.Outcome gate = report.gate();
    if (!gate.passed()) {
      return ExitCode.FAILED;
    }
    return gate.errors() > 0 ? ExitCode.ERRORS : ExitCode.PASSED;
  }
}
