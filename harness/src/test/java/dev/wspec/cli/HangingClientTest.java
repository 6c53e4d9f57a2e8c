package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.wire.FreePort;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that hangs amid a run costs the case that it hangs in, and no other. */
@Tag("slow")
@Timeout(120)
class HangingClientTest {

  private static final String CASES =
      "control/ping~payload=*,control/ping~size=0,control/ping~size=1";

  private static final int ALL = 4;

  @TempDir private Path dir;
  private final StringWriter console = new StringWriter();

  private int wspec(String wait, String... how) {
    List<String> all =
        new ArrayList<>(List.of("client", "--select", CASES, "--timeout", "2", "--wait", wait));
    all.addAll(List.of("--seed", "1", "--out", dir.resolve("report").toString()));
    all.addAll(List.of(how));
    PrintWriter out = new PrintWriter(console, true);
    return Main.execute(false, out, out, all.toArray(String[]::new));
  }

  /** A process that has yet to start on a busy machine needs a longer wait than one that hangs. */
  private int wspecStarts(String option, String how) {
    String client =
        ThisJava.line(HangingClient.class.getName())
            + " %s '%s' {url}".formatted(how, dir.resolve("visits"));
    return wspec("10", "--listen", "127.0.0.1:0", option, client);
  }

  private JsonNode results() throws Exception {
    return JsonMapper.shared().readTree(Files.readString(dir.resolve("report/results.json")));
  }

  /** The visit that it hung in is repeated, and so the case passes for good but flaky. */
  @ParameterizedTest
  @CsvSource({"deaf, 1", "away, 1"})
  void startedForEachCase(String how, int flaky) throws Exception {
    assertThat(wspecStarts("--exec", how)).as(console.toString()).isEqualTo(ExitCode.PASSED);
    completeAfterAll(flaky);
  }

  /** It is ended and started again for the rest. */
  @ParameterizedTest
  @CsvSource({"deaf, 1", "away, 0"})
  void startedOnce(String how, int flaky) throws Exception {
    assertThat(wspecStarts("--exec-once", how)).as(console.toString()).isEqualTo(ExitCode.PASSED);
    completeAfterAll(flaky);
  }

  private void completeAfterAll(int flaky) throws Exception {
    JsonNode results = results();
    assertThat(results.get("ending").stringValue()).isEqualTo("COMPLETE");
    assertThat(results.at("/totals/PASS").intValue()).isEqualTo(ALL);
    assertThat(results.at("/totals/flaky").intValue()).as(console.toString()).isEqualTo(flaky);
  }

  /**
   * Nobody can start it again: what is known is kept, and the gate does not say that all is well.
   */
  @ParameterizedTest
  @CsvSource({"deaf, 2, 1", "away, 1, 0"})
  void startedByOthers(String how, int judged, int failed) throws Exception {
    int port = FreePort.find();
    URI uri = URI.create("ws://127.0.0.1:" + port);
    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(() -> wspec("5", "--listen", "127.0.0.1:" + port));
    Patience.untilListening(uri, Duration.ofSeconds(20));
    Thread driver = new Thread(() -> drive(how, uri));
    driver.setDaemon(true);
    driver.start();
    assertThat(run.get(60, TimeUnit.SECONDS)).as(console.toString()).isEqualTo(ExitCode.NOT_JUDGED);
    JsonNode results = results();
    assertThat(results.get("ending").stringValue()).isEqualTo("SUBJECT_LOST");
    assertThat(results.get("cases")).hasSize(judged);
    assertThat(results.at("/totals/FAIL").intValue()).isEqualTo(failed);
    assertThat(console.toString()).contains("The client stayed away for 5 s.");
    driver.interrupt();
  }

  private void drive(String how, URI uri) {
    try {
      HangingClient.main(new String[] {how, dir.resolve("visits").toString(), uri.toString()});
    } catch (Exception e) {
      assertThat(e).isInstanceOf(InterruptedException.class);
    }
  }
}
