package dev.wspec.run.autobahn;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.autobahn.AutobahnCases;
import dev.wspec.autobahn.Volume;
import dev.wspec.endpoint.WebSocketClient;
import dev.wspec.protocol.Frame;
import dev.wspec.report.autobahn.AutobahnFolder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class FuzzingServerTest {

  @TempDir private Path dir;
  private final Queue<String> console = new ConcurrentLinkedQueue<>();
  private FuzzingServer server;
  private URI uri;

  @BeforeEach
  void listen() throws Exception {
    AutobahnSpec spec =
        AutobahnSpec.read(
            """
            {"url": "ws://127.0.0.1", "cases": ["1.*", "3.*", "7.3.*", "12.1.1"],
             "exclude-agent-cases": {"shy*": ["1.1.1"]}}\
            """,
            true);
    server =
        new FuzzingServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            null,
            spec,
            AutobahnCases.select(spec.cases(), spec.excludeCases()),
            new AutobahnRun.Settings(Volume.QUICK, false, 1, 1, List.of()),
            AutobahnFolder.open(dir, "wspec test", "RFC 6455"),
            console::add);
    uri = URI.create("ws://127.0.0.1:" + server.port());
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private String ask(String target) throws Exception {
    try (WebSocketClient client = WebSocketClient.to(URI.create(uri + target)).connect()) {
      Frame said = client.receive();
      return said == null ? "" : new String(said.payload(), UTF_8);
    }
  }

  @Test
  void theReferenceClientPassesAndCannotWriteOutsideTheFolder() throws Exception {
    String hostile = "../<b>ref</b>";
    new Testee(uri, hostile).runAll(line -> {});
    new Testee(URI.create(uri + "/stopServer"), hostile).echo();
    AutobahnRun.Tally tally = server.await();
    assertThat(tally.bad()).isZero();
    assertThat(tally.played()).isEqualTo(30);
    JsonNode index = JsonMapper.shared().readTree(Files.readString(dir.resolve("index.json")));
    assertThat(Objects.requireNonNull(index.get(hostile)).propertyNames()).hasSize(30);
    assertThat(Files.exists(dir.resolve("b_ref__b_case_1_1_1.html"))).isTrue();
    assertThat(Files.readString(dir.resolve("index.html"))).doesNotContain("<b>ref");
    assertThat(console).contains("Ok, will run 30 test cases for any clients connecting");
  }

  @Test
  void theCountAndTheNamesOfCasesAreTold() throws Exception {
    assertThat(ask("/getCaseCount")).isEqualTo("30");
    JsonNode info = JsonMapper.shared().readTree(ask("/getCaseInfo?case=17"));
    assertThat(info.get("id").stringValue()).isEqualTo("3.1");
    assertThat(
            JsonMapper.shared()
                .readTree(ask("/getCaseInfo?casetuple=12.1.1"))
                .get("id")
                .stringValue())
        .isEqualTo("12.1.1");
  }

  @Test
  void theStatusOfACaseIsToldOnceItIsKnown() throws Exception {
    new Testee(URI.create(uri + "/runCase?casetuple=1.1.1&agent=a"), "a").echo();
    assertThat(ask("/getCaseStatus?case=1&agent=a")).isEqualTo("{\"behavior\": \"OK\"}");
  }

  @Test
  void aCaseThatIsExcludedForAnAgentIsSkipped() throws Exception {
    new Testee(URI.create(uri + "/runCase?case=1&agent=shy+one"), "a").echo();
    assertThat(server.tally().played()).isZero();
    assertThat(console)
        .contains("Skipping test case ID 1.1.1 for agent shy one by test configuration!");
  }

  @Test
  void theLastOneTurnsOffTheLight() throws Exception {
    new Testee(URI.create(uri + "/updateReports?agent=a&shutdownOnComplete=true"), "a").echo();
    assertThat(server.await().played()).isZero();
    assertThat(console).contains("Shutting down server.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/runCase?case=1",
        "/runCase?case=0&agent=a",
        "/runCase?case=31&agent=a",
        "/runCase?case=x&agent=a",
        "/runCase?casetuple=9.1.1&agent=a",
        "/getCaseStatus?case=1",
        "/updateReports",
        "/somewhere"
      })
  void whatCannotBeMeantIsRefusedAsTheOriginalDoes(String target) throws Exception {
    assertThat(raw(target)).startsWith("HTTP/1.1 500 Internal Server Error\r\n");
  }

  /** The port in Host need not be ours: it may have been mapped. */
  @Test
  void aMappedPortDoesNotMatter() throws Exception {
    assertThat(raw("/getCaseCount")).startsWith("HTTP/1.1 101 ");
  }

  private String raw(String target) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + target
                      + " HTTP/1.1\r\nHost: elsewhere:1\r\nUpgrade: websocket\r\n"
                      + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                  .getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
