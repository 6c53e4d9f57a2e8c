package dev.wspec.cli;

import dev.wspec.behaviour.ClientBehaviour;
import dev.wspec.behaviour.ClientDefect;
import dev.wspec.behaviour.ClientLiberty;
import dev.wspec.behaviour.Liberty;
import dev.wspec.endpoint.EchoClient;
import dev.wspec.handshake.HandshakeViolation;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wspec echo-client}: the reference client, sound or wrong on purpose. */
@Command(
    name = "echo-client",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the reference echo client: without a path it goes through all cases of a fuzzing",
      "server as a test driver does, with one it visits that address once."
    },
    footer = {
      "",
      "Examples:",
      "  wspec client --exec-once 'wspec echo-client {url}'",
      "  wspec echo-client ws://127.0.0.1:9001 --defect ACCEPT_NOT_CHECKED",
      "  wspec echo-client --defects"
    })
final class EchoClientCommand implements Callable<Integer> {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      description = "ws://host:port or ws://host:port/path.")
  private @Nullable URI url;

  @Option(
      names = "--defect",
      paramLabel = "NAME",
      description = "Goes wrong in this way; --defects lists them.")
  private @Nullable ClientDefect defect;

  @Option(
      names = "--liberty",
      paramLabel = "NAME",
      description = "Is unusual in this way, but right; --liberties lists them.")
  private @Nullable ClientLiberty liberty;

  @Option(
      names = "--common-liberty",
      paramLabel = "NAME",
      description = "The same, of those that a server can take too; --common-liberties lists them.")
  private @Nullable Liberty common;

  @Option(names = "--defects", description = "Lists the defects and ends.")
  private boolean listDefects;

  @Option(names = "--liberties", description = "Lists the liberties and ends.")
  private boolean listLiberties;

  @Option(
      names = "--common-liberties",
      description = "Lists the liberties that a server can take too, and ends.")
  private boolean listCommon;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  EchoClientCommand() {}

  @Override
  public Integer call() {
    if (listDefects || listLiberties || listCommon) {
      list();
      return ExitCode.PASSED;
    }
    if (url == null) {
      throw new UsageError("echo-client takes the address to connect to: ws://host:port.");
    }
    return run(url);
  }

  private void list() {
    PrintWriter out = spec.commandLine().getOut();
    if (listDefects) {
      Stream.of(ClientDefect.values()).forEach(d -> out.println(d + "\t" + d.description()));
    }
    if (listLiberties) {
      Stream.of(ClientLiberty.values()).forEach(l -> out.println(l + "\t" + l.description()));
    }
    if (listCommon) {
      Liberty.ofBothRoles().forEach(l -> out.println(l + "\t" + l.description()));
    }
    out.flush();
  }

  private int run(URI url) {
    if (!"ws".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 0) {
      throw new UsageError("echo-client takes ws://host:port, not '" + url + "'.");
    }
    ClientBehaviour behaviour =
        defect != null
            ? defect.behaviour()
            : liberty != null ? liberty.behaviour() : ClientBehaviour.CONFORMING;
    Liberty taken = common;
    if (taken != null) {
      behaviour = behaviour.common(taken::applyTo);
    }
    EchoClient client = new EchoClient(behaviour, TIMEOUT);
    String path = url.getRawPath();
    if (path != null && path.length() > 1) {
      client.visit(url);
      return ExitCode.PASSED;
    }
    try {
      int count = client.drive(url, "wspec echo-client");
      spec.commandLine().getOut().println("Went through " + count + " cases.");
      return ExitCode.PASSED;
    } catch (IOException | HandshakeViolation e) {
      spec.commandLine().getErr().println("wspec: " + url + ": " + e.getMessage());
      return ExitCode.NOT_JUDGED;
    }
  }
}
