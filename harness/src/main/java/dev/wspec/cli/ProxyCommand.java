package dev.wspec.cli;

import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.run.RunEnd;
import dev.wspec.subject.IntermediarySubject;
import dev.wspec.subject.ServerSubject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
      "  wspec proxy --through ws://localhost:8080/ --select intermediary/tunnel --junit r.xml"
    })
final class ProxyCommand implements Callable<Integer> {

  private static final Pattern ADDRESS = Pattern.compile("(?:(\\[[^]]+]|[^:\\[\\]]+):)?(\\d{1,5})");

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

  @Mixin private SubjectOptions subjectOptions;
  @Mixin private SelectionOptions selection;
  @Mixin private OutputOptions output;
  @Mixin private RunOptions options;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  ProxyCommand() {}

  @Override
  public Integer call() throws Exception {
    ServerSubject front = subjectOptions.server(through);
    List<String> command =
        new ArrayList<>(List.of("wspec", "proxy", "--through", through, "--origin-listen", origin));
    command.addAll(subjectOptions.words());
    InetSocketAddress address = address();
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

  private IntermediarySubject between(ServerSubject front, InetSocketAddress address) {
    try {
      return IntermediarySubject.between(front, address);
    } catch (IOException e) {
      throw new UsageError(
          origin
              + " cannot be listened on: "
              + e.getMessage()
              + ". Choose another --origin-listen.");
    }
  }

  private InetSocketAddress address() {
    Matcher parts = ADDRESS.matcher(origin);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65535) {
      throw new UsageError("--origin-listen takes HOST:PORT or PORT, not '" + origin + "'.");
    }
    String host = parts.group(1) == null ? "127.0.0.1" : parts.group(1).replaceAll("[\\[\\]]", "");
    InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(parts.group(2)));
    if (address.isUnresolved()) {
      throw new UsageError("--origin-listen names a host that is not known: " + host + ".");
    }
    return address;
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
              + run.cases().size()
              + " cases, seed "
              + options.seed()
              + "; its server is at port "
              + subject.originPort()
              + ".");
      out.flush();
    }
    try {
      RunEnd end = run.play(subject, outcome -> {});
      return output.deliver(run.report(through, ServerCommand.UNKNOWN, end), out);
    } finally {
      run.delivered();
    }
  }
}
