package dev.wspec.compare;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetFileTest {

  @TempDir private Path folder;

  private List<TargetSpec> read(String yaml) throws IOException {
    return TargetFile.read(Files.writeString(folder.resolve("targets.yaml"), yaml));
  }

  @Test
  void every_kind_of_target_is_understood() throws IOException {
    List<TargetSpec> specs =
        read(
            """
            targets:
              - { name: a, url: 'ws://localhost:1/' }
              - { name: b, process: 'node server.js {port}', folder: sub }
              - { name: c, image: 'echo:2', port: 8080, path: /echo, library: lib, version: 3 }
              - { name: d, build: images/d }
            """);
    assertThat(specs)
        .extracting(TargetSpec::kind)
        .containsExactly(
            TargetSpec.Kind.URL,
            TargetSpec.Kind.PROCESS,
            TargetSpec.Kind.IMAGE,
            TargetSpec.Kind.BUILD);
    assertThat(specs.get(1).folder()).isEqualTo(folder.resolve("sub").toAbsolutePath());
    assertThat(specs.get(2).about()).isEqualTo("lib 3");
    assertThat(specs.get(2).port()).isEqualTo(8080);
    assertThat(specs.get(3).how()).endsWith("images/d");
  }

  @Test
  void mistakes_are_named_with_their_place() {
    assertThatThrownBy(() -> read("targets:\n  - { name: a, urk: x }"))
        .hasMessageContaining("a: nothing is called 'urk'");
    assertThatThrownBy(() -> read("targets:\n  - { name: a, url: x, image: y }"))
        .hasMessageContaining("not two");
    assertThatThrownBy(() -> read("targets:\n  - { name: a }")).hasMessageContaining("needs one");
    assertThatThrownBy(() -> read("targets: 3")).hasMessageContaining("no list");
    assertThatThrownBy(() -> read("targets:\n  - { name: a, url: x, path: y }"))
        .hasMessageContaining("begins with a slash");
  }

  @Test
  void a_process_that_ends_at_once_is_told_with_what_it_said() {
    TargetSpec spec =
        new TargetSpec(
            "a", "a", TargetSpec.Kind.PROCESS, "echo no luck; exit 7", folder, 9001, "/", 20);
    assertThatThrownBy(() -> Launcher.launch(spec))
        .isInstanceOfSatisfying(
            LaunchFailure.class, failure -> assertThat(failure.sentence()).contains("exit code 7"));
  }

  @Test
  void a_folder_of_folders_gives_all_targets_that_can_be_run() throws IOException {
    for (String name : List.of("b", "a", "c")) {
      Path place = Files.createDirectories(folder.resolve(name));
      Files.writeString(place.resolve("Dockerfile"), "FROM scratch");
      String more = name.equals("c") ? "\nnot-run: no registry has it" : "";
      Files.writeString(place.resolve("target.yaml"), "library: " + name + more);
    }
    assertThat(TargetFile.isShelf(folder)).isTrue();
    assertThat(TargetFile.isShelf(folder.resolve("a"))).isFalse();
    assertThat(TargetFile.readShelf(folder)).extracting(TargetSpec::name).containsExactly("a", "b");
  }

  @Test
  void a_log_keeps_its_last_lines_and_no_endless_ones() {
    LogTail tail = new LogTail();
    for (int i = 0; i < 1000; i++) {
      tail.add("line " + i + "\n");
    }
    tail.add("x".repeat(100_000));
    assertThat(tail.lines())
        .hasSize(LogTail.LINES)
        .contains("line 999")
        .last()
        .asString()
        .hasSize(400);
  }

  @Test
  void the_end_of_a_log_on_disk_is_read_whatever_its_octets() throws IOException {
    Path log = folder.resolve("client.log");
    Files.write(log, ("begin\n" + "x".repeat(100_000) + "\nlast \u00ff").getBytes(ISO_8859_1));

    List<String> lines = LogTail.of(log, 2);

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).hasSize(400);
    assertThat(lines.get(1)).isEqualTo("last \uFFFD");
  }
}
