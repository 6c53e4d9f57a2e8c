package dev.wspec.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C ends a run early, and the process only after what is known of it is written. */
final class Interruption {
  /** How long an interrupted run may take to write its report. */
  private static final long GRACE_SECONDS = 20;

  private final CountDownLatch delivered = new CountDownLatch(1);

  /** What Ctrl-C does from now on, beside waiting. */
  void runs(Runnable cancel) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  cancel.run();
                  await();
                },
                "wspec-interrupt"));
  }

  private void await() {
    try {
      delivered.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The report is written, or never will be: an interrupted process may end. */
  void delivered() {
    delivered.countDown();
  }
}
