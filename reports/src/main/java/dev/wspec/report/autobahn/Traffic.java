package dev.wspec.report.autobahn;

import dev.wspec.conformance.judge.ConnectionRecorder.Weight;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What went over one connection.
 *
 * @param octetsReceived how often a piece of so many octets came
 * @param octetsSent how often a piece of so many octets was written
 * @param framesReceived how many frames of each opcode came
 * @param framesSent how many frames of each opcode were sent
 */
public record Traffic(
    SortedMap<Integer, Integer> octetsReceived,
    SortedMap<Integer, Integer> octetsSent,
    SortedMap<Integer, Integer> framesReceived,
    SortedMap<Integer, Integer> framesSent,
    Weight received,
    Weight sent) {

  public Traffic {
    octetsReceived = copy(octetsReceived);
    octetsSent = copy(octetsSent);
    framesReceived = copy(framesReceived);
    framesSent = copy(framesSent);
  }

  private static SortedMap<Integer, Integer> copy(SortedMap<Integer, Integer> counts) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  static long octets(SortedMap<Integer, Integer> pieces) {
    return pieces.entrySet().stream().mapToLong(e -> (long) e.getKey() * e.getValue()).sum();
  }

  static long count(SortedMap<Integer, Integer> pieces) {
    return pieces.values().stream().mapToLong(Integer::longValue).sum();
  }
}
