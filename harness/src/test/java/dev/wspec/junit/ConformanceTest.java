package dev.wspec.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.wspec.behaviour.Defect;
import dev.wspec.endpoint.EchoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class ConformanceTest {

  private static EchoServer sound;
  private static EchoServer wrong;

  @BeforeAll
  static void start() throws Exception {
    sound = EchoServer.builder().start();
    wrong = EchoServer.builder().behaviour(Defect.METHOD_NOT_CHECKED.behaviour()).start();
  }

  @AfterAll
  static void stop() {
    sound.close();
    wrong.close();
  }

  @WebSocketConformance(select = "control")
  static class SoundServer implements ConformanceTests {
    @Override
    public String webSocketUrl() {
      return sound.uri().toString();
    }
  }

  @WebSocketConformance(select = "handshake/request-line/**")
  static class WrongServer implements ConformanceTests {
    @Override
    public String webSocketUrl() {
      return wrong.uri().toString();
    }
  }

  static class OneLine {
    @TestFactory
    Stream<DynamicNode> conformance() {
      return Conformance.of(sound.uri().toString()).select("masking").tests();
    }
  }

  @WebSocketConformance
  static class Nameless implements ConformanceTests {}

  private static EngineExecutionResults run(Class<?> type) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(type))
        .configurationParameter("junit.jupiter.conditions.deactivate", "*")
        .execute();
  }

  @Test
  void soundServersPassATestForEachCase() {
    run(SoundServer.class)
        .testEvents()
        .assertStatistics(stats -> stats.failed(0))
        .succeeded()
        .assertThatEvents()
        .hasSizeGreaterThan(20);
    run(OneLine.class).testEvents().assertStatistics(stats -> stats.failed(0));
  }

  @Test
  void failuresTellWhatHappenedOnTheWire() {
    assertThat(run(WrongServer.class).testEvents().failed().list())
        .isNotEmpty()
        .allSatisfy(
            event ->
                assertThat(event.getPayload().orElseThrow().toString())
                    .contains("observed", "request", "rerun"));
  }

  @Test
  void classThatNamesNoServerIsTaughtHow() {
    assertThat(run(Nameless.class).allEvents().failed().list().toString())
        .contains("override webSocketUrl()");
  }

  @Test
  void baselineExpectsAndReportIsLeft(@TempDir Path folder) throws IOException {
    var report =
        Conformance.of(wrong.uri().toString())
            .select("handshake/request-line/**")
            .report(folder)
            .run();
    StringBuilder lines = new StringBuilder();
    report.gate().offenders().forEach(c -> lines.append(c.id()).append(" FAIL # known\n"));
    Path known = Files.writeString(folder.resolve("known.txt"), lines);

    assertThat(report.gate().passed()).isFalse();
    assertThat(folder.resolve("index.html")).isNotEmptyFile();
    assertThat(
            Conformance.of(wrong.uri().toString())
                .select("handshake/request-line/**")
                .baseline(known)
                .run()
                .gate()
                .passed())
        .isTrue();
  }

  @Test
  void mistakesAreTold() {
    assertThatThrownBy(() -> Conformance.of("http://localhost/").tests())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Conformance.of(sound.uri().toString()).select("clozing").tests())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("clozing");
    assertThatThrownBy(() -> Conformance.of("ws://localhost/").header("none"))
        .hasMessageContaining("Name: value");
  }
}
