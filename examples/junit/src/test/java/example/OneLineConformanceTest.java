package example;

import dev.wspec.endpoint.EchoServer;
import dev.wspec.junit.Conformance;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** A part of the suite, as a test factory. */
class OneLineConformanceTest {

  @TestFactory
  Stream<DynamicNode> frames() throws Exception {
    try (EchoServer server = EchoServer.builder().start()) {
      return Conformance.of(server.uri().toString()).select("framing", "masking").tests();
    }
  }
}
