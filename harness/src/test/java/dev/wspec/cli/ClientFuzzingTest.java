package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientFuzzingTest {
  @TempDir private Path folder;

  @Test
  @Tag("slow")
  void nothing_is_said_of_a_client_that_does_not_come() {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    int code =
        Main.execute(
            false,
            writer,
            writer,
            "client",
            "--listen",
            "127.0.0.1:0",
            "--fuzz",
            "2s",
            "--exec",
            "exit 0",
            "--out",
            folder.toString());
    assertThat(code).as(out.toString()).isEqualTo(ExitCode.NOT_JUDGED);
    assertThat(out.toString()).contains("No WebSocket connection came about");
  }
}
