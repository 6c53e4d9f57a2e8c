package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.wire.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the GitHub Action does, with the script that it is and a program that is this one. */
@Tag("slow")
class ActionScriptTest {

  private static final Path SCRIPT = Path.of("../action.sh").toAbsolutePath().normalize();

  @TempDir private Path folder;

  /** How the script came to its end, what it said and what it told the job. */
  private record Ran(int code, String out, String outputs, String summary, Path report) {

    List<String> annotations() {
      return out.lines().filter(line -> line.matches("::(error|warning) .*")).toList();
    }
  }

  @BeforeEach
  void standInForTheLauncher() throws IOException {
    Path wspec = folder.resolve("wspec");
    Files.writeString(
        wspec, "#!/bin/sh\nexec " + ThisJava.line(Main.class.getName()) + " \"$@\"\n");
    assertThat(wspec.toFile().setExecutable(true)).isTrue();
  }

  private Ran run(Map<String, String> environment) throws Exception {
    Path out = folder.resolve("out");
    Path outputs = folder.resolve("outputs");
    Path summary = folder.resolve("summary.md");
    Path report = folder.resolve("report");
    ProcessBuilder builder =
        new ProcessBuilder("bash", SCRIPT.toString())
            .directory(Path.of("").toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("WSPEC", folder.resolve("wspec").toString());
    builder.environment().put("WSPEC_REPORT", report.toString());
    builder.environment().put("GITHUB_ACTIONS", "true");
    builder.environment().put("GITHUB_OUTPUT", outputs.toString());
    builder.environment().put("GITHUB_STEP_SUMMARY", summary.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    assertThat(ended).as(Files.readString(out)).isTrue();
    return new Ran(
        process.exitValue(), Files.readString(out), text(outputs), text(summary), report);
  }

  private static String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private Ran against(Behaviour behaviour, String options) throws Exception {
    try (EchoServer server = EchoServer.builder().behaviour(behaviour).start()) {
      return run(Map.of("WSPEC_URL", server.uri().toString(), "WSPEC_OPTIONS", options));
    }
  }

  @Test
  void aSoundServerPassesWithoutAnnotations() throws Exception {
    Ran ran = against(Behaviour.CONFORMING, "--select control");

    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.annotations()).isEmpty();
    assertThat(ran.outputs()).contains("exit-code=0\n", "report=" + ran.report());
    assertThat(ran.summary()).startsWith("<!-- wspec -->").contains("✓ wspec");
    assertThat(ran.report().toFile().list())
        .contains("index.html", "results.json", "junit.xml", "wspec.sarif");
  }

  @Test
  void aFaultyServerFailsWithAnErrorForEachFault() throws Exception {
    Ran ran =
        against(Defect.FRAGMENTED_CONTROL_FRAMES_ACCEPTED.behaviour(), "--select control --seed 1");

    assertThat(ran.code()).as(ran.out()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.outputs()).contains("exit-code=1\n");
    assertThat(ran.annotations())
        .anyMatch(line -> line.startsWith("::error title=wspec 6455-5.4-09::"))
        .noneMatch(line -> line.contains("baseline"));
    assertThat(ran.summary()).contains("✗ wspec", "### What to fix first");
    String token = ran.out().replaceAll("(?s).*?::stop-commands::(\\S+).*", "$1");
    assertThat(ran.out().indexOf("::" + token + "::\n"))
        .as("quotes stand where commands are not obeyed")
        .isGreaterThan(ran.out().indexOf("observed"))
        .isLessThan(ran.out().indexOf("::error"));
  }

  @Test
  void itStartsTheServerItselfAndStopsIt() throws Exception {
    int port = FreePort.find();
    Ran ran =
        run(
            Map.of(
                "WSPEC_URL", "ws://127.0.0.1:" + port + "/",
                "WSPEC_START", folder.resolve("wspec") + " echo --port " + port,
                "WSPEC_OPTIONS", "--select control/ping"));

    assertThat(ran.code()).as(ran.out()).isZero();
    // It listens no more.
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void aServerThatDoesNotStartIsAnError() throws Exception {
    Ran ran = run(Map.of("WSPEC_URL", "ws://127.0.0.1:1/", "WSPEC_START", "false"));

    assertThat(ran.code()).as(ran.out()).isEqualTo(ExitCode.NOT_JUDGED);
    assertThat(ran.annotations())
        .containsExactly("::error title=wspec::The server ended before it listened.");
  }
}
