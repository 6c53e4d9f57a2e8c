package dev.wspec.cli;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.fuzz.Campaign;
import dev.wspec.fuzz.Finding;
import dev.wspec.fuzz.ObservedProcess;
import dev.wspec.fuzz.TargetProcess;
import dev.wspec.report.FailOn;
import dev.wspec.report.RunReport;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.Unreachable;
import dev.wspec.wire.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.PrintWriter;
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
    description = "Attacks a WebSocket server with made-up conversations, sound and unsound ones.",
    footer = {
      "",
      "Examples:",
      "  wspec fuzz ws://localhost:9001/ --time 60s",
      "  wspec fuzz ws://localhost:9001/ --runs 10000 --seed 7 --out fuzz-report",
      "  wspec fuzz ws://localhost:9001/ --exec 'node server.js 9001'   tells crashes from hangs",
      "  wspec fuzz ws://localhost:9001/ --corpus corpus --time 10m     goes on where it ended",
      "  wspec replay fuzz-report/findings/*/conversation.txt ws://localhost:9001/"
    })
final class FuzzCommand implements Callable<Integer> {
  private static final Duration GRACE = Duration.ofSeconds(20);

  /** How much a server may grow, in MiB, if nothing is said. */
  private static final int GROWTH = 1024;

  private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h)?");

  private final CountDownLatch delivered = new CountDownLatch(1);

  @Spec private CommandSpec spec;
  @Mixin private SubjectOptions subjectOptions;
  @Mixin private OutputOptions output;

  @Parameters(paramLabel = "URL", description = "ws://host:port/path or wss://…")
  private String url;

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
      names = "--corpus",
      paramLabel = "FOLDER",
      description = {
        "Keeps what showed something new, and how far the run has come;",
        "the next run with this folder goes on from there."
      })
  private @Nullable Path corpus;

  @Option(
      names = "--exec",
      paramLabel = "COMMAND",
      description = {
        "Starts the server, and starts it again when it has died or hangs;",
        "its exit code and the end of its output go into the report."
      })
  private @Nullable String command;

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "The process of a server that runs already, to see it die or grow.")
  private @Nullable Long pid;

  @Option(
      names = "--max-memory",
      paramLabel = "MIB",
      description = {
        "With --exec or --pid: how much memory the server may use; what fills it beyond that is",
        "looked for (default: 1024 more than when the run begins)."
      })
  private @Nullable Integer memory;

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
    if (command != null && pid != null) {
      throw new UsageError("--exec starts a server, --pid looks at one that runs: choose.");
    }
    if (memory != null && (memory < 1 || (command == null && pid == null))) {
      throw new UsageError("--max-memory takes MiB, at least 1, and needs --exec or --pid.");
    }
    long fresh = System.nanoTime() & 0xFFFFFF;
    long number =
        seed != null ? seed : corpus == null ? fresh : Campaign.seedOf(corpus, fresh);
    ServerSubject subject = subjectOptions.server(url);
    try (Watchdog watchdog = new Watchdog();
        TargetProcess process = process(subject, watchdog)) {
      return fuzz(FuzzTarget.of(subject, own, watchdog), process, watchdog, duration, number);
    } catch (Unreachable e) {
      spec.commandLine().getErr().println("wspec: " + e.sentence());
      return ExitCode.NOT_JUDGED;
    } finally {
      delivered.countDown();
    }
  }

  private @Nullable TargetProcess process(ServerSubject subject, Watchdog watchdog) {
    FuzzTarget.refuseStrangers(subject, own);
    if (pid != null) {
      return new ObservedProcess(
          ProcessHandle.of(pid)
              .orElseThrow(() -> new UsageError("There is no process " + pid + ".")));
    }
    return FuzzTarget.launch(command, subject, watchdog);
  }

  private int fuzz(
      FuzzTarget target,
      @Nullable TargetProcess process,
      Watchdog watchdog,
      Duration duration,
      long number)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    FindingsFolder folder =
        new FindingsFolder(output.folder().resolve("findings"), target.port(), words());
    long limit = process == null ? Long.MAX_VALUE : limit(process);
    try (Campaign campaign =
        Campaign.with(target.opponent(), target.timeout(), watchdog)
            .corpus(corpus)
            .process(process, limit)
            .onFinding(finding -> tell(finding, folder, out))
            .build()) {
      onInterrupt(campaign);
      if (!output.quiet()) {
        out.println("Fuzzing " + url + " for " + time + ", seed " + number + ".");
        out.flush();
      }
      if (corpus != null) {
        for (FindingsFolder.Stored stored : folder.stored()) {
          campaign.resume(stored.conversation(), stored.seed());
        }
      }
      campaign.run(duration, runs == null ? Long.MAX_VALUE : runs, number);
      return deliver(target, campaign, folder, number);
    } catch (UncheckedIOException e) {
      throw new UsageError(e.getMessage() + ": " + e.getCause().getMessage());
    }
  }

  private long limit(TargetProcess process) {
    return memory != null
        ? (long) memory << 20
        : process.memory().orElse(0) + ((long) GROWTH << 20);
  }

  /** How the target is named on a command line. */
  private List<String> words() {
    List<String> words = new ArrayList<>(List.of(url));
    words.addAll(subjectOptions.words());
    if (command != null) {
      words.addAll(List.of("--exec", command));
    }
    return words;
  }

  /** What is found is kept at once, so that nothing is lost however the run ends. */
  private void tell(Finding finding, FindingsFolder folder, PrintWriter out) {
    try {
      folder.store(finding);
    } catch (IOException e) {
      throw new UncheckedIOException("the finding " + finding.signature() + " was not kept", e);
    }
    if (!output.quiet()) {
      out.println("Found " + finding.signature() + (finding.outcome().flaky() ? ", flaky." : "."));
      out.flush();
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

  private int deliver(FuzzTarget target, Campaign campaign, FindingsFolder folder, long number)
      throws IOException {
    Map<CaseOutcome, String> outcomes = new LinkedHashMap<>();
    campaign.findings().forEach(each -> outcomes.put(each.outcome(), folder.rerun(each)));
    List<String> notes = new ArrayList<>();
    notes.add(
        "%d conversations were played, with %d kinds of outcomes."
            .formatted(campaign.runs(), campaign.kinds()));
    campaign.findings().stream()
        .filter(each -> !each.notes().isEmpty())
        .forEach(
            each -> notes.add(each.signature() + ": " + String.join(" ", each.notes())));
    if (campaign.isDead()) {
      notes.add("The run ended because the server was gone.");
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
    return output.deliver(report, out);
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
