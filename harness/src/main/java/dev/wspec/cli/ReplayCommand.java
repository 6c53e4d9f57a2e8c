package dev.wspec.cli;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.fuzz.Campaign;
import dev.wspec.fuzz.Unreadable;
import dev.wspec.report.FailOn;
import dev.wspec.report.RunReport;
import dev.wspec.subject.Unreachable;
import dev.wspec.wire.Watchdog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wspec replay}: plays stored conversations again. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Plays conversations from files again, such as those that fuzzing found.",
    footer = {
      "",
      "Examples:",
      "  wspec replay findings/*/conversation.txt --url ws://localhost:9001/",
      "  wspec replay findings/*/conversation.txt --parser netty"
    })
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SubjectOptions subjectOptions;
  @Mixin private OutputOptions output;
  @Mixin private ParserOptions parser;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Conversations as text.")
  private List<Path> files;

  @Option(names = "--url", paramLabel = "URL", description = "ws://host:port/path or wss://…")
  private @Nullable String url;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Draws the same masks and keys again (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      defaultValue = "must",
      description = "must, should or never (default: ${DEFAULT-VALUE}).")
  private FailOn failOn;

  @Option(names = "--i-own-this-target", description = "Attacks a server on a public address, too.")
  private boolean own;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  ReplayCommand() {}

  @Override
  public Integer call() {
    if (parser.isChosen() == (url != null)) {
      throw new UsageError("Name a server with --url, or a parser with --parser.");
    }
    if (url == null) {
      return new ParserFuzzing(parser, output, spec.commandLine().getOut(), failOn).replay(files);
    }
    try (Watchdog watchdog = new Watchdog()) {
      FuzzTarget target = FuzzTarget.of(subjectOptions.server(url), own, watchdog);
      Campaign campaign = new Campaign(target.wire(), target.timeout(), watchdog);
      Map<CaseOutcome, String> outcomes = new LinkedHashMap<>();
      for (Path file : files) {
        outcomes.put(campaign.replay(text(file), seed), "wspec replay " + file + " --url " + url);
      }
      return output.deliver(
          target.report(outcomes, RunReport.Ending.COMPLETE, List.of(), failOn, seed),
          spec.commandLine().getOut());
    } catch (Unreachable e) {
      spec.commandLine().getErr().println("wspec: " + e.sentence());
      return ExitCode.NOT_JUDGED;
    }
  }

  private String text(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      Campaign.check(text);
      return text;
    } catch (IOException e) {
      throw new UsageError(file + " cannot be read as text: " + e.getMessage());
    } catch (Unreadable e) {
      throw new UsageError(file + ", " + e.getMessage() + ".");
    }
  }
}
