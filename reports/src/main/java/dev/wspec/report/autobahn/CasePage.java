package dev.wspec.report.autobahn;

import dev.wspec.autobahn.Behavior;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the page of one case shows, taken from what its file says. */
final class CasePage {

  private static final List<List<String>> CLOSING =
      List.of(
          List.of("isServer", "Whether we were the server."),
          List.of("closedByMe", "Whether we sent the first Close frame."),
          List.of("failedByMe", "Whether we failed the connection."),
          List.of("droppedByMe", "Whether we ended TCP."),
          List.of("wasClean", "Whether both Close frames were exchanged."),
          List.of("wasNotCleanReason", "Why it was not clean."),
          List.of("wasServerConnectionDropTimeout", "Whether a server left TCP open."),
          List.of("wasOpenHandshakeTimeout", "Whether the opening handshake took too long."),
          List.of("wasCloseHandshakeTimeout", "Whether our Close was never answered."),
          List.of("localCloseCode", "The code that we sent."),
          List.of("localCloseReason", "The reason that we sent."),
          List.of("remoteCloseCode", "The code that the peer sent."),
          List.of("remoteCloseReason", "The reason that the peer sent."));

  private CasePage() {}

  static Map<String, @Nullable Object> of(PlayedCase played, Map<String, @Nullable Object> file) {
    Behavior behavior = played.outcome().behavior();
    Map<String, @Nullable Object> page = new HashMap<>();
    for (String key :
        List.of(
            "agent",
            "id",
            "result",
            "resultClose",
            "started",
            "description",
            "expectation",
            "httpRequest",
            "httpResponse")) {
      page.put(key, file.get(key));
    }
    page.put("css", Cells.css(behavior));
    page.put("words", Cells.words(behavior));
    page.put("duration", String.valueOf(file.get("duration")));
    page.put("closeWord", played.outcome().behaviorClose().word());
    page.put("expected", PythonJson.text(Objects.requireNonNull(file.get("expected"))));
    page.put("observed", PythonJson.text(Objects.requireNonNull(file.get("received"))));
    page.put("closing", closing(file));
    page.put("rxOctets", file.get("rxOctetStats"));
    page.put("txOctets", file.get("txOctetStats"));
    page.put("rxFrames", file.get("rxFrameStats"));
    page.put("txFrames", file.get("txFrameStats"));
    page.put("wirelog", lines(file.get("wirelog")));
    page.put("droppedBy", played.outcome().closing().droppedByUs() ? "ME" : "PEER");
    return page;
  }

  private static List<Map<String, String>> closing(Map<String, @Nullable Object> file) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> each : CLOSING) {
      rows.add(
          Map.of(
              "key", each.get(0),
              "value", String.valueOf(file.get(each.get(0))),
              "words", each.get(1)));
    }
    return rows;
  }

  private static List<String> lines(@Nullable Object wirelog) {
    return wirelog instanceof List<?> rows
        ? rows.stream().map(row -> String.valueOf(row)).toList()
        : List.of();
  }
}
