package dev.wspec.run.autobahn;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Which agents have cases under way: a client is done with its last case a little before we are,
 * and may ask for the reports in between.
 */
final class Underway {

  private final Map<String, Integer> cases = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  void begin(String agent) {
    lock.lock();
    try {
      cases.merge(agent, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
  }

  void end(String agent) {
    lock.lock();
    try {
      cases.computeIfPresent(
          agent, (name, count) -> count == 1 ? null : Integer.valueOf(count - 1));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until this agent has nothing under way, or for so long. */
  void awaitEnd(String agent, Duration patience) {
    await(() -> !cases.containsKey(agent), patience);
  }

  /** Waits until nobody has anything under way, or for so long. */
  void awaitEnd(Duration patience) {
    await(cases::isEmpty, patience);
  }

  private void await(BooleanSupplier over, Duration patience) {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (!over.getAsBoolean() && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
