package dev.wspec.junit;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Makes a test class, annotated with {@link WebSocketConformance}, a test of a server. */
public interface ConformanceTests {

  /**
   * Where the server is; overridden by classes that start one on a free port.
   *
   * @throws IllegalStateException if the annotation does not say either
   */
  default String webSocketUrl() {
    String url = Annotated.of(getClass()).url();
    if (url.isEmpty()) {
      throw new IllegalStateException(
          "Name the server: @WebSocketConformance(url = …), or override webSocketUrl().");
    }
    return url;
  }

  /** Runs the suite, and gives a test for each case. */
  @TestFactory
  default Stream<DynamicNode> webSocketConformance() {
    WebSocketConformance wanted = Annotated.of(getClass());
    Conformance conformance =
        Conformance.of(webSocketUrl())
            .select(wanted.select())
            .exclude(wanted.exclude())
            .strict(wanted.strict())
            .failOn(wanted.failOn());
    for (String header : wanted.headers()) {
      conformance.header(header);
    }
    if (!wanted.baseline().isEmpty()) {
      conformance.baseline(Path.of(wanted.baseline()));
    }
    if (!wanted.report().isEmpty()) {
      conformance.report(Path.of(wanted.report()));
    }
    return conformance.tests();
  }
}
