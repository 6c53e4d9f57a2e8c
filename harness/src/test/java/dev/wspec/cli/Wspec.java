package dev.wspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.OS;

/** The whole program, in a virtual machine of its own that has little memory. */
final class Wspec implements AutoCloseable {

  /** How a run of the program came to its end. */
  record Ran(int code, String out, String err, Path report) {

    String results() throws IOException {
      return Files.readString(report.resolve("results.json"));
    }

    String page() throws IOException {
      return Files.readString(report.resolve("index.html"));
    }
  }

  private final Path folder;
  private final Process process;

  private Wspec(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /** Starts {@code wspec server}; all it writes goes into this folder. */
  static Wspec server(Path folder, String... args) throws IOException {
    return start(folder, "server", args);
  }

  /** Starts a command that leaves a report; all it writes goes into this folder. */
  static Wspec start(Path folder, String name, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    if (OS.current() == OS.LINUX) {
      // What a shell starts in the background ignores Ctrl-C, and so does what that starts.
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.addAll(
        List.of(
            ThisJava.program(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            ThisJava.classPath(),
            Main.class.getName(),
            name,
            "--out",
            folder.resolve("report").toString()));
    command.addAll(Arrays.asList(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    return new Wspec(folder, builder.start());
  }

  /** Runs {@code wspec server} to its end, which has to come within this time. */
  static Ran run(Path folder, Duration budget, String... args) throws Exception {
    try (Wspec wspec = server(folder, args)) {
      return wspec.ran(budget);
    }
  }

  /** Does what Ctrl-C does, but only to this process. */
  void interrupt() throws Exception {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
  }

  /** Whether it has ended of its own accord in so much time. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The end of it, which has to come within this time. */
  Ran ran(Duration budget) throws Exception {
    boolean ended = process.waitFor(budget.toMillis(), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    String out = Files.readString(folder.resolve("out"));
    String err = Files.readString(folder.resolve("err"));
    if (!ended) {
      throw new AssertionError("not done within " + budget + ":\n" + out + err);
    }
    return new Ran(process.exitValue(), out, err, folder.resolve("report"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
