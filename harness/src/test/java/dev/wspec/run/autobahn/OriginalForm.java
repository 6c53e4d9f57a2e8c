package dev.wspec.run.autobahn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the files of the original have in common whatever was tested: keys, types and the words that
 * stand for verdicts. Measured on files that it wrote about ws and websockets.
 */
public final class OriginalForm {

  private static final Set<String> BEHAVIORS =
      Set.of("OK", "NON-STRICT", "INFORMATIONAL", "UNIMPLEMENTED", "FAILED");

  private static final Set<String> CLOSE_BEHAVIORS =
      Set.of("OK", "FAILED", "WRONG CODE", "UNCLEAN", "FAILED BY CLIENT", "INFORMATIONAL");

  private static final Set<String> OF_INDEX =
      Set.of("behavior", "behaviorClose", "duration", "remoteCloseCode", "reportfile");

  private static final Set<String> BOOLEANS =
      Set.of(
          "closedByMe",
          "createStats",
          "createWirelog",
          "droppedByMe",
          "failedByMe",
          "isServer",
          "reportCompressionRatio",
          "reportTime",
          "wasClean",
          "wasCloseHandshakeTimeout",
          "wasOpenHandshakeTimeout",
          "wasServerConnectionDropTimeout");

  private static final Set<String> TEXTS =
      Set.of(
          "agent",
          "behavior",
          "behaviorClose",
          "description",
          "expectation",
          "httpRequest",
          "httpResponse",
          "id",
          "result",
          "resultClose",
          "started");

  private static final Set<String> NUMBERS = Set.of("case", "duration");

  private static final Set<String> NUMBERS_OR_NULL = Set.of("localCloseCode", "remoteCloseCode");

  private static final Set<String> TEXTS_OR_NULL =
      Set.of("localCloseReason", "remoteCloseReason", "wasNotCleanReason");

  private static final Set<String> COUNTS =
      Set.of("rxFrameStats", "rxOctetStats", "txFrameStats", "txOctetStats");

  private static final Set<String> OTHERS =
      Set.of("expected", "expectedClose", "received", "trafficStats", "wirelog");

  private static final List<String> TRAFFIC =
      List.of(
          "CompressionRatio",
          "OctetsAppLevel",
          "OctetsWebSocketLevel",
          "OctetsWireLevel",
          "WebSocketFrames",
          "WebSocketMessages",
          "WebSocketOverhead");

  /** The length of a row of the wire log, by what it begins with. */
  private static final Map<String, Integer> ROWS =
      Map.ofEntries(
          Map.entry("RO", 2),
          Map.entry("TO", 3),
          Map.entry("RF", 7),
          Map.entry("TF", 9),
          Map.entry("CT", 3),
          Map.entry("CTE", 2),
          Map.entry("KL", 2),
          Map.entry("KLE", 1),
          Map.entry("TI", 2),
          Map.entry("TIE", 1),
          Map.entry("WLM", 2));

  private static final Set<String> CELLS =
      Set.of(
          "case_ok",
          "case_non_strict",
          "case_info",
          "case_failed",
          "case_unimplemented",
          "case_missing",
          "case_almost");

  /** What scripts and style sheets find the parts of the page by. */
  private static final List<String> PARTS =
      List.of(
          "id=\"agent_case_results\"",
          "id=\"case_outcome_desc\"",
          "id=\"master_report_header\"",
          "id=\"toggle_button\"",
          "<tr class=\"agent_case_result_row\"><td class=\"case\"><a href=\"#case_desc_1_1_1\">",
          "<tr class=\"case_category_row\"><td class=\"case_category\">1 Framing</td>",
          "<tr class=\"case_subcategory_row\"><td class=\"case_subcategory\"",
          "<td class=\"agent close_flex\" colspan=\"2\">",
          "<td class=\"close close_hide case_ok\"><span class=\"close_code\">1000</span></td>",
          "class=\"outcome_desc\"",
          "Toggle Details");

  /** How it is said how the connection was closed; a limit that is told has our own words. */
  private static final String CLOSE_RESULTS =
      "Connection was properly closed"
          + "|The connection was failed by the wrong endpoint"
          + "|The spec requires the connection to be failed cleanly here"
          + "|The close code should have been [0-9 or]+ or empty"
          + "|It is preferred that the server close the TCP connection"
          + "|The peer takes no message of this size .*";

  private OriginalForm() {}

  /** Everything that was written about an agent; returns its part of the index. */
  public static JsonNode of(Path folder, String agent, int cases) throws IOException {
    JsonNode index = json(folder.resolve("index.json")).get(agent);
    assertThat(index).as("the index of " + agent).isNotNull();
    assertThat(index.propertyNames()).hasSize(cases);
    for (String id : index.propertyNames()) {
      ofCase(folder, id, index.get(id));
    }
    String page = Files.readString(folder.resolve("index.html"));
    assertThat(page).contains(PARTS).contains(">" + agent + "<");
    assertThat(CELLS).allMatch(page::contains);
    return index;
  }

