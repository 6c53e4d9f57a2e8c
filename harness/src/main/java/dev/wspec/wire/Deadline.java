package dev.wspec.wire;

import java.time.Duration;

/** A moment by which something has to be done. */
public final class Deadline {

  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  /** This much time from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  static Deadline inMillis(long millis) {
    return in(Duration.ofMillis(millis));
  }

  public boolean passed() {
    return nanos - System.nanoTime() <= 0;
  }

  /** Milliseconds that are left, rounded up; 0 once it has passed. */
  public long remainingMillis() {
    long left = nanos - System.nanoTime();
    return left <= 0 ? 0 : (left + 999_999) / 1_000_000;
  }
}
