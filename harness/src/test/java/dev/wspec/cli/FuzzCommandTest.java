package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Defect;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.wire.FreePort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FuzzCommandTest {
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int wspec(String... args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--out", folder.resolve("report").toString()));
    return Main.execute(
        false, new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
  }

  private Path findings() {
    return folder.resolve("report/findings");
  }

  @Test
  void public_addresses_have_to_be_the_users_own() {
    assertThat(wspec("fuzz", "ws://192.0.2.1/")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--i-own-this-target");
    assertThat(wspec("fuzz", "ws://192.0.2.1/", "--exec", "touch " + folder + "/started"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(folder.resolve("started")).doesNotExist();
  }

  @Test
  @Tag("slow")
  void a_finding_is_a_folder_that_can_be_replayed() throws Exception {
    try (EchoServer server =
        EchoServer.builder().behaviour(Defect.RSV3_IGNORED.behaviour()).start()) {
      String url = server.uri().toString();
      assertThat(wspec("fuzz", url, "--seed", "3", "--runs", "2500"))
          .as(out + "\n" + err)
          .isEqualTo(ExitCode.FAILED);
      Path finding = findings().resolve("6455-5-2-04-after-rsv-bits");
      assertThat(finding).isDirectory();
      for (String name : List.of("sent.bin", "received.bin", "capture.pcap", "result.json")) {
        assertThat(finding.resolve(name)).isNotEmptyFile();
      }
      String conversation = finding.resolve("conversation.txt").toString();
      assertThat(Files.readString(finding.resolve("README.md")))
          .contains("wspec replay " + conversation + " " + url)
          .contains("It came again 3 of 3 times.");
      assertThat(wspec("replay", conversation, url)).isEqualTo(ExitCode.FAILED);
      assertThat(wspec("replay", conversation, url, "--fail-on", "never"))
          .isEqualTo(ExitCode.PASSED);
      assertThat(wspec("replay", conversation)).as("our own server").isEqualTo(ExitCode.PASSED);
    }
  }

  @ParameterizedTest
  @Tag("slow")
  @CsvSource({
    "crash,170,10,2,40,The process exited with status 42. It said: listening on",
    "hang,170,2,2,90,The process lives and answers nothing any more.",
    "leak,300,10,1,600,Its memory grew from"
  })
  void crash_hang_and_leak_are_told_apart(
      String effect, String limit, String timeout, String seed, String runs, String observed)
      throws Exception {
    int port = FreePort.find();
    String command =
        "exec '%s' -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' %s %d %s"
            .formatted(
                ThisJava.program(),
                ThisJava.classPath(),
                "dev.wspec.fuzz.FragileServer",
                port,
                effect);
    String url = "ws://127.0.0.1:" + port + "/";
    int code =
        wspec(
            "fuzz",
            url,
            "--exec",
            command,
            "--seed",
            seed,
            "--runs",
            runs,
            "--timeout",
            timeout,
            "--max-memory",
            limit,
            "--time",
            "3m");
    String all = out + "\n" + err;
    assertThat(code).as(all).isEqualTo(ExitCode.FAILED);
    List<Path> found;
    try (var folders = Files.list(findings())) {
      found = folders.filter(f -> f.getFileName().toString().startsWith(effect)).toList();
    }
    assertThat(found).as(all).hasSize(1);
    assertThat(Files.readString(found.get(0).resolve("README.md"))).contains(observed);
    assertThat(Files.readString(found.get(0).resolve("conversation.txt")).lines().count())
        .isLessThanOrEqualTo(12);
    try (var folders = Files.list(findings())) {
      assertThat(folders.map(f -> f.getFileName().toString()).toList())
          .noneMatch(name -> !name.startsWith(effect) && name.matches("(crash|hang|leak).*"));
    }
  }

  @Test
  @Tag("slow")
  void what_is_played_in_a_hurry_is_told_of_a_sound_server_too() throws Exception {
    try (EchoServer server = EchoServer.builder().start()) {
      String url = server.uri().toString();
      assertThat(wspec("fuzz", url, "--pipelined", "--runs", "2", "--seed", "1"))
          .as(out + "\n" + err)
          .isEqualTo(ExitCode.PASSED);
    }
    assertThat(out.toString())
        .contains("Nothing wrong was found: 2 conversations were played")
        .contains("sound ones were played back to back");
  }

  @Test
  void a_process_is_named_for_each_server_or_for_none() {
    String own = String.valueOf(ProcessHandle.current().pid());
    String one = "ws://127.0.0.1:1/";
    String other = "ws://127.0.0.1:2/";
    assertThat(wspec("fuzz", one, other, "--pid", own)).isEqualTo(ExitCode.USAGE);
    assertThat(wspec("fuzz", one, "--pid", own, "--pid", own)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().lines().filter(line -> line.contains("--pid is said once for each")))
        .hasSize(2);
    assertThat(wspec("fuzz", one, "--pid", String.valueOf(Long.MAX_VALUE)))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("There is no process " + Long.MAX_VALUE);
    assertThat(wspec("fuzz", one, other, "--pid", own, "--pid", String.valueOf(Long.MAX_VALUE)))
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  @Tag("slow")
  void of_several_servers_it_is_told_which_process_died() throws Exception {
    int port = FreePort.find();
    Process fragile = fragile(port, "crash");
    try (EchoServer sound = EchoServer.builder().start()) {
      int code =
          wspec(
              "fuzz",
              sound.uri().toString(),
              "ws://127.0.0.1:" + port + "/",
              "--pid",
              String.valueOf(ProcessHandle.current().pid()),
              "--pid",
              String.valueOf(fragile.pid()),
              "--seed",
              "1",
              "--runs",
              "5000");
      assertThat(code).as(out + "\n" + err).isEqualTo(ExitCode.NOT_JUDGED);
      try (var folders = Files.list(findings())) {
        Path crash =
            folders
                .filter(f -> f.getFileName().toString().startsWith("crash"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(out.toString()));
        assertThat(Files.readString(crash.resolve("README.md")))
            .contains("It was ws://127.0.0.1:" + port + "/.");
      }
    } finally {
      fragile.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static Process fragile(int port, String effect) throws IOException {
    Process server =
        new ProcessBuilder(
                ThisJava.program(),
                "-cp",
                ThisJava.classPath(),
                "dev.wspec.fuzz.FragileServer",
                String.valueOf(port),
                effect)
            .redirectErrorStream(true)
            .start();
    assertThat(server.inputReader().readLine()).contains("listening");
    return server;
  }

  @Test
  @Tag("slow")
  void a_server_that_dies_is_reported_once() throws Exception {
    int port = FreePort.find();
    Process server = fragile(port, "crash");
    try {
      int code = wspec("fuzz", "ws://127.0.0.1:" + port + "/", "--seed", "1", "--runs", "5000");
      assertThat(code).as(out + "\n" + err).isEqualTo(ExitCode.NOT_JUDGED);
      try (var folders = Files.list(findings())) {
        assertThat(folders.map(f -> f.getFileName().toString()).toList()).containsExactly("gone");
      }
      assertThat(Files.readString(findings().resolve("gone/conversation.txt"))).contains("write");
    } finally {
      server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  @Tag("slow")
  void an_interrupted_run_loses_nothing_and_the_next_goes_on() throws Exception {
    try (EchoServer server =
        EchoServer.builder().behaviour(Defect.NUL_REFUSED.behaviour()).start()) {
      String url = server.uri().toString();
      String corpus = folder.resolve("corpus").toString();
      try (Wspec wspec =
          Wspec.start(folder, "fuzz", url, "--corpus", corpus, "--time", "10m", "--seed", "9")) {
        while (!Files.exists(findings())) {
          assertThat(wspec.endsWithin(Duration.ofMillis(50))).isFalse();
        }
        wspec.interrupt();
        Wspec.Ran ran = wspec.ran(SOON);
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(ran.results()).contains("\"INTERRUPTED\"").contains("\"verdict\":\"FAIL\"");
      }
      String progress = Files.readString(Path.of(corpus, "progress.txt")).strip();
      assertThat(progress).matches("9 [1-9]\\d*");
      long played = Long.parseLong(progress.substring(2));
      String more = String.valueOf(played + 20);
      assertThat(wspec("fuzz", url, "--corpus", corpus, "--runs", more))
          .as(out + "\n" + err)
          .isEqualTo(ExitCode.FAILED);
      assertThat(out.toString()).contains("seed 9").contains(more + " conversations were played");
      assertThat(Files.readString(Path.of(corpus, "progress.txt"))).isEqualTo("9 " + more + "\n");
    }
  }
}