  private static void ofCase(Path folder, String id, JsonNode entry) throws IOException {
    assertThat(new TreeSet<>(entry.propertyNames())).as(id).isEqualTo(new TreeSet<>(OF_INDEX));
    assertThat(BEHAVIORS).contains(entry.get("behavior").stringValue());
    assertThat(CLOSE_BEHAVIORS).contains(entry.get("behaviorClose").stringValue());
    assertThat(entry.get("duration").isInt()).as(id).isTrue();
    String file = entry.get("reportfile").stringValue();
    assertThat(file).endsWith("_case_" + id.replace('.', '_') + ".json");
    JsonNode report = json(folder.resolve(file));
    ofReport(id, report);
    for (String same : List.of("behavior", "behaviorClose", "duration", "remoteCloseCode")) {
      assertThat(report.get(same)).as(id + " " + same).isEqualTo(entry.get(same));
    }
    assertThat(folder.resolve(file.replace(".json", ".html")))
        .content()
        .contains("Case Description", "Case Expectation", "Case Outcome", "Opening Handshake")
        .contains("Closing Behavior", "Wire Statistics", "Wire Log")
        .containsPattern("TCP DROPPED BY (ME|PEER)");
  }

  private static void ofReport(String id, JsonNode report) {
    Set<String> keys = new TreeSet<>();
    List.of(BOOLEANS, TEXTS, NUMBERS, NUMBERS_OR_NULL, TEXTS_OR_NULL, COUNTS, OTHERS)
        .forEach(keys::addAll);
    assertThat(new TreeSet<>(report.propertyNames())).as(id).isEqualTo(keys);
    assertThat(keys).hasSize(39);
    assertThat(BOOLEANS).as(id).allMatch(key -> report.get(key).isBoolean());
    assertThat(TEXTS).as(id).allMatch(key -> report.get(key).isString());
    assertThat(NUMBERS).as(id).allMatch(key -> report.get(key).isInt());
    assertThat(NUMBERS_OR_NULL).as(id).allMatch(k -> report.get(k).isInt() || isNull(report, k));
    assertThat(TEXTS_OR_NULL).as(id).allMatch(k -> report.get(k).isString() || isNull(report, k));
    assertThat(COUNTS).as(id).allMatch(key -> isCount(report.get(key)));
    assertThat(report.get("id").stringValue()).isEqualTo(id);
    assertThat(report.get("started").stringValue())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    ofExpectations(id, report);
    ofTraffic(id, report.get("trafficStats"));
    assertThat(report.get("resultClose").stringValue()).as(id).matches(CLOSE_RESULTS);
    Set<String> kinds = new TreeSet<>();
    for (JsonNode row : report.get("wirelog")) {
      kinds.add(row.get(0).stringValue());
      assertThat(ROWS).as(id + row).containsEntry(row.get(0).stringValue(), row.size());
    }
    assertThat(kinds).as(id).contains("TO", "RO").containsAnyOf("KL", "TI", "WLM");
  }

  private static boolean isNull(JsonNode report, String key) {
    return report.get(key).isNull();
  }

  private static boolean isCount(JsonNode counts) {
    return counts.isObject()
        && counts.propertyNames().stream().allMatch(key -> key.matches("\\d+"))
        && all(counts, JsonNode::isInt);
  }

  private static boolean all(JsonNode nodes, java.util.function.Predicate<JsonNode> condition) {
    Iterator<JsonNode> each = nodes.iterator();
    boolean holds = true;
    while (each.hasNext()) {
      holds &= condition.test(each.next());
    }
    return holds;
  }

  private static void ofExpectations(String id, JsonNode report) {
    assertThat(Set.of("OK", "NON-STRICT", "INFORMATIONAL"))
        .as(id)
        .containsAll(report.get("expected").propertyNames());
    report.get("expected").forEach(list -> ofEvents(id, list));
    ofEvents(id, report.get("received"));
    Set<String> close = new TreeSet<>(report.get("expectedClose").propertyNames());
    close.remove("closedByWrongEndpointIsFatal");
    assertThat(close).as(id).containsExactly("closeCode", "closedByMe", "requireClean");
  }

  private static void ofEvents(String id, JsonNode events) {
    for (JsonNode event : events) {
      String kind = event.get(0).stringValue();
      assertThat(Set.of("message", "pong", "timeout")).as(id).contains(kind);
      assertThat(event.size()).as(id + event).isEqualTo(kind.equals("message") ? 3 : 2);
    }
  }

  private static void ofTraffic(String id, JsonNode traffic) {
    boolean compressed = id.startsWith("12.") || id.startsWith("13.");
    assertThat(traffic.isObject()).as(id + traffic).isEqualTo(compressed);
    if (compressed) {
      Set<String> keys = new TreeSet<>();
      TRAFFIC.forEach(key -> keys.addAll(List.of("incoming" + key, "outgoing" + key)));
      keys.addAll(List.of("preopenIncomingOctetsWireLevel", "preopenOutgoingOctetsWireLevel"));
      assertThat(new TreeSet<>(traffic.propertyNames())).as(id).isEqualTo(keys);
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(file));
  }
}
