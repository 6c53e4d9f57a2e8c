package dev.wspec.cli;

import dev.wspec.endpoint.EchoServer;
import dev.wspec.fuzz.Campaign;
import dev.wspec.fuzz.TargetProcess;
import dev.wspec.report.CaseResult;
import dev.wspec.report.FailOn;
import dev.wspec.report.RunReport;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.Unreachable;
import dev.wspec.wire.Watchdog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
      "  wspec replay findings/*/conversation.txt ws://localhost:9001/",
      "  wspec replay findings/*/conversation.txt --parser netty"
    })
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SubjectOptions subjectOptions;
  @Mixin private OutputOptions output;
  @Mixin private ParserOptions parser;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE… [URL]",
      hideParamSyntax = true,
      description = {
        "Conversations as text, and where to play them: ws://host:port/path or wss://…;",
        "without it, our own echo server is asked."
      })
  private List<String> words;

  @Option(names = "--url", paramLabel = "URL", description = "The same as URL behind the files.")
  private @Nullable String url;

  @Option(
      names = "--exec",
      paramLabel = "COMMAND",
      description = "Starts the server at URL, and starts it again when it has died or hangs.")
  private @Nullable String command;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Draws these masks and keys; else those that the file names, or of seed 1.")
  private @Nullable Long seed;

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
  public Integer call() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String word : words) {
      if (word.matches("(?i)wss?://.*")) {
        if (url != null) {
          throw new UsageError("Conversations are replayed at one URL, not at several.");
        }
        url = word;
      } else {
        files.add(Path.of(word));
      }
    }
    if (files.isEmpty()) {
      throw new UsageError("Name a file with a conversation.");
    }
    if (parser.isChosen()) {
      if (url != null) {
        throw new UsageError("Name the URL of a server, or a parser with --parser.");
      }
      return new ParserFuzzing(parser, output, spec.commandLine().getOut(), failOn).replay(files);
    }
    Map<Path, FindingsFolder.Stored> conversations = new LinkedHashMap<>();
    files.forEach(file -> conversations.put(file, ConversationFile.stored(file)));
    if (url != null) {
      return replay(conversations, url);
    }
    if (command != null) {
      throw new UsageError("--exec starts a server: say its URL behind the files.");
    }
    try (EchoServer ours = EchoServer.builder().port(0).start()) {
      return replay(conversations, ours.uri().toString());
    }
  }

  private int replay(Map<Path, FindingsFolder.Stored> conversations, String address) {
    ServerSubject subject = subjectOptions.server(address);
    FuzzTarget.refuseStrangers(subject, own);
    try (Watchdog watchdog = new Watchdog();
        TargetProcess process = FuzzTarget.launch(command, subject, watchdog)) {
      FuzzTarget target = FuzzTarget.of(subject, own, watchdog);
      Instant started = Instant.now();
      List<CaseResult> results = new ArrayList<>();
      boolean dead;
      try (Campaign campaign =
          Campaign.with(target.opponent(), target.timeout(), watchdog)
              .process(process, Long.MAX_VALUE)
              .build()) {
        conversations.forEach(
            (file, stored) -> {
              if (!campaign.isDead()) {
                long own = seed == null ? stored.seed() : seed;
                String rerun = "wspec replay " + file + " " + address;
                results.add(CaseResult.of(campaign.replay(stored.conversation(), own), rerun));
              }
            });
        dead = campaign.isDead();
      }
      List<String> notes =
          results.size() == conversations.size()
              ? List.of()
              : List.of("The target died, and the rest was not played.");
      RunReport.Ending ending =
          dead && !notes.isEmpty() ? RunReport.Ending.SUBJECT_LOST : RunReport.Ending.COMPLETE;
      Fuzzing.Plan plan =
          new Fuzzing.Plan(started, target.timeout(), failOn, seed == null ? 1 : seed);
      return output.deliver(
          Fuzzing.report(results, ending, notes, target.info(), plan), spec.commandLine().getOut());
    } catch (Unreachable e) {
      spec.commandLine().getErr().println("wspec: " + e.sentence());
      return ExitCode.NOT_JUDGED;
    }
  }
}
