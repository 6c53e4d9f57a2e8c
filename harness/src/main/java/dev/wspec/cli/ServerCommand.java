package dev.wspec.cli;

import dev.wspec.autobahn.Volume;
import dev.wspec.cases.volume.VolumeCases;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.report.RunReport;
import dev.wspec.run.RunEnd;
import dev.wspec.subject.Probe;
import dev.wspec.subject.Prober;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.Unreachable;
import dev.wspec.wire.Watchdog;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
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
      "  wspec server ws://localhost:9001/ --select 'autobahn:*' --volume autobahn",
      "  wspec server ws://localhost:9001/ --junit results.xml --baseline known.txt"
    })
final class ServerCommand implements Callable<Integer> {

  static final Probe UNKNOWN = new Probe(Set.of(), 0, "", List.of());

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
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "Waits so long for the server to listen: it may be starting.")
  private int wait;

  @Option(
      names = "--watch",
      arity = "0..1",
      paramLabel = "SECONDS",
      fallbackValue = "0",
      description = "Tests again whenever Enter is pressed, or after so many seconds.")
  private @Nullable Integer watch;

  @Option(
      names = "--volume",
      paramLabel = "VOLUME",
      defaultValue = "quick",
      description =
          "How often the cases of area volume repeat a message: quick, twice to ten times;"
              + " autobahn, a thousand times as the Autobahn Testsuite (default:"
              + " ${DEFAULT-VALUE}).")
  private Volume volume;

  @Mixin private RunOptions options;

  private @Nullable RunReport last;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  ServerCommand() {}

  @Override
  public Integer call() throws Exception {
    Patience.check(wait);
    if (watch != null && watch < 0) {
      throw new UsageError("--watch takes seconds.");
    }
    if (url != null) {
      return rounds(url);
    }
    try (EchoServer own = EchoServer.builder().port(0).start()) {
      return rounds(own.uri().toString());
    }
  }

  /** One round, or as many as are asked for; the last one's exit code is that of the command. */
  private int rounds(String address) throws IOException, InterruptedException {
    if (watch == null) {
      return test(address);
    }
    Reader keys = new InputStreamReader(System.in, Charset.defaultCharset());
    Rounds rounds = new Rounds(keys, Duration.ofSeconds(watch), spec.commandLine().getOut());
    int code = test(address);
    do {
      if (last != null) {
        rounds.compare(last);
      }
      if (!rounds.next()) {
        return code;
      }
      code = test(address);
    } while (code != ExitCode.INTERRUPTED);
    return code;
  }

  private Catalogue catalogue() {
    return volume == Volume.AUTOBAHN
        ? Catalogue.load().replacing(new VolumeCases(volume).cases())
        : Catalogue.load();
  }

  private int test(String address) throws IOException, InterruptedException {
    ServerSubject subject = subjectOptions.server(address);
    List<String> command = new ArrayList<>(List.of("wspec", "server", address));
    command.addAll(subjectOptions.words());
    if (volume == Volume.AUTOBAHN) {
      command.addAll(List.of("--volume", "autobahn"));
    }
    SuiteRun run =
        new SuiteRun(
            catalogue(),
            SubjectRole.SERVER,
            options,
            selection,
            output,
            subject.timeout(),
            command);
    if (wait > 0) {
      Patience.untilListening(URI.create(address), Duration.ofSeconds(wait));
    }
    Probe probe;
    try (Watchdog watchdog = new Watchdog()) {
      probe = Prober.probe(subject, watchdog, options.seed());
    } catch (Unreachable e) {
      RunEnd nothing = new RunEnd(RunEnd.Ending.SUBJECT_LOST, List.of(), List.of(e.sentence()));
      output.write(run.report(address, UNKNOWN, nothing));
      spec.commandLine().getErr().println("wspec: " + e.sentence());
      return ExitCode.NOT_JUDGED;
    }
    PrintWriter out = spec.commandLine().getOut();
    if (!output.quiet()) {
      out.println("Testing " + address + " with " + run.count() + ", seed " + options.seed() + ".");
      out.flush();
    }
    try {
      RunEnd end = run.play(subject.probed(probe), outcome -> {});
      last = run.report(address, probe, end);
      return output.deliver(last, out);
    } finally {
      run.delivered();
    }
  }
}
