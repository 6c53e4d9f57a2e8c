package dev.wspec.fuzz;

import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.subject.Meeting;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.TcpWire;
import dev.wspec.wire.Watchdog;
import java.time.Duration;

/** A connection that stands by while others are fuzzed: nothing may happen to it. */
final class Bystander implements AutoCloseable {

  /** How long one may stand by. */
  private static final Duration LONGEST = Duration.ofHours(6);

  private final Meeting meeting;
  private final TcpWire wire;
  private int exchanges;

  Bystander(Opponent opponent, Watchdog watchdog, long seed) {
    meeting = opponent.meet();
    TranscriptRecorder recorder =
        new TranscriptRecorder(
            opponent.role(), meeting.settings().capabilities(), System::nanoTime, 0);
    wire = new TcpWire(meeting.settings(), recorder, Deadline.in(LONGEST), watchdog, seed);
    wire.open();
  }

  /** Whether a message still comes back; from a target that does not echo, a Pong. */
  boolean isWell() {
    return wire.opening().isPresent()
        && !wire.record().hasEnded()
        && wire.exchange(RawFrame.text("bystander " + exchanges++));
  }

  @Override
  public void close() {
    wire.hangUp();
    meeting.close();
  }
}
