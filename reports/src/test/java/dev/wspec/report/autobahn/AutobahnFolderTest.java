package dev.wspec.report.autobahn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.autobahn.AutobahnCases;
import dev.wspec.autobahn.AutobahnJudge;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.ConnectionRecorder;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.handshake.AcceptKey;
import dev.wspec.protocol.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AutobahnFolderTest {

  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  /** The keys of the original's files, all of them and no other. */
  private static final Set<String> KEYS =
      Set.of(
          "agent",
          "behavior",
          "behaviorClose",
          "case",
          "closedByMe",
          "createStats",
          "createWirelog",
          "description",
          "droppedByMe",
          "duration",
          "expectation",
          "expected",
          "expectedClose",
          "failedByMe",
          "httpRequest",
          "httpResponse",
          "id",
          "isServer",
          "localCloseCode",
          "localCloseReason",
          "received",
          "remoteCloseCode",
          "remoteCloseReason",
          "reportCompressionRatio",
          "reportTime",
          "result",
          "resultClose",
          "rxFrameStats",
          "rxOctetStats",
          "started",
          "trafficStats",
          "txFrameStats",
          "txOctetStats",
          "wasClean",
          "wasCloseHandshakeTimeout",
          "wasNotCleanReason",
          "wasOpenHandshakeTimeout",
          "wasServerConnectionDropTimeout",
          "wirelog");

  @TempDir private Path dir;
  private AutobahnFolder folder;

  @BeforeEach
  void open() throws Exception {
    folder = AutobahnFolder.open(dir, "wspec test", "RFC 6455");
  }

  private static PlayedCase played(String agent, String id, String said) {
    TranscriptRecorder transcript = new TranscriptRecorder(SubjectRole.SERVER, Set.of(), () -> 0);
    ConnectionRecorder record = transcript.connection(Role.CLIENT);
    record.opened(
        RawRequest.get("/", List.of()).with("Sec-WebSocket-Key", KEY),
        RawResponse.parse(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + AcceptKey.answer(KEY)
                + "\r\nServer: <script>alert(1)</script>\r\n\r\n",
            ""));
    Random random = new Random(1);
    for (RawFrame frame : List.of(RawFrame.text(said), RawFrame.close(1000))) {
      byte[] out = frame.toBytes(Role.CLIENT, random);
      record.sent(out, 0, out.length);
      byte[] in = frame.toBytes(Role.SERVER, random);
      record.received(in, 0, in.length);
    }
    record.ended(How.EOF);
    var asked = AutobahnCases.find(id).orElseThrow();
    return new PlayedCase(
        agent,
        asked,
        asked.index(),
        false,
        Instant.parse("2026-11-23T05:56:28.620Z"),
        Duration.ofMillis(7),
        new AutobahnJudge(Requirements.load(), false).judge(asked, transcript.transcript(), 0),
        transcript.transcript(),
        new Traffic(
            record.piecesReceived(),
            record.piecesSent(),
            record.framesReceived(),
            record.framesSent(),
            record.weightReceived(),
            record.weightSent()));
  }

  @Test
  void theIndexLooksAsTheOriginals() throws Exception {
    folder.add(played("My Server/1.0", "1.1.1", ""));
    folder.writeIndex();
    assertThat(Files.readString(dir.resolve("index.json")))
        .isEqualTo(
            """
            {
               "My Server/1.0": {
                  "1.1.1": {
                     "behavior": "OK",
                     "behaviorClose": "OK",
                     "duration": 7,
                     "remoteCloseCode": 1000,
                     "reportfile": "my_server_1_0_case_1_1_1.json"
                  }
               }
            }\
            """);
  }

  @Test
  void anEmptyIndexIsAnEmptyObject() throws Exception {
    folder.writeIndex();
    assertThat(Files.readString(dir.resolve("index.json"))).isEqualTo("{}");
  }

  @Test
  void aCaseHasExactlyTheKeysOfTheOriginal() throws Exception {
    folder.add(played("peer", "1.1.1", ""));
    JsonNode json = json("peer_case_1_1_1.json");
    assertThat(new TreeSet<>(json.propertyNames())).isEqualTo(new TreeSet<>(KEYS));
    assertThat(json.get("started").stringValue()).isEqualTo("2026-11-23T05:56:28.620Z");
    assertThat(json.at("/expected/OK/0").toString()).isEqualTo("[\"message\",\"\",false]");
    assertThat(json.at("/received/0").toString()).isEqualTo("[\"message\",\"\",false]");
    assertThat(json.at("/rxFrameStats").toString()).isEqualTo("{\"1\":1,\"8\":1}");
    assertThat(json.at("/trafficStats").isNull()).isTrue();
  }

  @Test
  void rowsOfTheWireLogHaveTheOriginalsCells() throws Exception {
    folder.add(played("peer", "1.1.1", ""));
    JsonNode log = json("peer_case_1_1_1.json").get("wirelog");
    assertThat(log.get(0).toString())
        .matches("\\[\"TO\",\\[\\d+,\"474554202f2048[0-9a-f]*\"],false]");
    assertThat(log.get(1).toString()).matches("\\[\"RO\",\\[\\d+,\"485454502f312e.* \\.\\.\\.\"]]");
    assertThat(log.get(2).toString())
        .matches("\\[\"TF\",\\[0,\"\"],1,true,0,\"[0-9a-f]{8}\",null,null,false]");
    assertThat(log.get(3).toString()).matches("\\[\"TO\",\\[6,\"8180[0-9a-f]{8}\"],false]");
    assertThat(log.get(4).toString()).isEqualTo("[\"RO\",[2,\"8100\"]]");
    assertThat(log.get(5).toString()).isEqualTo("[\"RF\",[0,\"\"],1,true,0,false,null]");
  }

  @Test
  void aCompressedCaseTellsItsTraffic() throws Exception {
    folder.add(played("peer", "12.1.1", "x"));
    JsonNode stats = json("peer_case_12_1_1.json").get("trafficStats");
    assertThat(stats.get("incomingOctetsAppLevel").intValue()).isEqualTo(1);
    assertThat(stats.propertyNames()).hasSize(16);
  }

  @ParameterizedTest
  @CsvSource({
    "../../etc/passwd, etc_passwd",
    "'  Über Größe  ', 'ber_gr__e'",
    "a  b, a__b",
    "<script>, script",
    "'///', agent",
    "'\\..\\x', x"
  })
  void namesOfFilesAreHarmless(String agent, String name) {
    assertThat(FileNames.clean(agent)).isEqualTo(name);
  }

  @Test
  void agentsWithTheSameCleanNameKeepTheirOwnFiles() throws Exception {
    folder.add(played("a b", "1.1.1", ""));
    folder.add(played("a-b", "1.1.1", "wrong"));
    assertThat(json("a_b_case_1_1_1.json").get("agent").stringValue()).isEqualTo("a b");
    assertThat(json("a_b_2_case_1_1_1.json").get("agent").stringValue()).isEqualTo("a-b");
  }

  @Test
  void nothingThatAPeerSaysIsMarkup() throws Exception {
    String evil = "<img src=x onerror=alert(1)>";
    folder.add(played(evil, "1.1.2", evil));
    folder.writeIndex();
    try (Stream<Path> files = Files.list(dir)) {
      for (Path page : files.filter(f -> f.toString().endsWith(".html")).toList()) {
        assertThat(Files.readString(page)).doesNotContain("<img").doesNotContain("<script>alert");
      }
    }
  }

  /** One project counts how often the class of failed cells occurs: twice is none. */
  @Test
  void thePageNamesTheClassOfFailuresTwiceIfThereAreNone() throws Exception {
    folder.add(played("peer", "1.1.1", ""));
    folder.writeIndex();
    assertThat(count("case_failed")).isEqualTo(2);
    folder.add(played("peer", "1.1.2", "wrong"));
    folder.writeIndex();
    assertThat(count("case_failed")).isEqualTo(3);
    assertThat(page()).contains("<a href=\"peer_case_1_1_2.html\">Fail</a>");
  }

  @Test
  void thePageHasARowForEveryCase() throws Exception {
    folder.add(played("peer", "1.1.1", ""));
    folder.writeIndex();
    assertThat(count("agent_case_result_row")).isEqualTo(517);
    assertThat(count("<td class=\"case_missing close_flex\" colspan=\"2\">Missing</td>"))
        .isEqualTo(516);
    assertThat(page()).contains("id=\"case_desc_13_7_18\"", "Toggle Details");
  }

  @Test
  void agentsWithoutEndAreLeftOut() throws Exception {
    PlayedCase played = played("peer", "7.13.1", "");
    for (int i = 0; i < 64; i++) {
      assertThat(folder.add(named(played, "agent " + i))).isTrue();
    }
    assertThat(folder.add(named(played, "one more"))).isFalse();
    assertThat(folder.add(named(played, "agent 3"))).isTrue();
  }

  @Test
  void timesHaveMillisecondsAlsoWhereThereAreNone() throws Exception {
    folder.add(named(played("", "1.1.1", ""), "whole", Instant.parse("2026-11-23T05:56:28Z")));
    assertThat(json("whole_case_1_1_1.json").get("started").stringValue())
        .isEqualTo("2026-11-23T05:56:28.000Z");
  }

  private static PlayedCase named(PlayedCase p, String agent) {
    return named(p, agent, p.started());
  }

  private static PlayedCase named(PlayedCase p, String agent, Instant started) {
    return new PlayedCase(
        agent,
        p.asked(),
        p.number(),
        p.weServe(),
        started,
        p.duration(),
        p.outcome(),
        p.transcript(),
        p.traffic());
  }

  private String page() throws Exception {
    return Files.readString(dir.resolve("index.html"));
  }

  private int count(String text) throws Exception {
    return page().split(java.util.regex.Pattern.quote(text), -1).length - 1;
  }

  private JsonNode json(String file) throws Exception {
    return JsonMapper.shared().readTree(Files.readString(dir.resolve(file)));
  }
}
