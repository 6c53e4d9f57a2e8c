package dev.wspec.cli;

import dev.wspec.fuzz.Campaign;
import dev.wspec.fuzz.Differential;
import dev.wspec.fuzz.ObservedProcess;
import dev.wspec.fuzz.TargetProcess;
import dev.wspec.report.FailOn;
import dev.wspec.report.RunReport;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.Unreachable;
import dev.wspec.wire.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
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
      "  wspec fuzz ws://localhost:9001/ --pipelined                    many more, sound ones",
      "  wspec fuzz ws://localhost:9001/ --runs 10000 --seed 7 --out fuzz-report",
      "  wspec fuzz ws://localhost:9001/ --exec 'node server.js 9001'   tells crashes from hangs",
      "  wspec fuzz ws://localhost:9001/ --corpus corpus --time 10m     goes on where it ended",
      "  wspec fuzz ws://localhost:9001/ ws://localhost:9002/           where the two disagree",
      "  wspec fuzz --parser netty --time 10m           a parser in this process",
      "  wspec replay fuzz-report/findings/*/conversation.txt ws://localhost:9001/"
    })
final class FuzzCommand implements Callable<Integer> {
  /** How much a server may grow, in MiB, if nothing is said. */
  private static final int GROWTH = 1024;

  @Spec private CommandSpec spec;
  @Mixin private SubjectOptions subjectOptions;
  @Mixin private OutputOptions output;
  @Mixin private ParserOptions parser;

