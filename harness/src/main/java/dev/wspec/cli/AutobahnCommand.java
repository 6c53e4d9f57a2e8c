package dev.wspec.cli;

import dev.wspec.autobahn.AutobahnCase;
import dev.wspec.autobahn.AutobahnCases;
import dev.wspec.autobahn.Volume;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.report.autobahn.AutobahnFolder;
import dev.wspec.run.autobahn.AutobahnRun;
import dev.wspec.run.autobahn.AutobahnSpec;
import dev.wspec.run.autobahn.FuzzingClient;
import dev.wspec.run.autobahn.FuzzingServer;
import dev.wspec.run.autobahn.SpecProblem;
import dev.wspec.run.autobahn.Testee;
import dev.wspec.subject.TlsOptions;
import dev.wspec.subject.UnusableSubject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wspec autobahn}: takes the command lines and spec files of the Autobahn Testsuite. */
@Command(
    name = "autobahn",
    sortOptions = false,
    description = {
      "Takes the command line and the spec files of Autobahn's wstest and writes the same reports.",
      "Exits with 0 whatever the verdicts, as the original does, unless --exit-code is given."
    },
    footer = {
      "",
      "Examples:",
      "  wspec autobahn -m fuzzingclient -s fuzzingclient.json",
      "  wspec autobahn -m fuzzingclient -w ws://localhost:9001 --exit-code",
      "  wspec autobahn -m fuzzingserver -s fuzzingserver.json",
      "",
      "docs/autobahn.md shows what to change in scripts, and why some verdicts differ."
    })
