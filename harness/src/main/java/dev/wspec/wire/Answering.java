package dev.wspec.wire;

import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Wire.BinaryBend;
import dev.wspec.conformance.judge.ConnectionRecorder;
import org.jspecify.annotations.Nullable;

/** One opening handshake as a server, ordinary or bent (RFC 6455 §4.2). */
final class Answering {

  private final Play play;
  private final ConnectionRecorder recorder;
  private final @Nullable Arrival arrival;

  /** Waits for the subject; if it does not come the record tells. */
  Answering(Play play, ConnectionRecorder recorder, Visits visits) {
    this.play = play;
    this.recorder = recorder;
    arrival = visits.next(play.deadline());
    if (arrival == null) {
      recorder.note(visits.absence());
      recorder.ended(visits.turnedAway() ? How.EOF : How.DEADLINE);
    }
  }

  /** Null if nobody came. */
  @Nullable Channel channel() {
    return arrival == null ? null : arrival.handOver(play.deadline(), play.settings().budget());
  }

  /** Answers what was asked; tells whether that was a 101. */
  boolean answer(Channel channel, BinaryBend bend) {
    if (arrival == null) {
      return false;
    }
    RawRequest request = arrival.request();
    RawAnswer ordinary = RawAnswer.accepting(request);
    RawAnswer answer = bend.apply(request, ordinary);
    channel.write(answer.toBytes(), answer.segmentation());
    RawResponse response = answer.response();
    boolean switched = response.status() == 101;
    if (switched) {
      recorder.opened(request, response);
      byte[] glued = answer.followingOctets();
      recorder.sent(glued, 0, glued.length);
    } else {
      recorder.refused(request, response, !answer.equals(ordinary));
    }
    recorder.received(arrival.following(), 0, arrival.following().length);
    return switched;
  }

  /** What to remember of this connection. */
  PastVisit past(RawResponse response) {
    if (arrival == null) {
      throw new IllegalStateException("nobody came");
    }
    return new PastVisit(arrival.request(), response, recorder.firstFrames(PastVisit.FRAMES));
  }
}
