package dev.wspec.compare;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command line that serves a port until it is ended. */
final class ProcessTarget implements Launched {

  private static final int DIAL_MILLIS = 250;

  private final Process process;
  private final String url;
  private final LogTail log = new LogTail();

  private ProcessTarget(Process process, String url) {
    this.process = process;
    this.url = url;
    Thread reader = new Thread(this::listen, "wspec-target-output");
    reader.setDaemon(true);
    reader.start();
  }

  static ProcessTarget start(TargetSpec spec) throws LaunchFailure {
    int port = freePort();
    String command = spec.how().replace("{port}", String.valueOf(port));
    ProcessTarget target;
    try {
      Process process =
          new ProcessBuilder("/bin/sh", "-c", command)
              .directory(spec.folder().toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      target = new ProcessTarget(process, "ws://127.0.0.1:" + port + spec.path());
    } catch (IOException e) {
      throw new LaunchFailure("It cannot be started: " + e.getMessage(), List.of());
    }
    target.awaitPort(port, spec.patience());
    return target;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free", e);
    }
  }

  private void awaitPort(int port, int seconds) throws LaunchFailure {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() - end < 0) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), DIAL_MILLIS);
        return;
      } catch (IOException e) {
        if (endedWithin(DIAL_MILLIS)) {
          throw new LaunchFailure(
              "It ended with exit code " + process.exitValue() + " before it listened.", log());
        }
      }
    }
    close();
    throw new LaunchFailure(
        "It did not listen on port " + port + " within " + seconds + " s.", log());
  }

  private boolean endedWithin(int millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void listen() {
    byte[] buffer = new byte[4096];
    try (InputStream in = process.getInputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        log.add(new String(buffer, 0, count, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      log.add("\n(the output broke off: " + e.getMessage() + ")\n");
    }
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public String fate() {
    return process.isAlive() ? "" : "The process ended with exit code " + process.exitValue() + ".";
  }

  @Override
  public List<String> log() {
    return log.lines();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
