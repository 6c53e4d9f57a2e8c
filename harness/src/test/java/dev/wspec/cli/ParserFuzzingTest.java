package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With one parser that is sound, and one that takes frames with reserved bits. */
class ParserFuzzingTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();

  private int wspec(String... args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--out", folder.toString()));
    PrintWriter writer = new PrintWriter(out);
    return Main.execute(false, writer, writer, all.toArray(String[]::new));
  }

  @Test
  void a_sound_parser_passes() throws Exception {
    assertThat(wspec("fuzz", "--parser", "wspec", "--runs", "3000", "--seed", "1"))
        .as(out.toString())
        .isEqualTo(ExitCode.PASSED);
    assertThat(out.toString()).contains("Nothing wrong was found: 3,000 sequences");
    assertThat(Files.readString(folder.resolve("results.json"))).contains("\"parser wspec\"");
  }

  @Test
  void a_finding_is_told_reported_and_stored_like_one_about_a_server() throws Exception {
    assertThat(wspec("fuzz", "--parser", "blind", "--runs", "10000", "--seed", "1"))
        .as(out.toString())
        .isEqualTo(ExitCode.FAILED);
    assertThat(out.toString())
        .contains("Found accepts-rsv-bits.")
        .contains("FAIL  fuzz/accepts-rsv-bits");
    for (String report : List.of("results.json", "index.html")) {
      assertThat(Files.readString(folder.resolve(report))).contains("fuzz/accepts-rsv-bits");
    }
    Path finding = folder.resolve("findings/accepts-rsv-bits");
    assertThat(Files.readString(finding.resolve("result.json"))).contains("6455-5.2-04");
    assertThat(finding.resolve("sent.bin")).isNotEmptyFile();
    String conversation = finding.resolve("conversation.txt").toString();
    assertThat(Files.readString(finding.resolve("README.md")))
        .contains("wspec replay " + conversation + " --parser blind")
        .contains("It came again 3 of 3 times.");

    assertThat(wspec("replay", conversation, "--parser", "blind")).isEqualTo(ExitCode.FAILED);
    assertThat(wspec("replay", conversation, "--parser", "blind", "--fail-on", "never"))
        .isEqualTo(ExitCode.PASSED);
    assertThat(wspec("replay", conversation, "--parser", "wspec")).isEqualTo(ExitCode.PASSED);
  }
}
