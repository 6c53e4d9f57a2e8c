package dev.wspec.cli;

import static java.util.stream.Collectors.joining;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.report.Baseline;
import dev.wspec.report.CaseResult;
import dev.wspec.report.FailOn;
import dev.wspec.report.HtmlReport;
import dev.wspec.report.Journal;
import dev.wspec.report.Policy;
import dev.wspec.report.RequirementResult;
import dev.wspec.report.RunReport;
import dev.wspec.report.SelectionInfo;
import dev.wspec.report.SubjectInfo;
import dev.wspec.report.SuiteInfo;
import dev.wspec.run.RunEnd;
import dev.wspec.run.RunSink;
import dev.wspec.run.Suite;
import dev.wspec.subject.Probe;
import dev.wspec.subject.Prober;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.Unreachable;
import dev.wspec.wire.Watchdog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wspec server}: tests a server and leaves a report. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tests a WebSocket server and leaves a report.",
    footer = {
      "",
      "Examples:",
      "  wspec server                                   the built-in echo server",
      "  wspec server ws://localhost:9001/chat",
      "  wspec server wss://localhost:8443/ --insecure --header 'Cookie: id=1'",
      "  wspec server ws://localhost:9001/ --select closing,§5.4 --verbose",
      "  wspec server ws://localhost:9001/ --junit results.xml --baseline known.txt"
    })
final class ServerCommand implements Callable<Integer> {

