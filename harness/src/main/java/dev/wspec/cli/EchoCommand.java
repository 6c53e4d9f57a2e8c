package dev.wspec.cli;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.behaviour.Liberty;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.endpoint.LocalhostCertificate;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wspec echo}: the reference server, sound or wrong on purpose. */
@Command(
    name = "echo",
    mixinStandardHelpOptions = true,
    description = "Runs the reference echo server on 127.0.0.1 until it is stopped.",
    footer = {"", "Examples:", "  wspec echo --port 9001", "  wspec echo --tls"})
final class EchoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      defaultValue = "9001",
      description = "0 takes any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--tls", description = "Speaks wss with a self-signed certificate for localhost.")
  private boolean tls;

  @Option(
      names = "--defect",
      paramLabel = "NAME",
      description = "Goes wrong in this way, on purpose; --defects lists them.")
  private List<Defect> defects = new ArrayList<>();

  @Option(
      names = "--liberty",
      paramLabel = "NAME",
      description = "Is unusual in this way, but right; --liberties lists them.")
  private List<Liberty> liberties = new ArrayList<>();

  @Option(names = "--defects", description = "Lists the defects and ends.")
  private boolean listDefects;

  @Option(names = "--liberties", description = "Lists the liberties and ends.")
  private boolean listLiberties;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  EchoCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (listDefects || listLiberties) {
      if (listDefects) {
        Stream.of(Defect.values())
            .forEach(
                d ->
                    out.println(
                        d + "\t" + d.description() + "\t" + String.join(" ", d.requirements())));
      }
      if (listLiberties) {
        Stream.of(Liberty.values()).forEach(l -> out.println(l + "\t" + l.description()));
      }
      out.flush();
      return ExitCode.PASSED;
    }
    Behaviour behaviour = Behaviour.CONFORMING;
    for (Defect defect : defects) {
      behaviour = defect.applyTo(behaviour);
    }
    for (Liberty liberty : liberties) {
      behaviour = liberty.applyTo(behaviour);
    }
    EchoServer.Builder builder =
        EchoServer.builder().port(port).subprotocols("chat", "superchat").behaviour(behaviour);
    if (tls) {
      builder.tls(LocalhostCertificate.serverContext());
    }
    try (EchoServer server = builder.start()) {
      out.println("Listening on " + server.uri() + " (Ctrl-C stops it).");
      out.flush();
      new CountDownLatch(1).await();
      return ExitCode.PASSED;
    } catch (IOException e) {
      throw new UsageError(
          "port " + port + " cannot be used: " + e.getMessage() + ". Choose another with --port.");
    }
  }
}
