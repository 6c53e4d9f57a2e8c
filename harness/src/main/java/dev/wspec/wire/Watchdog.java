package dev.wspec.wire;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends what still blocks when its deadline has passed: a write to a subject that does not read has
 * no timeout of its own. One thread watches over all cases of a run.
 */
public final class Watchdog implements AutoCloseable {

  /** Reads have timeouts and end by themselves, which tells more: give them the time to do so. */
  private static final long GRACE_MILLIS = 100;

  private final ScheduledThreadPoolExecutor executor;
  private volatile boolean over;

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

  /**
   * Runs {@code end} soon after the deadline has passed, unless the answer is cancelled before.
   * Once the run is over it runs at once: what begins then would block until its own deadline.
   */
  Future<?> at(Deadline deadline, Runnable end) {
    try {
      Future<?> later =
          executor.schedule(end, deadline.remainingMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
      // Asked after it stands in the queue, so that either this or endAll sees the other.
      if (!over || !later.cancel(false)) {
        return later;
      }
    } catch (RejectedExecutionException e) {
      // Nobody watches any more.
    }
    end.run();
    return CompletableFuture.completedFuture(null);
  }

  /** Ends everything that is watched over now or will be, without waiting for deadlines. */
  public void endAll() {
    over = true;
    for (Runnable task : executor.getQueue().toArray(Runnable[]::new)) {
      if (executor.remove(task)) {
        task.run();
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
