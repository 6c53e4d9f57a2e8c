package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Defect;
import dev.wspec.endpoint.EchoServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientServerMatrixTest {

  /** Another process, as all clients here are. */
  private static final String CLIENT =
      "own="
          + ThisJava.program()
          + " -cp '"
          + ThisJava.classPath()
          + "' dev.wspec.cli.TalkingClient {url}";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  private int wspec(String... args) {
    PrintWriter writer = new PrintWriter(out, true);
    return Main.execute(false, writer, writer, args);
  }

  @Test
  void eachClientMeetsEachServer() throws Exception {
    Defect masks = Defect.valueOf("REPLIES_MASKED");
    try (EchoServer sound = EchoServer.builder().port(0).start();
        EchoServer wrong = EchoServer.builder().port(0).behaviour(masks.behaviour()).start()) {
      int code =
          wspec(
              "compare",
              "--clients",
              CLIENT,
              "--servers",
              sound.uri() + "," + wrong.uri(),
              "--out",
              folder.toString());
      assertThat(out.toString()).contains("both right", "wrong: server 1", "2 targets");
      assertThat(code).isEqualTo(ExitCode.FAILED);
    }
    assertThat(folder.resolve("index.html"))
        .content()
        .contains("traffic/server~asks=", "traffic/client~asks=");
  }

  @Test
  void aTapListensUntilItsClientHasEnded() throws Exception {
    try (EchoServer sound = EchoServer.builder().port(0).start()) {
      int code =
          wspec(
              "tap",
              "--listen",
              "0",
              "--to",
              sound.uri().toString(),
              "--exec",
              CLIENT.substring("own=".length()),
              "--out",
              folder.toString());
      assertThat(code).isEqualTo(ExitCode.PASSED);
    }
    assertThat(out.toString()).contains("The server:", "The client:", "1 case in");
    assertThat(folder.resolve("client/results.json")).exists();
  }

  @Test
  void aServerThatIsNotThereIsToldOf() {
    int code =
        wspec(
            "compare",
            "--clients",
            "hasty=exit 7 # {url}",
            "--servers",
            "ws://127.0.0.1:1/",
            "--out",
            folder.toString());
    assertThat(code).isEqualTo(ExitCode.NOT_JUDGED);
    assertThat(out.toString()).contains("hasty ended with exit code 7.", "! not judged");
  }

  @Test
  void whatDoesNotGoTogetherIsAMistakeOfUsage() {
    assertThat(wspec("compare", "--clients", "a={url}")).isEqualTo(ExitCode.USAGE);
    assertThat(wspec("compare", "--clients", "nobody", "--servers", "ws://a/"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(wspec("compare")).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString()).contains("talk.sh", "go together", "Name what to compare");
  }
}
