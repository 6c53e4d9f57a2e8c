package dev.wspec.cli;

import java.io.PrintWriter;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code wspec}. */
@Command(
    name = "wspec",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Finds out whether a WebSocket server or client keeps to RFC 6455 and RFC 7692.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServerCommand.class,
      CompareCommand.class,
      MergeCommand.class,
      ClientCommand.class,
      ProxyCommand.class,
      TapCommand.class,
      AutobahnCommand.class,
      FuzzCommand.class,
      ReplayCommand.class,
      EchoCommand.class,
      EchoClientCommand.class,
      ListCommand.class,
      ExplainCommand.class,
      JudgeCommand.class,
      BaselineCommand.class,
      SelftestCommand.class,
      CompletionCommand.class,
      ManCommand.class,
    },
    footer = {
      "",
      "Examples:",
      "  wspec server                          try it on the built-in server",
      "  wspec server ws://localhost:9001/     test a server of yours",
      "  wspec client --exec-once 'node driver.js {url}'   test a client of yours",
      "  wspec explain closing/**              what these cases ask, and why",
      "",
      "Exit codes: 0 gate passed, 1 gate failed, 2 usage, 3 nothing could be judged,",
      "4 wspec could not find out, 130 interrupted."
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli injects the spec
  private Main() {}

  public static void main(String... args) {
    System.exit(
        execute(
            System.getenv("NO_COLOR") == null,
            new PrintWriter(System.out, true),
            new PrintWriter(System.err, true),
            args));
  }

  /** Runs a command line and returns its exit code. */
  static int execute(boolean colour, PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Main());
    line.setOut(out);
    line.setErr(err);
    if (!colour) {
      line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setDefaultValueProvider(new ConfigFile());
    line.setParameterExceptionHandler(Main::usage);
    line.setExecutionExceptionHandler(
        (e, commandLine, parsed) -> {
          if (e instanceof UsageError) {
            commandLine.getErr().println("wspec: " + e.getMessage());
            return ExitCode.USAGE;
          }
          throw e;
        });
    return line.execute(args);
  }

  private static int usage(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("wspec: " + Misspelt.sentence(e).orElse(e.getMessage()));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** The version that the jar's manifest names. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"wspec " + version()};
    }

    static String version() {
      return Objects.requireNonNullElse(
          Main.class.getPackage().getImplementationVersion(), "(unpackaged)");
    }
  }
}
