package dev.wspec.cli;

import dev.wspec.cases.intermediary.Misconfiguration;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import dev.wspec.endpoint.LocalhostCertificate;
import dev.wspec.run.RunEnd;
import dev.wspec.subject.IntermediarySubject;
import dev.wspec.subject.ServerSubject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wspec proxy}: is client and origin around an intermediary, and leaves a report. */
@Command(
    name = "proxy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tests the proxy in front of a WebSocket server and leaves a report.",
      "wspec connects to it as a client and stands behind it as the server: what the one end",
      "sends, the other should receive."
    },
    footer = {
      "",
      "Examples:",
      "  wspec proxy --through ws://localhost:8080/ws --origin-listen 9001",
      "  wspec proxy --through wss://proxy/ws --insecure --origin-listen 0.0.0.0:9001",
      "  wspec proxy --through ws://localhost:8080/ --select 'intermediary/tunnel/**' --junit"
          + " r.xml",
      "  wspec proxy --through ws://localhost:8080/ws --differential"
    })
final class ProxyCommand implements Callable<Integer> {

  /** Transcripts that are looked at for mistakes of the set-up. */
  private static final int TELLING = 64;

  @Spec private CommandSpec spec;

  @Option(
      names = "--through",
      required = true,
      paramLabel = "URL",
      description = "Where clients connect to the proxy: ws://host:port/path or wss://…")
  private String through;

  @Option(
      names = "--origin-listen",
      paramLabel = "[HOST:]PORT",
      defaultValue = "127.0.0.1:9001",
      description = "Where the proxy finds its server, which is us (default: ${DEFAULT-VALUE}).")
  private String origin;

  @Option(
      names = "--origin-tls",
      description = "Our server speaks TLS, with a self-signed certificate for localhost.")
  private boolean originTls;

  @Option(
      names = "--differential",
      description = {
        "Asks all that servers are asked, of our own server, without the proxy and through it:",
        "the findings should be the same."
      })
  private boolean differential;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "Waits so long for the proxy to listen: it may be starting.")
  private int wait;

  @Mixin private SubjectOptions subjectOptions;
  @Mixin private SelectionOptions selection;
  @Mixin private OutputOptions output;
  @Mixin private RunOptions options;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  ProxyCommand() {}

  @Override
  public Integer call() throws Exception {
    ServerSubject front = subjectOptions.server(through);
    Patience.check(wait);
    if (wait > 0) {
      Patience.untilListening(URI.create(through), Duration.ofSeconds(wait));
    }
    List<String> command =
        new ArrayList<>(List.of("wspec", "proxy", "--through", through, "--origin-listen", origin));
    if (originTls) {
      command.add("--origin-tls");
    }
    command.addAll(subjectOptions.words());
    InetSocketAddress address = ListenAddress.of("--origin-listen", origin);
    if (differential) {
      return differential(front, address, command);
    }
    SuiteRun run =
        new SuiteRun(
            Catalogue.load(),
            SubjectRole.INTERMEDIARY,
            options,
            selection,
            output,
            front.timeout(),
            command);
    try (IntermediarySubject subject = between(front, address)) {
      return test(subject, run);
    }
  }

  private int differential(ServerSubject front, InetSocketAddress address, List<String> command)
      throws IOException {
    command.add("--differential");
    try {
      return new ProxyDifferential(front, address, originTls, options, selection, output)
          .test(command, spec.commandLine().getOut(), spec.commandLine().getErr());
    } catch (BindException e) {
      throw cannotListen(e);
    }
  }

  private UsageError cannotListen(IOException e) {
    return new UsageError(
        origin + " cannot be listened on: " + e.getMessage() + ". Choose another --origin-listen.");
  }

  private IntermediarySubject between(ServerSubject front, InetSocketAddress address) {
    try {
      return IntermediarySubject.between(
          front, address, originTls ? LocalhostCertificate.serverContext() : null);
    } catch (IOException e) {
      throw cannotListen(e);
    }
  }

  private int test(IntermediarySubject subject, SuiteRun run) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<String> unreachable = subject.unreachable();
    if (unreachable.isPresent()) {
      RunEnd nothing =
          new RunEnd(RunEnd.Ending.SUBJECT_LOST, List.of(), List.of(unreachable.get()));
      output.write(run.report(through, ServerCommand.UNKNOWN, nothing));
      spec.commandLine().getErr().println("wspec: " + unreachable.get());
      return ExitCode.NOT_JUDGED;
    }
    if (!output.quiet()) {
      out.println(
          "Testing the proxy at "
              + through
              + " with "
              + run.count()
              + ", seed "
              + options.seed()
              + "; its server is at port "
              + subject.originPort()
              + ".");
      out.flush();
    }
    try {
      List<Transcript> transcripts = new ArrayList<>();
      RunEnd end = run.play(subject, outcome -> keep(outcome, transcripts));
      boolean lost = end.ending() == RunEnd.Ending.SUBJECT_LOST;
      List<String> wrong = Misconfiguration.seenIn(transcripts, !lost);
      // Whole, where the summary has room for the beginning only.
      wrong.forEach(sentence -> out.println("! " + sentence + System.lineSeparator()));
      List<String> notes = new ArrayList<>(wrong);
      notes.addAll(end.notes());
      RunEnd told = new RunEnd(end.ending(), end.outcomes(), notes);
      return output.deliver(run.report(through, ServerCommand.UNKNOWN, told), out);
    } finally {
      run.delivered();
    }
  }

  /** What its set-up shows in: the cases that are worse than they should be, and the idle one. */
  private static synchronized void keep(CaseOutcome outcome, List<Transcript> transcripts) {
    Transcript transcript = outcome.transcript();
    boolean telling =
        outcome.verdict().compareTo(Verdict.PASS) > 0 || outcome.id().value().endsWith("/idle");
    if (transcript != null && telling && transcripts.size() < TELLING) {
      transcripts.add(transcript);
    }
  }
}
