package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** Targets in containers, those that work and those that do not. Needs a Docker engine. */
@Tag("slow")
@Tag("container")
@Timeout(900)
class ContainersTest {

  private static final Path TARGETS =
      Path.of(Files.isDirectory(Path.of("docker")) ? "docker/targets" : "../docker/targets");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void needsAnEngine() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "No Docker engine can be reached; docker/bare-machine.sh starts one.");
  }

  private int wspec(String... args) {
    return Main.execute(false, new PrintWriter(out), new PrintWriter(out), args);
  }

  @Test
  void implementationsBehaveAsIsWrittenBesideThem() throws IOException {
    int code =
        wspec(
            "compare",
            target("python-websockets"),
            target("python-aiohttp"),
            target("ruby-em-websocket"),
            "--select",
            "framing,masking,control,fragmentation,text",
            "--seed",
            "1",
            "--expected",
            "--out",
            folder.resolve("compared").toString());
    // Judges may become milder or more exact; that a sound answer is a failure now, or the reverse,
    // has to be looked at before it is written down.
    assertThat(code).as(out.toString()).isIn(ExitCode.PASSED, ExitCode.FAILED);
    assertThat(out.toString())
        .contains("3 targets compared")
        .doesNotContain("was PASS and is FAIL", "was FAIL and is PASS");
    Path page = folder.resolve("compared/index.html");
    assertThat(page).content().contains("python-aiohttp", "ruby-em-websocket");
  }

  @Test
  void whatGoesWrongIsToldWithTheEndOfTheLogAndTheOthersFinish() throws IOException {
    dockerfile("broken", "RUN echo the compiler is unhappy && exit 7");
    dockerfile("ends", "CMD [\"sh\", \"-c\", \"echo no configuration found; exit 3\"]");
    dockerfile("deaf", "CMD [\"sh\", \"-c\", \"echo still thinking; exec sleep 600\"]");
    mortal("dies", 40);
    Files.writeString(
        folder.resolve("targets.yaml"),
        """
        targets:
          - { name: broken, build: broken }
          - { name: ends, build: ends, patience: 20 }
          - { name: deaf, build: deaf, patience: 3 }
          - { name: dies, build: dies }
          - { name: sound, build: '%s' }
        """
            .formatted(target("python-websockets")));

    int code =
        wspec(
            "compare",
            folder.resolve("targets.yaml").toString(),
            "--select",
            "framing,control",
            "--out",
            folder.resolve("compared").toString());

    assertThat(code).as(out.toString()).isEqualTo(ExitCode.NOT_JUDGED);
    assertThat(out.toString())
        .contains("! broken: Its image cannot be built.", "    the compiler is unhappy")
        .contains("! ends: The container ended with exit code 3.", "    no configuration found")
        .contains("! deaf: It did not listen on port 9001 within 3 s.", "    still thinking")
        .contains("! dies: The container ended with exit code 9.", "    life is over")
        .doesNotContain("! sound");
    assertThat(Files.readAllLines(folder.resolve("compared/dies/log.txt")))
        .contains("life is over");
    assertThat(folder.resolve("compared/sound/results.json"))
        .content()
        .contains("\"ending\":\"COMPLETE\"");
    assertThat(folder.resolve("compared/index.html"))
        .content()
        .contains("the compiler is unhappy", "still thinking");
  }

  private void dockerfile(String name, String last) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    Files.write(place.resolve("Dockerfile"), List.of("FROM debian:trixie-slim", last));
  }

  /** The server of python-websockets, which ends at the connection after so many. */
  private void mortal(String name, int connections) throws IOException {
    Path model = Path.of(target("python-websockets"));
    Path place = Files.createDirectories(folder.resolve(name));
    for (String file : List.of("requirements.txt", "server.py")) {
      Files.copy(model.resolve(file), place.resolve(file));
    }
    Files.writeString(
        place.resolve("mortal.py"),
        """
        import os, socket

        accept, left = socket.socket.accept, %d

        def mortal(listener):
            global left
            left -= 1
            if left < 0:
                print("life is over", flush=True)
                os._exit(9)
            return accept(listener)

        socket.socket.accept = mortal
        exec(open("server.py").read())
        """
            .formatted(connections));
    String dockerfile =
        Files.readString(model.resolve("Dockerfile"))
            .replace("COPY server.py .", "COPY server.py mortal.py ./")
            .replace("\"server.py\", \"9001\"", "\"mortal.py\", \"9001\"");
    Files.writeString(place.resolve("Dockerfile"), dockerfile);
  }

  private static String target(String name) {
    return TARGETS.resolve(name).toAbsolutePath().normalize().toString();
  }
}
