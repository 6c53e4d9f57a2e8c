package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Defect;
import dev.wspec.endpoint.EchoServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  private int wspec(String... args) {
    return Main.execute(false, new PrintWriter(out), new PrintWriter(out), args);
  }

  @Test
  void oneThatIsNotThereDoesNotKeepTheOthersFromBeingCompared() throws Exception {
    try (EchoServer own = EchoServer.builder().port(0).start()) {
      Path targets =
          Files.writeString(
              folder.resolve("targets.yaml"),
              """
              targets:
                - { name: own, url: '%s' }
                - { name: broken, process: 'echo no luck; exit 7' }
                - { name: nobody, url: 'ws://127.0.0.1:1/' }
              """
                  .formatted(own.uri()));
      int code =
          wspec("compare", targets.toString(), "--select", "control/ping~*", "--out", at("a"));
      assertThat(code).isEqualTo(ExitCode.NOT_JUDGED);
    }
    assertThat(out.toString()).contains("own:", "0 wrong", "exit code 7", "! nobody:");
    assertThat(folder.resolve("a/own/results.json")).exists();
    assertThat(folder.resolve("a/index.html")).content().contains("control/ping~size=0 .__");
  }

  @Test
  void storedResultsAreComparedAndWhatGotWorseFails() throws Exception {
    String before = run(EchoServer.builder().port(0).start(), "before");
    Defect defect = Defect.valueOf("HOST_NOT_REQUIRED");
    String after = run(EchoServer.builder().port(0).behaviour(defect.behaviour()).start(), "after");
    assertThat(wspec("compare", before, after, "--out", at("b"))).isEqualTo(ExitCode.PASSED);
    assertThat(wspec("compare", after, "--base", before, "--out", at("c")))
        .isEqualTo(ExitCode.FAILED);
    assertThat(wspec("compare", before, "--base", after, "--out", at("d")))
        .isEqualTo(ExitCode.PASSED);
    assertThat(out.toString()).contains("Worse than the base: 1");
  }

  @Test
  void whatCannotBeATargetIsAMistakeOfUsage() {
    assertThat(wspec("compare", "nothing-like-this")).isEqualTo(ExitCode.USAGE);
    assertThat(wspec("compare", "ws://a/", "ws://a/")).isEqualTo(ExitCode.USAGE);
  }

  private String run(EchoServer server, String name) {
    try (server) {
      wspec(
          "server",
          server.uri().toString(),
          "--select",
          "handshake/host/missing",
          "--out",
          at(name));
    }
    return at(name) + "/results.json";
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }
}
