package dev.wspec.cli;

import dev.wspec.conformance.Requirements;
import dev.wspec.report.Badge;
import dev.wspec.report.ConsoleReport;
import dev.wspec.report.Gate;
import dev.wspec.report.GithubAnnotations;
import dev.wspec.report.HtmlReport;
import dev.wspec.report.JUnitXml;
import dev.wspec.report.MarkdownReport;
import dev.wspec.report.ReportFormat;
import dev.wspec.report.ResultsJson;
import dev.wspec.report.RunReport;
import dev.wspec.report.Sarif;
import dev.wspec.report.TsvReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
      names = "--markdown",
      paramLabel = "FILE",
      description = "Writes a summary for a job or a pull request.")
  private @Nullable Path markdown;

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = "Writes SARIF 2.1.0 for code scanning.")
  private @Nullable Path sarif;

  @Option(
      names = "--badge",
      paramLabel = "FILE",
      description = "Writes a badge: SVG, or what shields.io reads if FILE ends in .json.")
  private @Nullable Path badge;

  @Option(names = "--tsv", paramLabel = "FILE", description = "Writes a line for each case.")
  private @Nullable Path tsv;

  @Option(
      names = "--annotations",
      paramLabel = "KIND",
      defaultValue = "auto",
      description =
          "github, none or auto: by themselves when GITHUB_ACTIONS is set (default:"
              + " ${DEFAULT-VALUE}).")
  private Annotations annotations;

  /** Who is told of faults beside the report. */
  enum Annotations {
    GITHUB,
    NONE,
    AUTO
  }

  @Option(
      names = {"-q", "--quiet"},
      description = "Tells the summary only.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Tells every case that is not a plain pass.")
  private boolean verbose;

  @Option(
      names = "--facts",
      description =
          "Tells what was measured and is neither good nor bad, such as close codes; -v does too.")
  private boolean facts;

  @Option(
      names = "--no-color",
      description = "No colours; NO_COLOR in the environment does the same.")
  private boolean noColour;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  OutputOptions() {}

  /** Those of a run that only leaves its files in a folder. */
  static OutputOptions into(Path folder) {
    OutputOptions output = new OutputOptions();
    output.folder = folder;
    output.quiet = true;
    return output;
  }

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
    return new ConsoleReport(colours(), unicode(), width(), requirements);
  }

  /** From Java 18 on the default is UTF-8 everywhere, whatever the terminal understands. */
  boolean unicode() {
    return System.getProperty("stdout.encoding", Charset.defaultCharset().name()).startsWith("UTF");
  }

  /** In columns. */
  int width() {
    String columns = System.getenv("COLUMNS");
    if (columns != null && columns.matches("\\d{2,3}")) {
      return Integer.parseInt(columns);
    }
    return terminal() ? TerminalWidth.columns() : 80;
  }

  /** Each fault once, or every case that is not a plain pass, or nothing. */
  private List<String> blocks(RunReport report, ConsoleReport console) {
    if (quiet) {
      return List.of();
    }
    return verbose ? console.departures(report) : console.faults(report);
  }

  /** Writes every file, tells the rest, and returns the exit code. */
  int deliver(RunReport report, PrintWriter out) {
    ConsoleReport console = console(Requirements.load());
    // GitHub obeys a command wherever a line begins with one, and lines here quote the subject.
    String token = UUID.randomUUID().toString();
    if (annotated()) {
      out.println("::stop-commands::" + token);
    }
    blocks(report, console).forEach(block -> out.print("\n" + block));
    if (facts || verbose) {
      out.print(console.facts(report));
    }
    out.print(console.summary(report, write(report)));
    if (annotated()) {
      out.println("::" + token + "::");
      GithubAnnotations.of(report).forEach(out::println);
      summarise(report);
    }
    out.flush();
    return exitCode(report);
  }

  private boolean annotated() {
    return switch (annotations) {
      case GITHUB -> true;
      case NONE -> false;
      case AUTO -> "true".equals(System.getenv("GITHUB_ACTIONS"));
    };
  }

  /** Adds to the summary of the job in GitHub Actions, where there is one. */
  private static void summarise(RunReport report) {
    String file = System.getenv("GITHUB_STEP_SUMMARY");
    if (file == null || file.isEmpty()) {
      return;
    }
    try {
      Files.writeString(
          Path.of(file),
          MarkdownReport.text(report) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UsageError(
          "GITHUB_STEP_SUMMARY names " + file + ", which cannot be written: " + e.getMessage());
    }
  }

  /** Writes every file, and returns where they are. */
  List<Path> write(RunReport report) {
    List<Path> files = new ArrayList<>();
    write(new HtmlReport(), report, folder().resolve("index.html"), files);
    write(new ResultsJson(), report, folder().resolve("results.json"), files);
    writeIfNamed(new ResultsJson(), report, json, files);
    writeIfNamed(new JUnitXml(), report, junit, files);
    writeIfNamed(new MarkdownReport(), report, markdown, files);
    writeIfNamed(new Sarif(), report, sarif, files);
    writeIfNamed(new Badge(), report, badge, files);
    writeIfNamed(new TsvReport(), report, tsv, files);
    return files;
  }

  private static void writeIfNamed(
      ReportFormat format, RunReport report, @Nullable Path file, List<Path> files) {
    if (file != null) {
      write(format, report, file, files);
    }
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
