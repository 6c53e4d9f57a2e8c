package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.endpoint.WebSocketClient;
import dev.wspec.run.autobahn.OriginalForm;
import dev.wspec.wire.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files and verdicts about implementations that others wrote, held against what the original said
 * of the same releases: each verdict that differs stands in {@code docs/autobahn.md}. Needs sh,
 * node, npm and python3, and a network for the first time: {@code ./mvnw -Ppeers -pl harness -am
 * verify}.
 */
@Tag("slow")
@Tag("peer")
@Timeout(600)
class AutobahnPeersTest {

  private static final int ALL = 517;

  /** Which is first, the echo or the Close, is a matter of timing in these. */
  private static final String RACES = "3.2 to 3.4, 4.1.3 to 4.1.5, 4.2.3 to 4.2.5, 5.15";

  private static final Path TOP =
      Path.of(Files.isDirectory(Path.of("docker")) ? "" : "..").toAbsolutePath().normalize();

  @TempDir private Path dir;
  private final StringWriter console = new StringWriter();
  private final URI uri = URI.create("ws://127.0.0.1:" + FreePort.find());

  @ParameterizedTest
  @CsvSource({"npm-ws,", "npm-ws, --compat", "python-websockets,", "python-websockets, --compat"})
  void asServers(String peer, String rules) throws Exception {
    Process server = start("docker/targets/" + peer, String.valueOf(uri.getPort()));
    try {
      Patience.untilListening(uri, Duration.ofMinutes(2));
      wspec("fuzzingclient", "\"servers\": [{\"agent\": \"it\", \"url\": \"" + uri + "\"}]", rules);
    } finally {
      end(server);
    }
    compare(peer, "server", rules);
  }

  @ParameterizedTest
  @CsvSource({"npm-ws,", "npm-ws, --compat", "python-websockets,", "python-websockets, --compat"})
  void asClients(String peer, String rules) throws Exception {
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(() -> wspec("fuzzingserver", "\"url\": \"" + uri + "\"", rules));
    Patience.untilListening(uri, Duration.ofMinutes(1));
    Process client = start("docker/clients/" + peer, uri.toString());
    try {
      assertThat(client.waitFor(5, TimeUnit.MINUTES)).as(peer).isTrue();
    } finally {
      end(client);
      WebSocketClient.to(uri.resolve("/stopServer")).connect().close();
    }
    run.get(1, TimeUnit.MINUTES);
    compare(peer, "client", rules);
  }

  private Process start(String folder, String argument) throws IOException {
    return new ProcessBuilder("sh", TOP.resolve(folder).resolve("run.sh").toString(), argument)
        .redirectErrorStream(true)
        .redirectOutput(dir.resolve("peer.log").toFile())
        .start();
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private void wspec(String mode, String peer, String rules) {
    try {
      Path spec =
          Files.writeString(
              dir.resolve("spec.json"),
              "{\"outdir\": \"%s\", %s, \"cases\": [\"*\"]}"
                  .formatted(dir.resolve("reports"), peer));
      PrintWriter out = new PrintWriter(console, true);
      int code =
          rules == null
              ? Main.execute(false, out, out, "autobahn", "-m", mode, "-s", spec.toString())
              : Main.execute(false, out, out, "autobahn", "-m", mode, "-s", spec.toString(), rules);
      assertThat(code).as(console.toString()).isEqualTo(ExitCode.PASSED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compare(String peer, String role, String rules) throws IOException {
    Path reports = dir.resolve("reports");
    JsonNode agents = JsonMapper.shared().readTree(Files.readString(reports.resolve("index.json")));
    String agent = agents.propertyNames().iterator().next();
    JsonNode index = OriginalForm.of(reports, agent, ALL);
    ExplainedVerdicts explained = ExplainedVerdicts.read(TOP.resolve("docs/autobahn.md"));
    Map<String, String> original = original(peer, role);
    assertThat(original).hasSizeGreaterThan(200);
    original.forEach(
        (id, said) -> {
          JsonNode ours = Objects.requireNonNull(index.get(id), id);
          String behavior = ours.get("behavior").stringValue();
          String now = behavior + "\t" + ours.get("behaviorClose").stringValue();
          if (rules == null && !now.equals(said)) {
            assertThat(explained.are(id, said.split("\t")[0], behavior))
                .as("%s: %s here, %s there", id, now, said)
                .isTrue();
          } else if (!ExplainedVerdicts.has(RACES, id)) {
            assertThat(now).as(id).isEqualTo(said);
          } else {
            assertThat(now).as(id).isIn("OK\tOK", "NON-STRICT\tOK");
          }
        });
  }

  /** What the original said, by case. */
  private static Map<String, String> original(String peer, String role) throws IOException {
    Map<String, String> said = new LinkedHashMap<>();
    try (InputStream in = AutobahnPeersTest.class.getResourceAsStream("original.tsv")) {
      String table = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : table.lines().skip(1).toList()) {
        String[] cells = line.split("\t");
        if (List.of(cells).subList(0, 2).equals(List.of(peer, role))) {
          List.of(cells[4].split(" ")).forEach(id -> said.put(id, cells[2] + "\t" + cells[3]));
        }
      }
    }
    return said;
  }
}
