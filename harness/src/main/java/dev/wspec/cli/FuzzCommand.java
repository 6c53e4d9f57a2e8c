package dev.wspec.cli;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Requirements;
import dev.wspec.fuzz.Campaign;
import dev.wspec.report.CaseResult;
import dev.wspec.report.FailOn;
import dev.wspec.report.RunReport;
import dev.wspec.subject.Unreachable;
import dev.wspec.wire.Watchdog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wspec fuzz}: plays made-up conversations and keeps the smallest that show a mistake. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Attacks a WebSocket server with made-up conversations, sound and unsound ones,",
      "or a parser in this process with what they send."
    },
    footer = {
      "",
      "Examples:",
      "  wspec fuzz ws://localhost:9001/ --time 60s",
      "  wspec fuzz ws://localhost:9001/ --runs 10000 --seed 7 --out fuzz-report",
      "  wspec fuzz --parser netty --time 10m                           a parser in this process",
      "  wspec replay fuzz-report/findings/*/conversation.txt --url ws://localhost:9001/"
    })
final class FuzzCommand implements Callable<Integer> {
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h)?");

  private final CountDownLatch delivered = new CountDownLatch(1);

  @Spec private CommandSpec spec;
  @Mixin private SubjectOptions subjectOptions;
  @Mixin private OutputOptions output;
  @Mixin private ParserOptions parser;

  @Parameters(arity = "0..1", paramLabel = "URL", description = "ws://host:port/path or wss://…")
  private @Nullable String url;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "How long to go on: 60s, 10m, 1h (default: ${DEFAULT-VALUE}).")
  private String time;

  @Option(names = "--runs", paramLabel = "N", description = "Ends after so many conversations.")
  private @Nullable Long runs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Makes up the same conversations in the same order again.")
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
  FuzzCommand() {}

  @Override
  public Integer call() throws IOException {
    Duration duration = duration();
    if (runs != null && runs < 1) {
      throw new UsageError("--runs takes a number of at least 1.");
    }
    long number = seed == null ? System.nanoTime() & 0xFFFFFF : seed;
    if (parser.isChosen() == (url != null)) {
      throw new UsageError("Name the URL of a server, or a parser with --parser.");
    }
    if (url == null) {
      return new ParserFuzzing(parser, output, spec.commandLine().getOut(), failOn)
          .run(duration, runs == null ? Long.MAX_VALUE : runs, number);
    }
    try (Watchdog watchdog = new Watchdog()) {
      FuzzTarget target = FuzzTarget.of(subjectOptions.server(url), own, watchdog);
      Campaign campaign = new Campaign(target.wire(), target.timeout(), watchdog);
      onInterrupt(campaign);
      if (!output.quiet()) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Fuzzing " + url + " for " + time + ", seed " + number + ".");
        out.flush();
      }
      campaign.run(duration, runs == null ? Long.MAX_VALUE : runs, number);
      return deliver(target, campaign, number);
    } catch (Unreachable e) {
      spec.commandLine().getErr().println("wspec: " + e.sentence());
      return ExitCode.NOT_JUDGED;
    } finally {
      delivered.countDown();
    }
  }

  private Duration duration() {
    Matcher matcher = TIME.matcher(time);
    if (!matcher.matches()) {
      throw new UsageError("--time takes a number and s, m or h, such as 60s; not '" + time + "'.");
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (String.valueOf(matcher.group(2))) {
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofSeconds(count);
    };
  }

  private int deliver(FuzzTarget target, Campaign campaign, long number) throws IOException {
    Map<CaseOutcome, String> outcomes = new LinkedHashMap<>();
    for (Campaign.Finding finding : campaign.findings()) {
      outcomes.put(finding.outcome(), store(finding));
    }
    List<String> notes = new ArrayList<>();
    notes.add(campaign.runs() + " conversations were played.");
    if (campaign.isDead()) {
      Path last = output.folder().resolve("last-conversation.txt");
      Files.writeString(last, campaign.lastConversation());
      notes.add("The server stopped taking connections after the conversation in " + last + ".");
    }
    RunReport.Ending ending =
        campaign.isDead()
            ? RunReport.Ending.SUBJECT_LOST
            : campaign.isCancelled() ? RunReport.Ending.INTERRUPTED : RunReport.Ending.COMPLETE;
    RunReport report = target.report(outcomes, ending, notes, failOn, number);
    PrintWriter out = spec.commandLine().getOut();
    if (outcomes.isEmpty() && ending == RunReport.Ending.COMPLETE) {
      output.write(report);
      out.println("Nothing wrong was found in " + campaign.runs() + " conversations.");
      out.flush();
      return ExitCode.PASSED;
    }
    notes.forEach(out::println);
    return output.deliver(report, out);
  }

  /** Writes what is known of a finding, and returns the command that shows it again. */
  private String store(Campaign.Finding finding) throws IOException {
    Path folder =
        Files.createDirectories(output.folder().resolve("findings").resolve(finding.signature()));
    Path file = folder.resolve("conversation.txt");
    Files.writeString(file, finding.conversation());
    List<String> words = new ArrayList<>(subjectOptions.words());
    words.addAll(
        0,
        List.of("wspec", "replay", file.toString(), "--url", String.valueOf(url), "--seed", "" + finding.seed()));
    String rerun = String.join(" ", words.stream().map(FuzzCommand::quoted).toList());
    Files.writeString(
        folder.resolve("README.md"),
        "# "
            + finding.signature()
            + "\n\nSee it again:\n\n    "
            + rerun
            + "\n\n```\n"
            + output.console(Requirements.load()).failure(CaseResult.of(finding.outcome(), rerun))
            + "\n```\n");
    return rerun;
  }

  private static String quoted(String word) {
    return word.matches("[\\w:/.@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Ctrl-C ends the run early, and the process only after the report is written. */
  private void onInterrupt(Campaign campaign) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  campaign.cancel();
                  try {
                    delivered.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "wspec-interrupt"));
  }
}
