package dev.wspec.conformance.judge;

import dev.wspec.conformance.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Long payloads that we have sent on a connection, octets and all: a peer that echoes them sends
 * something known, which to compare is a fraction of the work of another digest.
 */
final class SentPayloads {

  /** Octets that are remembered of a connection. */
  private static final int HELD = 3 << 20;

  private final List<Known> known = new ArrayList<>();
  private int held;

  /** A payload with all of its octets, of which there may be room for more in the array. */
  record Known(byte[] octets, Payload payload) {

    int length() {
      return (int) payload.length();
    }

    boolean continues(long at, byte[] with, int from, int to) {
      return at + (to - from) <= length()
          && Arrays.equals(octets, (int) at, (int) at + (to - from), with, from, to);
    }
  }

  /** Collects a payload that we send. */
  PayloadCollector ofSent() {
    return new PayloadCollector(this, true);
  }

  /** Collects a payload that comes. */
  PayloadCollector ofReceived() {
    return new PayloadCollector(this, false);
  }

  boolean hasRoomFor(long octets) {
    return held + octets <= HELD;
  }

  void remember(byte[] octets, Payload payload) {
    known.add(new Known(octets, payload));
    held += octets.length;
  }

  /** The first that begins with these octets and goes on with those, as far as that is told. */
  @Nullable Known like(byte[] begin, byte[] next, int from, int to) {
    for (Known each : known) {
      if (each.continues(0, begin, 0, begin.length)
          && each.continues(begin.length, next, from, to)) {
        return each;
      }
    }
    return null;
  }
}
