package dev.wspec.cli;

import dev.wspec.endpoint.EchoServer;
import dev.wspec.endpoint.LocalhostCertificate;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  EchoCommand() {}

  @Override
  public Integer call() throws Exception {
    EchoServer.Builder builder = EchoServer.builder().port(port).subprotocols("chat", "superchat");
    if (tls) {
      builder.tls(LocalhostCertificate.serverContext());
    }
    PrintWriter out = spec.commandLine().getOut();
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
