package dev.wspec.wire;

import dev.wspec.conformance.judge.TranscriptRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What all wires of one run of one case share.
 *
 * @param random what the case draws from
 * @param own what masks, keys and nonces are drawn from
 */
record Play(
    WireSettings settings,
    TranscriptRecorder transcript,
    Deadline deadline,
    Watchdog watchdog,
    RandomGenerator random,
    RandomGenerator own,
    List<TcpWire> wires) {

  /** The same for a wire that comes about in another way. */
  Play with(WireSettings other) {
    return new Play(other, transcript, deadline, watchdog, random, own, wires);
  }

  static Play of(
      WireSettings settings,
      TranscriptRecorder transcript,
      Deadline deadline,
      Watchdog watchdog,
      long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // Two streams, so that a fence that time brings about does not change what the case draws.
    return new Play(
        settings, transcript, deadline, watchdog, random, random.split(), new ArrayList<>());
  }
}
