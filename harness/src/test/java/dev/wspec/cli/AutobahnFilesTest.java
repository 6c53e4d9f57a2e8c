package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.endpoint.EchoServer;
import dev.wspec.run.autobahn.OriginalForm;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Whole runs of the spec files that people have, by the rules of RFC 6455 and by the original's.
 */
@Tag("slow")
@Timeout(300)
class AutobahnFilesTest {

  private static final int ALL = 517;

  /** What is asked for information only, whoever answers. */
  private static final Set<String> INFORMATIONAL = Set.of("7.1.6", "7.13.1", "7.13.2");

  @TempDir private Path dir;
  private final StringWriter console = new StringWriter();

  private int wspec(String rules, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (!rules.isEmpty()) {
      all.add(rules);
    }
    PrintWriter out = new PrintWriter(console, true);
    return Main.execute(false, out, out, all.toArray(String[]::new));
  }

  private String spec(String address) throws Exception {
    String text =
        """
        {"outdir": "%s", %s, "cases": ["*"], "exclude-cases": [], "exclude-agent-cases": {}}
        """
            .formatted(dir.resolve("reports"), address);
    return Files.writeString(dir.resolve("spec.json"), text).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--compat"})
  void theReferenceServerPassesAll(String rules) throws Exception {
    try (EchoServer server = EchoServer.builder().port(0).start()) {
      String servers = "\"servers\": [{\"agent\": \"ours\", \"url\": \"" + server.uri() + "\"}]";
      int code =
          wspec(rules, "autobahn", "-m", "fuzzingclient", "-s", spec(servers), "--exit-code");
      assertThat(code).as(console.toString()).isEqualTo(ExitCode.PASSED);
    }
    passed(OriginalForm.of(dir.resolve("reports"), "ours", ALL));
  }

  private static void passed(JsonNode index) {
    for (String id : index.propertyNames()) {
      assertThat(index.at("/" + id + "/behavior").stringValue())
          .as(id)
          .isEqualTo(INFORMATIONAL.contains(id) ? "INFORMATIONAL" : "OK");
      assertThat(index.at("/" + id + "/behaviorClose").stringValue())
          .as(id)
          .isEqualTo(INFORMATIONAL.contains(id) ? "INFORMATIONAL" : "OK");
    }
  }
}