  @Parameters(
      arity = "0..*",
      paramLabel = "URL",
      description = {
        "ws://host:port/path or wss://…; of several the conversations are told on which they",
        "disagree."
      })
  private List<String> urls = new ArrayList<>();

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
      names = "--pipelined",
      description = {
        "Plays sound conversations back to back over one connection as well, as fast as",
        "the server answers."
      })
  private boolean pipelined;

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
      description = {
        "The process of a server that runs already, to see it die or grow;",
        "for several servers, as many times, in the order of the URLs."
      })
  private List<Long> pids = new ArrayList<>();

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
    Duration duration = Fuzzing.duration("--time", time);
    if (runs != null && runs < 1) {
      throw new UsageError("--runs takes a number of at least 1.");
    }
    if (command != null && !pids.isEmpty()) {
      throw new UsageError("--exec starts a server, --pid looks at one that runs: choose.");
    }
    if (memory != null && (memory < 1 || (command == null && pids.isEmpty()))) {
      throw new UsageError("--max-memory takes MiB, at least 1, and needs --exec or --pid.");
    }
    if (urls.size() > 1 && (command != null || pipelined || corpus != null)) {
      throw new UsageError("--exec, --pipelined and --corpus go with one URL, not with several.");
    }
    if (parser.isChosen() != urls.isEmpty()) {
      throw new UsageError("Name the URL of a server, or a parser with --parser.");
    }
    if (!pids.isEmpty() && !urls.isEmpty() && pids.size() != urls.size()) {
      throw new UsageError("--pid is said once for each URL, in the same order.");
    }
    long fresh = System.nanoTime() & 0xFFFFFF;
    long number = seed != null ? seed : corpus == null ? fresh : Campaign.seedOf(corpus, fresh);
    if (parser.isChosen()) {
      if (command != null || !pids.isEmpty() || pipelined || corpus != null) {
        throw new UsageError(
            "--exec, --pid, --pipelined and --corpus go with a URL, not with --parser.");
      }
      return new ParserFuzzing(parser, output, spec.commandLine().getOut(), failOn)
          .run(duration, time, most(), number);
    }
    try (Watchdog watchdog = new Watchdog()) {
      return urls.size() > 1
          ? compare(watchdog, duration, number)
          : attack(watchdog, duration, number);
    } catch (Unreachable e) {
      spec.commandLine().getErr().println("wspec: " + e.sentence());
      return ExitCode.NOT_JUDGED;
    } catch (UncheckedIOException e) {
      throw new UsageError(String.valueOf(e.getMessage()));
    }
  }

  private long most() {
    return runs == null ? Long.MAX_VALUE : runs;
  }

  private Fuzzing fuzzing(int port, List<String> target) {
    return new Fuzzing(
        output, spec.commandLine().getOut(), FindingsFolder.ofServer(findings(), port, target));
  }

  private Path findings() {
    return output.folder().resolve("findings");
  }

  private int attack(Watchdog watchdog, Duration duration, long number)
      throws IOException, Unreachable {
    ServerSubject subject = subjectOptions.server(urls.get(0));
    FuzzTarget.refuseStrangers(subject, own);
    try (TargetProcess process = process(subject, watchdog)) {
      FuzzTarget target = FuzzTarget.of(subject, own, watchdog);
      Fuzzing fuzzing = fuzzing(target.port(), words());
      try (Campaign campaign =
          Campaign.with(target.opponent(), target.timeout(), watchdog)
              .corpus(corpus)
              .process(process, process == null ? Long.MAX_VALUE : limit(process))
              .pipelined(pipelined)
              .onFinding(fuzzing::tell)
              .build()) {
        fuzzing.interruption().runs(campaign::cancel);
        fuzzing.begin(urls.get(0), time, number);
        if (corpus != null) {
          for (FindingsFolder.Stored stored : FindingsFolder.stored(findings())) {
            campaign.resume(stored.conversation(), stored.seed());
          }
        }
        campaign.run(duration, most(), number);
        return fuzzing.deliver(
            Fuzzing.End.of(campaign), target.info(), target.timeout(), failOn, number);
      } finally {
        fuzzing.interruption().delivered();
      }
    }
  }

  private @Nullable TargetProcess process(ServerSubject subject, Watchdog watchdog) {
    return pids.isEmpty() ? FuzzTarget.launch(command, subject, watchdog) : observed(pids.get(0));
  }

  private static TargetProcess observed(long pid) {
    return new ObservedProcess(
        ProcessHandle.of(pid)
            .orElseThrow(() -> new UsageError("There is no process " + pid + ".")));
  }

  private long limit(TargetProcess process) {
    return memory != null
        ? (long) memory << 20
        : process.memory().orElse(0) + ((long) GROWTH << 20);
  }

  /** How the target is named on a command line. */
  private List<String> words() {
    List<String> words = new ArrayList<>(urls);
    words.addAll(subjectOptions.words());
    if (command != null) {
      words.addAll(List.of("--exec", command));
    }
    return words;
  }

  private int compare(Watchdog watchdog, Duration duration, long number) throws Unreachable {
    List<TargetProcess> processes = pids.stream().map(FuzzCommand::observed).toList();
    List<Differential.Server> servers = new ArrayList<>();
    List<FuzzTarget> targets = new ArrayList<>();
    for (String url : urls) {
      if (servers.stream().anyMatch(server -> server.name().equals(url))) {
        throw new UsageError(url + " stands there twice.");
      }
      FuzzTarget target = FuzzTarget.of(subjectOptions.server(url), own, watchdog);
      TargetProcess process = processes.isEmpty() ? null : processes.get(targets.size());
      targets.add(target);
      servers.add(
          new Differential.Server(
              url, target.opponent(), process, process == null ? Long.MAX_VALUE : limit(process)));
    }
    FuzzTarget first = targets.get(0);
    Fuzzing fuzzing = fuzzing(first.port(), words());
    try {
      Differential differential =
          new Differential(servers, first.timeout(), watchdog, fuzzing::tell);
      fuzzing.interruption().runs(differential::cancel);
      fuzzing.begin(String.join(" ", urls), time, number);
      differential.run(duration, most(), number);
      Fuzzing.End end =
          new Fuzzing.End(
              differential.isLost()
                  ? RunReport.Ending.SUBJECT_LOST
                  : differential.isCancelled()
                      ? RunReport.Ending.INTERRUPTED
                      : RunReport.Ending.COMPLETE,
              List.of(differential.runs() + " conversations were played to each of " + urls.size()),
              differential.findings());
      return fuzzing.deliver(end, first.info(), first.timeout(), failOn, number);
    } finally {
      fuzzing.interruption().delivered();
    }
  }
}
