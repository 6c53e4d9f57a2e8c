package dev.wspec.endpoint;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The time by which something has to happen, or else what depends on it is closed. */
final class Deadline {
  private final Closeable victim;
  private final CountDownLatch passed = new CountDownLatch(1);
  private volatile long at;

  Deadline(Closeable victim, Duration first) {
    this.victim = victim;
    in(first);
  }

  /** Puts the deadline off. */
  void in(Duration time) {
    at = System.nanoTime() + time.toNanos();
  }

  /** Closes the victim if the deadline has passed. */
  void enforce() {
    if (System.nanoTime() - at >= 0) {
      expire();
    }
  }

  /** Closes the victim now. */
  void expire() {
    passed.countDown();
    try {
      victim.close();
    } catch (IOException e) {
      // It is closed as far as can be.
    }
  }

  /** Waits until the victim has been closed. */
  void await() {
    try {
      passed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