  /** How long an interrupted run may take to write its report. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private static final Probe UNKNOWN = new Probe(Set.of(), 0, "", List.of());

  private final CountDownLatch delivered = new CountDownLatch(1);

  @Spec private CommandSpec spec;
  @Mixin private SubjectOptions subjectOptions;
  @Mixin private SelectionOptions selection;
  @Mixin private OutputOptions output;

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      description = "ws://host:port/path or wss://…; without it, our own echo server is tested.")
  private @Nullable String url;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many cases at a time (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Gives the same masks, keys, payloads and order again.")
  private @Nullable Long seed;

  @Option(names = "--strict", description = "A broken SHOULD fails.")
  private boolean strict;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      defaultValue = "must",
      description = "must, should or never (default: ${DEFAULT-VALUE}).")
  private FailOn failOn;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Expected failures, each with its reason.")
  private @Nullable Path baseline;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  ServerCommand() {}

  @Override
  public Integer call() throws Exception {
    if (concurrency < 1 || concurrency > 256) {
      throw new UsageError("--concurrency takes a number from 1 to 256.");
    }
    if (url != null) {
      return test(url);
    }
    try (EchoServer own = EchoServer.builder().port(0).start()) {
      return test(own.uri().toString());
    }
  }

  private int test(String address) throws IOException {
    ServerSubject subject = subjectOptions.server(address);
    Requirements requirements = Requirements.load();
    Catalogue catalogue = Catalogue.load();
    List<ConformanceCase> cases =
        selection.cases(catalogue, requirements).stream()
            .filter(c -> c.subjects().contains(SubjectRole.SERVER))
            .toList();
    if (cases.isEmpty()) {
      throw new UsageError("None of the selected cases can be asked of a server.");
    }
    Baseline expected = BaselineCommand.read(baseline);
    Path folder = output.folder();
    long number = seed == null ? System.nanoTime() & 0xFFFFFF : seed;
    Instant started = Instant.now();
    Probe probe;
    try (Watchdog watchdog = new Watchdog()) {
      probe = Prober.probe(subject, watchdog, number);
    } catch (Unreachable e) {
      output.write(
          report(
              address,
              UNKNOWN,
              new RunEnd(RunEnd.Ending.SUBJECT_LOST, List.of(), List.of(e.sentence())),
              expected,
              catalogue,
              requirements,
              started,
              number,
              subject));
      spec.commandLine().getErr().println("wspec: " + e.sentence());
      return ExitCode.NOT_JUDGED;
    }
    PrintWriter out = spec.commandLine().getOut();
    if (!output.quiet()) {
      out.println("Testing " + address + " with " + cases.size() + " cases, seed " + number + ".");
      out.flush();
    }
    try {
      RunEnd end = run(subject, probe, cases, number, folder.resolve("results.jsonl"));
      RunReport report =
          report(address, probe, end, expected, catalogue, requirements, started, number, subject);
      return output.deliver(report, out);
    } finally {
      delivered.countDown();
    }
  }

  private RunReport report(
      String address,
      Probe probe,
      RunEnd end,
      Baseline expected,
      Catalogue catalogue,
      Requirements requirements,
      Instant started,
      long number,
      ServerSubject subject) {
    List<String> notes = new ArrayList<>(probe.notes());
    notes.addAll(end.notes());
    notes.addAll(
        expected.unknown(catalogue.all().stream().map(ConformanceCase::id).toList()).stream()
            .map(id -> "The baseline names a case that does not exist: " + id)
            .toList());
    List<CaseResult> results = new ArrayList<>();
    for (CaseOutcome outcome : end.outcomes()) {
      CaseResult result = result(outcome, address, number);
      results.add(result.withStanding(expected.standing(result)));
    }
    return new RunReport(
        new SuiteInfo(Main.Version.version(), ""),
        started,
        Duration.between(started, Instant.now()),
        number,
        new SubjectInfo(address, SubjectRole.SERVER, probe.capabilities(), probe.software()),
        new SelectionInfo(selection.select(), selection.exclude(), catalogue.all().size()),
        new Policy(
            strict,
            failOn,
            subject.timeout(),
            concurrency,
            baseline == null ? "" : baseline.toString()),
        switch (end.ending()) {
          case COMPLETE -> RunReport.Ending.COMPLETE;
          case CANCELLED -> RunReport.Ending.INTERRUPTED;
          case SUBJECT_LOST -> RunReport.Ending.SUBJECT_LOST;
        },
        notes,
        results,
        List.of(),
        RequirementResult.of(results, requirements));
  }

  private RunEnd run(
      ServerSubject subject,
      Probe probe,
      List<ConformanceCase> cases,
      long number,
      Path journalFile)
      throws IOException {
    Suite suite =
        new Suite(
            subject.probed(probe),
            new CaseJudge(Requirements.load(), strict),
            new Suite.Settings(concurrency, subject.timeout(), number));
    Thread warmUp = new Thread(HtmlReport::warmUp, "wspec-warm-up");
    warmUp.setDaemon(true);
    warmUp.start();
    onInterrupt(suite);
    try (Journal journal = Journal.create(journalFile);
        Progress progress =
            new Progress(
                output.terminal() && !output.quiet(), output.colours(), cases.size(), System.err)) {
      return suite.run(
          cases,
          new RunSink() {
            @Override
            public void finished(CaseOutcome outcome) {
              try {
                journal.append(result(outcome, subject.url(), number));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              progress.finished(outcome);
            }

            @Override
            public void confirming(int doubtful) {
              progress.confirming(doubtful);
            }
          });
    }
  }

  /** Ctrl-C ends the run early, and the process only after the report is written. */
  private void onInterrupt(Suite suite) {
    Thread hook =
        new Thread(
            () -> {
              suite.cancel();
              awaitQuietly();
            },
            "wspec-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void awaitQuietly() {
    try {
      delivered.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CaseResult result(CaseOutcome outcome, String address, long number) {
    List<String> words = new ArrayList<>(List.of("wspec", "server", address));
    words.addAll(subjectOptions.words());
    words.addAll(List.of("--select", outcome.id().value(), "--seed", String.valueOf(number)));
    return CaseResult.of(outcome, words.stream().map(ServerCommand::quoted).collect(joining(" ")));
  }

  private static String quoted(String word) {
    return word.matches("[\\w:/.@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