final class AutobahnCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-m", "--mode"},
      paramLabel = "MODE",
      description =
          "fuzzingclient, fuzzingserver, echoserver, echoclient, testeeserver or testeeclient.")
  private @Nullable String mode;

  @Option(
      names = {"-s", "--spec"},
      paramLabel = "FILE",
      description = "The spec file (default: MODE.json, which is written if it is missing).")
  private @Nullable Path specFile;

  @Option(
      names = {"-w", "--wsuri"},
      paramLabel = "URL",
      description =
          "The server to test if the spec names none or is yet to be written; where echo and testee"
              + " modes work.")
  private @Nullable String wsuri;

  @Option(
      names = {"-i", "--ident"},
      paramLabel = "NAME",
      description = "What testeeclient calls itself.")
  private @Nullable String ident;

  @Option(
      names = {"-k", "--key"},
      paramLabel = "PEM",
      description = "Key of a wss server.")
  private @Nullable Path key;

  @Option(
      names = {"-c", "--cert"},
      paramLabel = "PEM",
      description = "Certificate of a wss server.")
  private @Nullable Path certificate;

  @Option(
      names = {"-u", "--webport"},
      paramLabel = "PORT",
      description = "Taken for compatibility; there is no web server, the reports are files.")
  private @Nullable Integer webport;

  @Option(
      names = {"-d", "--debug"},
      description = "Taken for compatibility; the reports tell all.")
  private boolean debug;

  @Option(
      names = {"-a", "--autobahnversion"},
      description = "Tells the version and ends.")
  private boolean version;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Tells this and ends.")
  private boolean help;

  @Option(
      names = "--volume",
      defaultValue = "quick",
      description =
          "quick repeats a hundredth of what the original repeats a thousand times, with no case"
              + " and no size left out; autobahn repeats all (default: ${DEFAULT-VALUE}).")
  private Volume volume;

  @Option(
      names = "--compat",
      description = "Judges by the original's rules where they differ from RFC 6455.")
  private boolean compat;

  @Option(
      names = "--exit-code",
      description = "Exits with 1 if a case failed, and with 3 if nothing was judged.")
  private boolean exitCode;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many cases at a time as fuzzingclient (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Option(
      names = "--bind",
      paramLabel = "HOST",
      description = "Where fuzzingserver listens (default: the host in the spec's url).")
  private @Nullable String bind;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  AutobahnCommand() {}

  @Override
  public Integer call() throws Exception {
    if (version) {
      say("wspec " + Main.Version.version());
      say("AutobahnTestSuite compatible, " + AutobahnCases.all().size() + " cases");
      return ExitCode.PASSED;
    }
    if (mode == null) {
      throw new UsageError("--mode is needed: fuzzingclient or fuzzingserver, for instance.");
    }
    if (parallel < 1 || parallel > 256) {
      throw new UsageError("--parallel takes a number from 1 to 256.");
    }
    return switch (mode) {
      case "fuzzingclient" -> fuzzingClient();
      case "fuzzingserver" -> fuzzingServer();
      case "echoserver", "testeeserver" -> echoServer();
      case "echoclient" -> echoClient();
      case "testeeclient" -> testeeClient();
      default ->
          throw new UsageError(
              "there is no mode '"
                  + mode
                  + "': take fuzzingclient, fuzzingserver, echoserver, echoclient, testeeserver or"
                  + " testeeclient.");
    };
  }

  private int fuzzingClient() throws IOException {
    AutobahnSpec read = spec(false);
    if (read.servers().isEmpty() && wsuri != null) {
      read = read.with(List.of(new AutobahnSpec.Server(wsuri, null, null, List.of())));
    }
    if (read.servers().isEmpty()) {
      throw new UsageError("the spec file names no servers: add one, or give --wsuri.");
    }
    List<AutobahnCase> cases = cases(read);
    try {
      FuzzingClient.check(read);
      return fuzzingClient(read, cases);
    } catch (SpecProblem e) {
      throw new UsageError(String.valueOf(e.getMessage()));
    }
  }

  private int fuzzingClient(AutobahnSpec read, List<AutobahnCase> cases)
      throws SpecProblem, IOException {
    AutobahnFolder folder = folder(read);
    Thread hook = new Thread(() -> writeIndex(folder), "wspec-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return end(new FuzzingClient(read, settings(read), folder, this::say).run(cases), folder);
    } finally {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private int fuzzingServer() throws IOException, InterruptedException {
    AutobahnSpec read = spec(true);
    List<AutobahnCase> cases = cases(read);
    AutobahnFolder folder = folder(read);
    URI uri = uri(read.url());
    try (FuzzingServer server =
        new FuzzingServer(
            address(uri, bind), tls(uri, read), read, cases, settings(read), folder, this::say)) {
      say("Listening on " + read.url() + " (Ctrl-C stops it and writes the index).");
      Thread hook = new Thread(() -> closeQuietly(server), "wspec-interrupt");
      Runtime.getRuntime().addShutdownHook(hook);
      AutobahnRun.Tally tally = server.await();
      Runtime.getRuntime().removeShutdownHook(hook);
      return end(tally, folder);
    } catch (java.net.BindException e) {
      throw new UsageError(read.url() + " cannot be listened on: " + e.getMessage() + ".");
    }
  }

  /** Ctrl-C leaves an index of what was played. */
  private static void writeIndex(AutobahnFolder folder) {
    try {
      folder.writeIndex();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void closeQuietly(FuzzingServer server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int end(AutobahnRun.Tally tally, AutobahnFolder folder) {
    say(tally.words() + ". Report: " + folder.path().resolve("index.html"));
    if (!exitCode) {
      return ExitCode.PASSED;
    }
    if (tally.played() == 0) {
      return ExitCode.NOT_JUDGED;
    }
    return tally.bad() > 0 ? ExitCode.FAILED : ExitCode.PASSED;
  }

  private AutobahnRun.Settings settings(AutobahnSpec read) {
    return new AutobahnRun.Settings(
        volume, compat, parallel, System.nanoTime() & 0xFFFFFF, read.protocols());
  }

  /** The spec file; one that is missing is written, and then used, as the original does. */
  private AutobahnSpec spec(boolean server) throws IOException {
    Path file = specFile;
    if (file == null) {
      file = Path.of(mode + ".json");
      if (!Files.exists(file)) {
        Files.writeString(file, template(server));
        say("Auto-generating spec file '" + file + "'");
      } else {
        say("Using implicit spec file '" + file + "'");
      }
    } else {
      if (!Files.exists(file)) {
        Files.writeString(file, template(server));
        say("Auto-generating spec file '" + file + "'");
      }
      say("Using explicit spec file '" + file + "'");
    }
    say("Loading spec from " + file.toAbsolutePath().normalize());
    try {
      AutobahnSpec read = AutobahnSpec.read(Files.readString(file), server);
      read.notes().stream().distinct().forEach(note -> say("Note: " + note));
      return read;
    } catch (SpecProblem e) {
      throw new UsageError(file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UsageError(file + " cannot be read: " + e.getMessage());
    }
  }

  private String template(boolean server) {
    return AutobahnSpec.template(server, wsuri == null ? "ws://127.0.0.1:9001" : wsuri);
  }

  private static List<AutobahnCase> cases(AutobahnSpec read) {
    try {
      List<AutobahnCase> cases = AutobahnCases.select(read.cases(), read.excludeCases());
      if (cases.isEmpty()) {
        throw new UsageError("the spec file selects no cases.");
      }
      return cases;
    } catch (AutobahnCases.UnknownCase e) {
      throw new UsageError("the spec file selects a case that does not exist. " + e.getMessage());
    }
  }

  private AutobahnFolder folder(AutobahnSpec read) {
    try {
      return AutobahnFolder.open(
          read.outdir(),
          "wspec " + Main.Version.version(),
          compat ? "the rules of the Autobahn Testsuite" : "RFC 6455 and RFC 7692");
    } catch (IOException e) {
      throw new UsageError("the folder " + read.outdir() + " cannot be made: " + e.getMessage());
    }
  }

  private static URI uri(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new UsageError("not a WebSocket URL: " + url + ".");
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("ws") || scheme.equals("wss"))) {
      throw new UsageError("not a WebSocket URL with a host: " + url + ".");
    }
    return uri;
  }

  private static InetSocketAddress address(URI uri, @Nullable String bind) {
    boolean secure = uri.getScheme().equalsIgnoreCase("wss");
    int port = uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort();
    String host = bind != null ? bind : uri.getHost().replaceAll("[\\[\\]]", "");
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UsageError("the host name " + host + " is not known; --bind takes another.");
    }
    return address;
  }

  private @Nullable SSLContext tls(URI uri, AutobahnSpec read) {
    if (!uri.getScheme().equalsIgnoreCase("wss")) {
      return null;
    }
    Path ownKey = key != null ? key : read.key();
    Path own = certificate != null ? certificate : read.certificate();
    if (ownKey == null || own == null) {
      throw new UsageError(
          "a wss server needs --key and --cert, or \"key\" and \"cert\" in its spec.");
    }
    try {
      return TlsOptions.serving(ownKey, own);
    } catch (UnusableSubject e) {
      throw new UsageError(String.valueOf(e.getMessage()));
    }
  }

  private URI neededUri() {
    if (wsuri == null) {
      throw new UsageError("the mode " + mode + " needs --wsuri.");
    }
    return uri(wsuri);
  }

  private int echoServer() throws InterruptedException {
    URI uri = neededUri();
    EchoServer.Builder builder = EchoServer.builder().port(address(uri, null).getPort());
    if (uri.getScheme().equalsIgnoreCase("wss")) {
      if (key == null || certificate == null) {
        throw new UsageError("a wss server needs --key and --cert.");
      }
      try {
        builder.tls(TlsOptions.serving(key, certificate));
      } catch (UnusableSubject e) {
        throw new UsageError(String.valueOf(e.getMessage()));
      }
    }
    try (EchoServer server = builder.start()) {
      say("Listening on " + server.uri() + " (Ctrl-C stops it).");
      new CountDownLatch(1).await();
      return ExitCode.PASSED;
    } catch (IOException e) {
      throw new UsageError(wsuri + " cannot be listened on: " + e.getMessage() + ".");
    }
  }

  private int echoClient() {
    return testee("", Testee::echo);
  }

  private int testeeClient() {
    return testee(ident == null ? "wspec" : ident, testee -> testee.runAll(this::say));
  }

  private interface Errand {
    void run(Testee testee) throws IOException;
  }

  private int testee(String name, Errand errand) {
    URI uri = neededUri();
    try {
      errand.run(new Testee(uri, name));
      return ExitCode.PASSED;
    } catch (IOException e) {
      spec.commandLine().getErr().println("wspec: " + uri + ": " + e.getMessage() + ".");
      return ExitCode.NOT_JUDGED;
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }
}
