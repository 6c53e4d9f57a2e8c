package dev.wspec.subject;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that we started. Its output is kept in part; when it is ended, its descendants are too.
 */
public final class StartedProgram implements AutoCloseable {

  /** Octets kept of each end of the output. */
  private static final int KEPT = 4096;

  private final Process process;
  private final byte[] head = new byte[KEPT];
  private final byte[] tail = new byte[KEPT];
  private long said;

  private StartedProgram(Process process) {
    this.process = process;
    Thread reader = new Thread(this::listen, "wspec-program-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a command line of the shell.
   *
   * @param command in which each {@code {url}} stands for the address
   * @param authority what is put where clients look for whom to trust
   */
  static StartedProgram start(String command, String url, Optional<Path> authority)
      throws IOException {
    String line = command.contains("{url}") ? command.replace("{url}", url) : command + " " + url;
    return start(List.of("/bin/sh", "-c", line), authority);
  }

  /** Starts a command line of the shell as it is. */
  public static StartedProgram start(String line) throws IOException {
    return start(List.of("/bin/sh", "-c", line));
  }

  static StartedProgram start(List<String> command) throws IOException {
    return start(command, Optional.empty());
  }

  private static StartedProgram start(List<String> command, Optional<Path> authority)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    authority.ifPresent(
        file ->
            List.of("WSPEC_CA", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE")
                .forEach(name -> builder.environment().put(name, file.toString())));
    return new StartedProgram(builder.start());
  }

  private void listen() {
    byte[] buffer = new byte[KEPT];
    try (InputStream in = process.getInputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        keep(buffer, count);
      }
    } catch (IOException e) {
      // It was killed; what it has said so far is kept.
    }
  }

  private synchronized void keep(byte[] octets, int count) {
    for (int i = 0; i < count; i++) {
      if (said < KEPT) {
        head[(int) said] = octets[i];
      } else {
        tail[(int) (said % KEPT)] = octets[i];
      }
      said++;
    }
  }

  /** Both ends of what it said, printable. */
  public synchronized String output() {
    String begin = text(Arrays.copyOf(head, (int) Math.min(said, KEPT)));
    if (said <= KEPT) {
      return begin;
    }
    int count = (int) Math.min(said - KEPT, KEPT);
    byte[] end = new byte[count];
    for (int i = 0; i < count; i++) {
      end[i] = tail[(int) ((said - count + i) % KEPT)];
    }
    return begin + (said > 2 * KEPT ? " … " : "") + text(end);
  }

  private static String text(byte[] octets) {
    return Target.printable(new String(octets, StandardCharsets.UTF_8).strip(), 2 * KEPT);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What the operating system knows of it. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Whether it has ended by itself in time. */
  public boolean awaitExit(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Its exit status; only once it has ended. */
  public int status() {
    return process.exitValue();
  }

  /** Ends it and all that it started. */
  @Override
  public void close() {
    try (Stream<ProcessHandle> descendants = process.descendants()) {
      List<ProcessHandle> all = descendants.toList();
      process.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
    }
    awaitExit(1000);
  }
}
