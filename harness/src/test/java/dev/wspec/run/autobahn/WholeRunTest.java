package dev.wspec.run.autobahn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.autobahn.AutobahnCases;
import dev.wspec.autobahn.Volume;
import dev.wspec.report.autobahn.AutobahnFolder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** All cases of the fuzzing server, by the rules of RFC 6455 and by the original's. */
@Tag("slow")
@Timeout(300)
class WholeRunTest {

  /**
   * The original wants clients to take code 1010 from a server, which RFC 6455 §7.4.1 leaves to
   * them: ours does not.
   */
  private static final String OF_CLIENTS_ONLY = "7.7.8";

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theReferenceClientPassesAllButForARuleOfTheOriginals(boolean compatible) throws Exception {
    AutobahnSpec spec =
        AutobahnSpec.read("{\"url\": \"ws://127.0.0.1\", \"cases\": [\"*\"]}", true);
    AutobahnRun.Tally tally;
    try (FuzzingServer server =
        new FuzzingServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            null,
            spec,
            AutobahnCases.select(spec.cases(), spec.excludeCases()),
            new AutobahnRun.Settings(Volume.QUICK, compatible, 1, 1, List.of()),
            AutobahnFolder.open(dir, "wspec test", "RFC 6455"),
            line -> {})) {
      URI uri = URI.create("ws://127.0.0.1:" + server.port());
      new Testee(uri, "ours").runAll(line -> {});
      new Testee(URI.create(uri + "/stopServer"), "ours").echo();
      tally = server.await();
    }
    assertThat(tally.played()).isEqualTo(517);
    JsonNode index = OriginalForm.of(dir, "ours", 517);
    assertThat(index.propertyNames().stream().filter(id -> failed(index.get(id))))
        .containsExactlyElementsOf(compatible ? List.of(OF_CLIENTS_ONLY) : List.of());
    assertThat(tally.bad()).isEqualTo(compatible ? 1 : 0);
  }

  private static boolean failed(JsonNode result) {
    return result.get("behavior").stringValue().equals("FAILED");
  }
}
