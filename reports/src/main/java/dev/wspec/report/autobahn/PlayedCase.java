package dev.wspec.report.autobahn;

import dev.wspec.autobahn.AutobahnCase;
import dev.wspec.autobahn.AutobahnOutcome;
import dev.wspec.conformance.Transcript;
import java.time.Duration;
import java.time.Instant;

/**
 * A case that was played with a peer.
 *
 * @param agent how the peer is called; it may have said so itself and is not to be trusted
 * @param number by which the case was asked for
 * @param weServe whether the peer is a client
 */
public record PlayedCase(
    String agent,
    AutobahnCase asked,
    int number,
    boolean weServe,
    Instant started,
    Duration duration,
    AutobahnOutcome outcome,
    Transcript transcript,
    Traffic traffic) {

  /**
   * What is kept once the files are written.
   *
   * @param file their name without an ending
   */
  IndexEntry entry(String file) {
    return new IndexEntry(
        outcome.behavior(),
        outcome.behaviorClose(),
        duration.toMillis(),
        outcome.remoteCloseCode(),
        file);
  }
}
