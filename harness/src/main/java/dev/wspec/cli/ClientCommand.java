package dev.wspec.cli;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Certificate;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.run.RunEnd;
import dev.wspec.subject.ClientSubject;
import dev.wspec.subject.Invitation;
import dev.wspec.subject.Probe;
import dev.wspec.subject.TestCertificates;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wspec client}: listens, tests the client that connects, and leaves a report. */
@Command(
    name = "client",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Listens, tests the WebSocket client that connects, and leaves a report.",
      "A client that was written for the Autobahn fuzzing server connects as it is: it asks",
      "/getCaseCount, then for /runCase?case=N&agent=NAME, and echoes what comes."
    },
    footer = {
      "",
      "Examples:",
      "  wspec client                                   waits for a driver on port 9001",
      "  wspec client --exec-once 'node driver.js {url}'  starts a driver for all cases",
      "  wspec client --exec 'node echo.js {url}'       starts a client for each case",
      "  wspec client --browser chromium                tests a browser; any other opens the page",
      "                                                 at http://127.0.0.1:9001/",
      "  wspec client --tls --exec 'node echo.js {url}' --select handshake/client/tls",
      "                                                 which certificates it takes",
      "  wspec client --listen 0.0.0.0:9001             for a client in a container",
      "  wspec client --exec-once './driver {url}' --select closing,§5.4 --junit results.xml",
      "  wspec client --fuzz 60s --exec 'node echo.js {url}'"
    })
final class ClientCommand implements Callable<Integer> {

  private static final Pattern ADDRESS = Pattern.compile("(?:(\\[[^]]+]|[^:\\[\\]]+):)?(\\d{1,5})");

