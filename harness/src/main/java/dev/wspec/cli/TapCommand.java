package dev.wspec.cli;

import dev.wspec.subject.ServerSubject;
import dev.wspec.traffic.Ear;
import dev.wspec.wire.WireTap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wspec tap}: stands between any client and any server, and judges both. */
@Command(
    name = "tap",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Passes everything on between clients and a server as it is, and judges both by what passes.",
      "Ends with Ctrl-C, after --for seconds, or with the command of --exec."
    },
    footer = {
      "",
      "Examples:",
      "  wspec tap --listen 9000 --to ws://localhost:9001",
      "  wspec tap --listen 9000 --to wss://example.org --exec 'node client.js {url}'",
      "",
      "Exit codes: 0 both kept to the protocol, 1 one did not, 2 usage, 3 no connection was seen."
    })
final class TapCommand implements Callable<Integer> {

  private static final long REST_MILLIS = 2000;

  @Spec private CommandSpec spec;
  @Mixin private SubjectOptions subjectOptions;

  @Option(
      names = "--listen",
      paramLabel = "[HOST:]PORT",
      defaultValue = "127.0.0.1:9000",
      description = "Where clients connect (default: ${DEFAULT-VALUE}).")
  private String listen;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description = "The server: ws://host:port or wss://…")
  private String to;

  @Option(
      names = "--exec",
      paramLabel = "COMMAND",
      description = "A client; {url} is replaced by the URL of the tap. The tap ends with it.")
  private @Nullable String exec;

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "Ends after so long; 0 goes on (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "wspec-tap",
      description = "Takes server/ and client/, a report each (default: ${DEFAULT-VALUE}).")
  private Path folder;

  private final CountDownLatch enough = new CountDownLatch(1);
  private final Interruption interruption = new Interruption();

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  TapCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServerSubject server = subjectOptions.server(to);
    PrintWriter out = spec.commandLine().getOut();
    Ear ear = new Ear();
    try (WireTap tap = tap(server, ear)) {
      String url = "ws://127.0.0.1:" + tap.port() + server.request(new SplittableRandom()).target();
      String end = exec == null && seconds == 0 ? "; Ctrl-C ends it and writes the report" : "";
      out.println("Listening at " + url + " for " + to + end + ".");
      out.flush();
      interruption.runs(enough::countDown);
      listen(url, tap);
    }
    try {
      return new TrafficReport(to, folder).deliver(ear.heard(), ear.notes(), out);
    } finally {
      interruption.delivered();
    }
  }

  private WireTap tap(ServerSubject server, Ear ear) {
    try {
      return WireTap.open(ListenAddress.of("--listen", listen), server.dialer(), ear);
    } catch (IOException e) {
      throw new UsageError(
          listen + " cannot be listened on: " + e.getMessage() + ". Choose another --listen.");
    }
  }

  private void listen(String url, WireTap tap) throws IOException, InterruptedException {
    if (exec != null) {
      String trouble = new TappedClient("The client", exec).talk(url, seconds, null);
      if (!trouble.isEmpty()) {
        spec.commandLine().getErr().println("wspec: " + trouble);
      }
      tap.awaitEnds(REST_MILLIS);
    } else if (seconds > 0) {
      enough.await(seconds, TimeUnit.SECONDS);
    } else {
      enough.await();
    }
  }
}
