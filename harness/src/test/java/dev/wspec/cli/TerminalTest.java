package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.wspec.behaviour.Defect;
import dev.wspec.endpoint.EchoServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program on a terminal, which {@code script} plays. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class TerminalTest {

  private static final String CTRL_C = "\u0003";

  @TempDir private Path folder;

  private Process start(String stty, String url) throws IOException {
    String command =
        "stty %s; env --default-signal=INT ".formatted(stty)
            + ThisJava.line(Main.class.getName())
            + " server --out '%s' --select 'text/invalid/**' --seed 1 %s"
                .formatted(folder.resolve("report"), url);
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qefc", command, "/dev/null").redirectErrorStream(true);
    builder.environment().put("TERM", "xterm");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("COLUMNS");
    builder.environment().remove("NO_COLOR");
    return builder.start();
  }

  /** Reads on until this is to be seen. */
  private static String until(String words, InputStream screen) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (int c = screen.read(); c >= 0; c = screen.read()) {
      seen.append((char) c);
      if (seen.indexOf(words) >= 0) {
        return seen.toString();
      }
    }
    throw new AssertionError("never came: " + words + " in: " + seen);
  }

  @Test
  void interruptedByItsKeyItTellsWhatItKnowsAndLeavesTheReport() throws Exception {
    Defect slow = Defect.UTF8_NOT_CHECKED; // every failure is confirmed, one after the other
    try (EchoServer server = EchoServer.builder().behaviour(slow.behaviour()).start()) {
      Process script = start("cols 60", server.uri().toString());
      try {
        assertTimeoutPreemptively(
            Duration.ofSeconds(120),
            () -> {
              InputStream screen = script.getInputStream();
              String progress = until(" failed", screen);
              OutputStream keys = script.getOutputStream();
              keys.write(CTRL_C.getBytes(StandardCharsets.US_ASCII));
              keys.flush();
              String rest = new String(screen.readAllBytes(), StandardCharsets.UTF_8);

              assertThat(progress).containsPattern("\\r\\d+ of \\d+ cases ");
              assertThat(rest)
                  .contains(", interrupted", "(not all cases ran)", "index.html")
                  .contains("\u001b[1;31m");
            });
        assertThat(script.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
      } finally {
        script.destroyForcibly();
      }
    }
    assertThat(Files.readString(folder.resolve("report/results.json"))).contains("INTERRUPTED");
    assertThat(folder.resolve("report/index.html")).isNotEmptyFile();
  }

  @Test
  void sttyTellsTheWidth() {
    assertThat(TerminalWidth.columns("24 132\n")).isEqualTo(132);
    assertThat(TerminalWidth.columns("0 0\n")).isEqualTo(80);
    assertThat(TerminalWidth.columns("")).isEqualTo(80);
  }
}
