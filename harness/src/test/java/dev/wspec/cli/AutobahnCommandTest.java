package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.subject.TlsOptions;
import dev.wspec.wire.FreePort;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
class AutobahnCommandTest {

  @TempDir private Path dir;

  private record Ran(int code, String out, String err) {}

  private static Ran autobahn(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("autobahn"));
    all.addAll(Arrays.asList(args));
    int code =
        Main.execute(
            false,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            all.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  private String spec(String rest, EchoServer... servers) throws Exception {
    List<String> urls =
        Arrays.stream(servers)
            .map(
                server ->
                    "{\"url\": \"" + server.uri() + "\", \"agent\": \"s" + server.port() + "\"}")
            .toList();
    return write(
        "{\"outdir\": \"%s\", \"servers\": %s, %s}".formatted(dir.resolve("reports"), urls, rest));
  }

  private String write(String json) throws Exception {
    return Files.writeString(dir.resolve("spec.json"), json).toString();
  }

  private JsonNode index() throws Exception {
    return JsonMapper.shared().readTree(Files.readString(dir.resolve("reports/index.json")));
  }

  @Test
  void theReferenceServerPassesAndSeveralServersStandSideBySide() throws Exception {
    try (EchoServer one = EchoServer.builder().port(0).start();
        EchoServer two = EchoServer.builder().port(0).start()) {
      Ran ran =
          autobahn(
              "-m",
              "fuzzingclient",
              "-s",
              spec("\"cases\": [\"1.*\", \"2.*\", \"3.*\", \"7.1.*\"]", one, two),
              "--exit-code");
      assertThat(ran.code).as(ran.out + ran.err).isEqualTo(ExitCode.PASSED);
      assertThat(ran.out)
          .contains(
              "Ok, will run 40 test cases against 2 servers",
              "Using explicit spec file",
              "Running test case ID 1.1.1 for agent s" + one.port() + " from peer tcp4:127.0.0.1:",
              "Report generation complete.");
      assertThat(new ArrayList<>(index().propertyNames())).hasSize(2);
      assertThat(index().get("s" + two.port()).propertyNames()).hasSize(40);
    }
  }

  @Test
  @Tag("slow")
  void aDefectIsFoundAndCountsOnlyIfAskedFor() throws Exception {
    Behaviour defective = Defect.valueOf("RSV_IGNORED").applyTo(Behaviour.CONFORMING);
    try (EchoServer server = EchoServer.builder().port(0).behaviour(defective).start()) {
      String spec = spec("\"cases\": [\"3.1\"]", server);
      assertThat(autobahn("--mode=fuzzingclient", "--spec=" + spec).code).isZero();
      assertThat(autobahn("-m", "fuzzingclient", "-s", spec, "--exit-code").code)
          .isEqualTo(ExitCode.FAILED);
      assertThat(index().at("/s" + server.port() + "/3.1/behavior").stringValue())
          .isEqualTo("FAILED");
    }
  }

  /** Others strip what differs from run to run and compare the rest with a file. */
  @Test
  @Tag("slow")
  void twoRunsDifferInNothingButTime() throws Exception {
    try (EchoServer server = EchoServer.builder().port(0).start()) {
      String spec = spec("\"cases\": [\"2.*\", \"5.1*\", \"7.9.*\"]", server);
      autobahn("-m", "fuzzingclient", "-s", spec);
      JsonNode first = withoutDuration(index());
      autobahn("-m", "fuzzingclient", "-s", spec);
      assertThat(withoutDuration(index())).isEqualTo(first);
    }
  }

  private static JsonNode withoutDuration(JsonNode index) {
    index.forEach(agent -> agent.forEach(each -> ((ObjectNode) each).remove("duration")));
    return index;
  }

  /** Others fold both verdicts of a case into one word. */
  @Test
  void verdictsFoldAsOthersFoldThem() throws Exception {
    try (EchoServer server = EchoServer.builder().port(0).start()) {
      autobahn("-m", "fuzzingclient", "-s", spec("\"cases\": [\"1.1.*\", \"7.13.*\"]", server));
      Map<String, Integer> folded = new TreeMap<>();
      Set<String> good = Set.of("OK", "NON-STRICT", "INFORMATIONAL", "UNIMPLEMENTED");
      for (JsonNode each : index().get("s" + server.port())) {
        boolean passes =
            good.contains(each.get("behavior").stringValue())
                && good.contains(each.get("behaviorClose").stringValue());
        folded.merge(passes ? "pass" : "fail", 1, Integer::sum);
      }
      assertThat(folded).isEqualTo(Map.of("pass", 10));
    }
  }

  @Test
  void casesOfAnAgentAreSkipped() throws Exception {
    try (EchoServer server = EchoServer.builder().port(0).start()) {
      String rest = "\"cases\": [\"1.1.*\"], \"exclude-agent-cases\": {\"s*\": [\"1.1.1\"]}";
      Ran ran = autobahn("-m", "fuzzingclient", "-s", spec(rest, server));
      assertThat(ran.out)
          .contains(
              "Skipping test case ID 1.1.1 for agent s"
                  + server.port()
                  + " by test configuration!");
      assertThat(index().get("s" + server.port()).has("1.1.1")).isFalse();
      assertThat(index().get("s" + server.port()).has("1.1.2")).isTrue();
    }
  }

  @Test
  void aDeadServerLeavesAnEmptyIndexAndIsNoSuccessIfTheExitCodeCounts() throws Exception {
    int port = FreePort.find();
    String spec =
        write(
            "{\"outdir\": \"%s\", \"servers\": [{\"url\": \"ws://127.0.0.1:%d\"}], \"cases\": [\"*\"]}"
                .formatted(dir.resolve("reports"), port));
    Ran ran = autobahn("-m", "fuzzingclient", "-s", spec);
    assertThat(ran.code).isZero();
    assertThat(ran.out).contains("Connection to ws://127.0.0.1:" + port + " failed (");
    assertThat(Files.readString(dir.resolve("reports/index.json"))).isEqualTo("{}");
    assertThat(autobahn("-m", "fuzzingclient", "-s", spec, "--exit-code").code)
        .isEqualTo(ExitCode.NOT_JUDGED);
  }

  @Test
  void aMissingSpecFileIsWrittenAndUsed() throws Exception {
    Path file = dir.resolve("new.json");
    Ran ran = autobahn("-m", "fuzzingclient", "-s", file.toString(), "-w", "http://nowhere");
    assertThat(ran.out).contains("Auto-generating spec file", "Loading spec from");
    // Refused only once it is read, so that nothing is tested or written by this test.
    assertThat(ran.err).contains("ws://nowhere");
    JsonNode written = JsonMapper.shared().readTree(Files.readString(file));
    assertThat(written.at("/servers/0/url").stringValue()).isEqualTo("http://nowhere");
    assertThat(written.has("exclude-agent-cases")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"servers\": []}|names no \"cases\"",
        "{\"cases\": [\"*\"]}|no list of \"servers\"",
        "{\"cases\": [\"77.7\"], \"servers\": [{\"url\": \"ws://localhost:1\"}]}|77.7",
        "{\"cases\": [], \"servers\": [{\"url\": \"ws://localhost:1\"}]}|selects no cases",
        "{\"cases\": [\"*\"], \"servers\": []}|names no servers",
        "{\"cases\": [\"*\"], \"servers\": [{\"url\": \"http://localhost:1\"}]}|ws://",
        "{\"cases\": [\"*\"], \"servers\": [{}]}|lacks \"url\"",
        "{\"cases\": [\"*\"], \"servers\": [{\"url\": \"ws://localhost:1\", \"options\":"
            + " {\"speed\": 3}}]}|speed",
        "{\"cases\": [\"*\"], // all|not JSON",
        "[]|JSON object"
      })
  void aSpecThatCannotBeUsedIsRefusedInASentence(String json, String sentence) throws Exception {
    Ran ran = autobahn("-m", "fuzzingclient", "-s", write(json));
    assertThat(ran.code).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err).contains(sentence);
  }

