package example;

import dev.wspec.endpoint.EchoServer;
import dev.wspec.junit.ConformanceTests;
import dev.wspec.junit.WebSocketConformance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The whole suite, against a server that the test starts: put yours in the place of EchoServer. */
@WebSocketConformance(report = "target/wspec-report", baseline = "known.txt")
class AnnotatedConformanceTest implements ConformanceTests {

  private static EchoServer server;

  @BeforeAll
  static void start() throws Exception {
    server = EchoServer.builder().start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public String webSocketUrl() {
    return server.uri().toString();
  }
}
