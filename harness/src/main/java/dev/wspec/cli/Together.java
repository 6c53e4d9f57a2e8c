package dev.wspec.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tests of reference peers side by side: each peer has a port of its own. */
final class Together implements AutoCloseable {

  private static final int AT_A_TIME = 3;

  private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
  private final List<Future<?>> tests = new ArrayList<>();

  /** A test of one peer. */
  interface Test {
    void run() throws IOException;
  }

  void add(Test test) {
    tests.add(
        threads.submit(
            () -> {
              test.run();
              return null;
            }));
  }

  /** Waits for all of them. */
  @Override
  public void close() throws IOException {
    try {
      for (Future<?> test : tests) {
        test.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IOException("a peer could not be tested: " + e.getCause(), e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