  /** A server under test is tested whoever vouches for it. */
  @Test
  void serversWithTheirOwnCertificateAreTestedOverTls() throws Exception {
    Path pem =
        Path.of(
            Objects.requireNonNull(getClass().getResource("/dev/wspec/wire/localhost-with-key.pem"))
                .toURI());
    try (EchoServer server =
        EchoServer.builder().port(0).tls(TlsOptions.serving(pem, pem)).start()) {
      Ran ran =
          autobahn(
              "-m", "fuzzingclient", "-s", spec("\"cases\": [\"1.1.*\"]", server), "--exit-code");
      assertThat(ran.code).as(ran.out + ran.err).isZero();
      assertThat(server.uri().getScheme()).isEqualTo("wss");
    }
  }

  @Test
  void aSecureFuzzingServerNeedsItsFiles() throws Exception {
    String spec =
        write(
            "{\"url\": \"wss://127.0.0.1:0\", \"cases\": [\"*\"], \"outdir\": \"%s\"}"
                .formatted(dir));
    assertThat(autobahn("-m", "fuzzingserver", "-s", spec).err).contains("needs --key and --cert");
    assertThat(autobahn("-m", "fuzzingserver", "-s", spec, "-k", "none.pem", "-c", "none.pem").err)
        .contains("none.pem cannot be read");
  }

  @Test
  void aTesteeWithNobodyToTestItSaysSo() {
    Ran ran = autobahn("-m", "testeeclient", "-w", "ws://127.0.0.1:1");
    assertThat(ran.code).isEqualTo(ExitCode.NOT_JUDGED);
    assertThat(ran.err).startsWith("wspec: ws://127.0.0.1:1: ");
    assertThat(autobahn("-m", "echoserver").err).contains("needs --wsuri");
  }

  @Test
  void aModeThatDoesNotExistIsRefused() {
    assertThat(autobahn("-m", "massconnect").code).isEqualTo(ExitCode.USAGE);
    assertThat(autobahn().err).contains("--mode is needed");
    assertThat(autobahn("-a").out).contains("517 cases");
  }
}
