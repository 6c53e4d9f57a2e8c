package dev.wspec.report.autobahn;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.judge.ConnectionRecorder.Weight;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** How much a compressed conversation weighed, in the original's keys. */
final class TrafficStats {

  private TrafficStats() {}

  static Map<String, Object> of(PlayedCase played) {
    Conversation c = played.transcript().main();
    long request =
        c.opened().map(Event.Opened::request).map(r -> (long) r.head().length()).orElse(0L);
    long response = c.response().map(RawResponse::head).map(h -> (long) h.length()).orElse(0L);
    Map<String, Object> stats = new LinkedHashMap<>();
    add(
        stats,
        "incoming",
        played.traffic().received(),
        played.traffic().framesReceived(),
        played.traffic().octetsReceived(),
        played.weServe() ? request : response);
    add(
        stats,
        "outgoing",
        played.traffic().sent(),
        played.traffic().framesSent(),
        played.traffic().octetsSent(),
        played.weServe() ? response : request);
    return stats;
  }

  private static void add(
      Map<String, Object> stats,
      String way,
      Weight weight,
      SortedMap<Integer, Integer> frames,
      SortedMap<Integer, Integer> pieces,
      long head) {
    long wire = Traffic.octets(pieces) - head;
    long payload = weight.payloadOctets();
    stats.put(way + "OctetsAppLevel", weight.messageOctets());
    stats.put(way + "OctetsWebSocketLevel", payload);
    stats.put(way + "OctetsWireLevel", wire);
    stats.put(way + "WebSocketFrames", Traffic.count(frames));
    stats.put(way + "WebSocketMessages", weight.messages());
    stats.put(way + "CompressionRatio", ratio(payload, weight.messageOctets()));
    stats.put(way + "WebSocketOverhead", ratio(wire - payload, payload));
    String capital = Character.toUpperCase(way.charAt(0)) + way.substring(1);
    stats.put("preopen" + capital + "OctetsWireLevel", head);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
