package dev.wspec.conformance.judge;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.ScannedFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be told of a client's masking keys from outside (RFC 6455 §5.3, §10.3). */
final class MaskingJudges {
  private static final int TOO_OFTEN = 3;

  /** Of so many random keys one bit is the same in all with a chance of 2 to the minus 58. */
  private static final int ENOUGH = 64;

  private MaskingJudges() {}

  private static List<ScannedFrame> masked(Conversation c) {
    return c.received().stream().filter(ScannedFrame::masked).toList();
  }

  static Opinion freshKeys(Conversation c) {
    List<ScannedFrame> masked = masked(c);
    if (masked.size() < TOO_OFTEN) {
      return Opinion.notApplicable("three masked frames are needed to tell");
    }
    Map<Integer, Integer> uses = new HashMap<>();
    for (ScannedFrame frame : masked) {
      if (uses.merge(frame.maskingKey(), 1, Integer::sum) >= TOO_OFTEN) {
        return Opinion.broken(
            "It used the key %08x more than twice.".formatted(frame.maskingKey()));
      }
    }
    return Opinion.held(
        "%s had %d keys.".formatted(Words.count(masked.size(), "frame"), uses.size()));
  }

  static Opinion useEveryBit(Conversation c) {
    List<ScannedFrame> masked = masked(c);
    if (masked.size() < ENOUGH) {
      return Opinion.notApplicable(ENOUGH + " masked frames are needed to tell");
    }
    int everSet = masked.stream().mapToInt(ScannedFrame::maskingKey).reduce(0, (a, b) -> a | b);
    int alwaysSet = masked.stream().mapToInt(ScannedFrame::maskingKey).reduce(-1, (a, b) -> a & b);
    int stuck = ~everSet | alwaysSet;
    return stuck == 0
        ? Opinion.held("Each bit of the keys was now set and now clear.")
        : Opinion.broken("The bits %08x never changed in %d keys.".formatted(stuck, masked.size()));
  }
}
