package dev.wspec.wire;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends what still blocks when its deadline has passed: a write to a subject that does not read has
 * no timeout of its own. One thread watches over all cases of a run.
 */
public final class Watchdog implements AutoCloseable {

  private final ScheduledThreadPoolExecutor executor;

  public Watchdog() {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "wspec-watchdog");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
  }

  /** Runs {@code end} when the deadline passes, unless the answer is cancelled before. */
  Future<?> at(Deadline deadline, Runnable end) {
    return executor.schedule(end, deadline.remainingMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
