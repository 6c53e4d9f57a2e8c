package dev.wspec.wire;

import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Wire.BinaryBend;
import dev.wspec.conformance.judge.ConnectionRecorder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One opening handshake as a server, ordinary or bent (RFC 6455 §4.2). */
final class Answering {

  private final Play play;
  private final ConnectionRecorder recorder;
  private final @Nullable Arrival arrival;

  private final boolean between;

  /**
   * Waits for the subject; if it does not come the record tells.
   *
   * @param between whether what comes behind a request that is refused is told of as octets
   */
  Answering(Play play, ConnectionRecorder recorder, Visits visits, boolean between) {
    this.play = play;
    this.between = between;
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

  /** What came before there was a wire is seen all the same. */
  void tap(Tap tap) {
    if (arrival != null) {
      byte[] head = arrival.request().toBytes();
      tap.received(head, 0, head.length);
      tap.received(arrival.following(), 0, arrival.following().length);
    }
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
    if (!answer.preceding().isEmpty()) {
      recorder.note("sent before the answer: " + answer.preceding());
    }
    byte[] following = arrival.following();
    if (switched || !between) {
      recorder.received(following, 0, following.length);
    } else if (following.length > 0) {
      recorder.malformed(
          false,
          Payload.whole(Arrays.copyOf(following, Math.min(following.length, Payload.KEPT))),
          "octets behind a refused request");
    }
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
