package dev.wspec.autobahn;

import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Segmentation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that the fuzzer does. */
public sealed interface Step {

  /** Sends all of one payload. */
  sealed interface Whole extends Step {
    int opcode();

    Filler payload();
  }

  /** Sends a frame. */
  record Send(int opcode, boolean fin, int rsv, Filler payload, Segmentation writes)
      implements Whole {
    /** Whether it begins a closing handshake; with reserved bits it is bait. */
    public boolean isClose() {
      return opcode == 8 && rsv == 0;
    }

    /** The frame with its payload laid out. */
    public RawFrame frame() {
      RawFrame frame = RawFrame.frame(opcode, payload.octets()).rsv(rsv);
      return fin ? frame : frame.notFinal();
    }
  }

  /**
   * Sends a message in fragments of this size. When the last one is full an empty final fragment
   * follows, as the original does.
   */
  record Fragmented(int opcode, int size, Filler payload) implements Whole {
    public List<RawFrame> frames() {
      return fragments(RawFrame.frame(opcode), payload.octets(), size);
    }
  }

  /** Sends the head of a frame whose payload is yet to come. */
  record Header(int opcode, boolean fin, int length) implements Step {}

  /** Sends a part of the payload that {@link Header} announced. */
  record Octets(Filler payload) implements Step {}

  /** Listens for a while; if the connection outlives it, that is written down under the tag. */
  record Wait(Duration time, @Nullable String tag) implements Step {}

  /** Sends a message and awaits its echo, so many times. */
  record Trips(int count, int opcode, Filler payload) implements Step {}

  /**
   * Sends compressed messages under permessage-deflate and awaits their echoes.
   *
   * @param size of a message in octets
   * @param fragment size of a frame in octets after compression, 0 for one frame
   * @param data what kind of content: json, html, prose, bitmap, document
   * @param offers the number of the set of parameters that is offered
   */
  record Deflated(int count, int opcode, int size, int fragment, String data, int offers)
      implements Step {}

  /**
   * Cuts a payload into frames.
   *
   * @param first gives the opcode and the reserved bits of the first frame; its payload is not used
   * @param size of a fragment in octets, 0 for one frame
   */
  static List<RawFrame> fragments(RawFrame first, byte[] payload, int size) {
    List<RawFrame> frames = new ArrayList<>();
    if (size == 0 || payload.length <= size) {
      frames.add(first.carrying(payload));
      return frames;
    }
    for (int from = 0; from < payload.length; from += size) {
      byte[] part =
          java.util.Arrays.copyOfRange(payload, from, Math.min(payload.length, from + size));
      RawFrame frame = from == 0 ? first.carrying(part) : RawFrame.continuation(part);
      boolean last = part.length < size;
      frames.add(last ? frame : frame.notFinal());
    }
    if (payload.length % size == 0) {
      frames.add(RawFrame.continuation(new byte[0]));
    }
    return frames;
  }
}
