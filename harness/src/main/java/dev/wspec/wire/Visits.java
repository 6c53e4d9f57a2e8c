package dev.wspec.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connections that a subject makes to us for one case. */
public interface Visits {

  /** One connection that is there already, and no other. */
  static Visits of(Arrival arrival) {
    return new SingleVisit(arrival);
  }

  /** The next one; null if none comes by the deadline, or none will. */
  @Nullable Arrival next(Deadline deadline);

  /** A sentence for the reader if none comes. */
  default String absence() {
    return "The client did not connect.";
  }

  /** Whether it is known that none will come: one was at the door and left, say. */
  default boolean turnedAway() {
    return false;
  }

  /** Connections that came before this case, the oldest first; a bounded number of them. */
  List<PastVisit> past();

  /** Is told of the handshake and the frames of a connection that is over. */
  void remember(PastVisit visit);
}