  @Spec private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9001",
      description = "Where clients connect (default: ${DEFAULT-VALUE}); port 0 takes a free one.")
  private String listen;

  @Option(
      names = "--exec",
      paramLabel = "COMMAND",
      description = "Starts this client for each case; {url} is where it is to connect and echo.")
  private @Nullable String each;

  @Option(
      names = "--exec-once",
      paramLabel = "COMMAND",
      description = "Starts this driver once; {url} is where it asks for /getCaseCount.")
  private @Nullable String once;

  @Option(
      names = "--browser",
      paramLabel = "NAME",
      description = "Starts chromium or firefox, headless and with a fresh profile, and tests it.")
  private Invitation.Browser.@Nullable Kind browser;

  @Option(
      names = "--tls",
      description = {
        "Speaks TLS: clients come to wss://localhost. Whom they have to trust stands in",
        "wspec-ca.pem beside the report, which --exec and --exec-once find in WSPEC_CA,",
        "NODE_EXTRA_CA_CERTS and SSL_CERT_FILE. With --exec, expired, wrong and untrusted",
        "certificates are shown as well: a client that takes one fails."
      })
  private boolean tls;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description =
          "How long the client may stay away before the run ends (default: 30; a browser, which"
              + " may have to be awaited on a busy machine, 120; without --exec, 3600).")
  private @Nullable Integer wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description =
          "What a case may take (default: ${DEFAULT-VALUE}); sound clients never need it.")
  private double timeout;

  @Option(
      names = "--fuzz",
      paramLabel = "TIME",
      description = {
        "Plays made-up conversations for so long (60s, 10m, 1h) instead of cases, and keeps those",
        "that show a mistake in the folder findings of --out."
      })
  private @Nullable String fuzz;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Plays this conversation once more instead of cases; may be repeated.")
  private List<Path> replay = new ArrayList<>();

  @Mixin private SelectionOptions selection;
  @Mixin private OutputOptions output;
  @Mixin private RunOptions options;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  ClientCommand() {}

  @Override
  public Integer call() throws Exception {
    if (!(timeout >= 0.1 && timeout <= 3600)) {
      throw new UsageError("--timeout takes seconds from 0.1 to 3600.");
    }
    if (each != null && once != null) {
      throw new UsageError(
          "--exec starts a client for each case, --exec-once one for all: choose.");
    }
    Duration time = Duration.ofMillis(Math.round(timeout * 1000));
    if (fuzz != null || !replay.isEmpty()) {
      try (ClientSubject subject = subject()) {
        PrintWriter out = spec.commandLine().getOut();
        ClientFuzzing fuzzing = new ClientFuzzing(subject, time, options, output, command(), out);
        return fuzz == null ? fuzzing.replay(replay) : fuzzing.fuzz(fuzz);
      }
    }
    SuiteRun run =
        new SuiteRun(
            Catalogue.load(), SubjectRole.CLIENT, options, selection, output, time, command());
    try (ClientSubject subject = subject()) {
      return test(subject, run);
    }
  }

  private List<String> command() {
    List<String> words = new ArrayList<>(List.of("wspec", "client", "--listen", listen));
    if (each != null) {
      words.addAll(List.of("--exec", each));
    }
    if (once != null) {
      words.addAll(List.of("--exec-once", once));
    }
    if (tls) {
      words.add("--tls");
    }
    if (browser != null) {
      words.addAll(List.of("--browser", browser.name().toLowerCase(Locale.ROOT)));
    }
    return words;
  }

  private ClientSubject subject() {
    Invitation invitation =
        each != null
            ? new Invitation.EachCase(each)
            : once != null
                ? new Invitation.Once(once)
                : browser != null ? new Invitation.Browser(browser) : new Invitation.Patience();
    int seconds = wait != null ? wait : patience(invitation);
    if (seconds < 1) {
      throw new UsageError("--wait takes seconds, at least 1.");
    }
    try {
      ClientSubject subject =
          ClientSubject.listen(
              address(),
              tls ? TestCertificates.showing(Certificate.RIGHT) : null,
              trusting(invitation),
              Duration.ofSeconds(seconds));
      return tls && each != null ? subject.withDoors() : subject;
    } catch (IOException e) {
      throw new UsageError(
          listen + " cannot be listened on: " + e.getMessage() + ". Choose another --listen.");
    }
  }

  private static int patience(Invitation invitation) {
    return invitation instanceof Invitation.Patience
        ? 3600
        : invitation instanceof Invitation.Browser ? 120 : 30;
  }

  /** The same invitation, with a file that says whom to trust if that is needed. */
  private Invitation trusting(Invitation invitation) {
    if (!tls) {
      return invitation;
    }
    if (invitation instanceof Invitation.Browser) {
      throw new UsageError(
          "--tls does not go with --browser: open the page in a browser that trusts wspec-ca.pem.");
    }
    Path file = output.folder().resolve("wspec-ca.pem").toAbsolutePath();
    try {
      Files.createDirectories(output.folder());
      Files.writeString(file, TestCertificates.authorityPem());
    } catch (IOException e) {
      throw new UsageError(
          file + " cannot be written: " + e.getMessage() + ". Choose another --out.");
    }
    return invitation instanceof Invitation.EachCase
        ? new Invitation.EachCase(String.valueOf(each), Optional.of(file))
        : invitation instanceof Invitation.Once
            ? new Invitation.Once(String.valueOf(once), Optional.of(file))
            : invitation;
  }

  private InetSocketAddress address() {
    Matcher parts = ADDRESS.matcher(listen);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65535) {
      throw new UsageError("--listen takes HOST:PORT, not '" + listen + "'.");
    }
    String host = parts.group(1) == null ? "127.0.0.1" : parts.group(1).replaceAll("[\\[\\]]", "");
    InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(parts.group(2)));
    if (address.isUnresolved()) {
      throw new UsageError("--listen names a host that is not known: " + host + ".");
    }
    return address;
  }

  private int test(ClientSubject subject, SuiteRun run) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (!output.quiet()) {
      out.println(
          "Listening on "
              + subject.url()
              + " with "
              + run.count()
              + ", seed "
              + options.seed()
              + ".");
      out.flush();
    }
    try {
      RunEnd end = run.play(subject, outcome -> subject.judged(outcome.id(), behaviour(outcome)));
      Probe found = subject.findings();
      Probe named =
          new Probe(found.capabilities(), found.greetings(), subject.agent(), found.notes());
      return output.deliver(run.report(subject.url(), named, end), out);
    } finally {
      run.delivered();
    }
  }

  /** The outcome in the words of the URL protocol. */
  private static String behaviour(CaseOutcome outcome) {
    return switch (outcome.verdict()) {
      case PASS -> "OK";
      case NON_STRICT -> "NON-STRICT";
      case INFORMATIONAL -> "INFORMATIONAL";
      case NOT_APPLICABLE -> "UNIMPLEMENTED";
      case FAIL, ERROR -> "FAILED";
    };
  }
}
