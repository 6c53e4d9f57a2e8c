package dev.wspec.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection that is there already. */
final class SingleVisit implements Visits {
  private @Nullable Arrival arrival;

  SingleVisit(Arrival arrival) {
    this.arrival = arrival;
  }

  @Override
  public @Nullable Arrival next(Deadline deadline) {
    Arrival next = arrival;
    arrival = null;
    return next;
  }

  @Override
  public List<PastVisit> past() {
    return List.of();
  }

  @Override
  public void remember(PastVisit visit) {}
}
