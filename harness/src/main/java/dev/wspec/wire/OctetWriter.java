package dev.wspec.wire;

import dev.wspec.conformance.Segmentation;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Writes on a thread of its own while the case's thread reads, so that two ends that send a lot to
 * each other do not wait for each other for ever.
 */
final class OctetWriter {

  private record Write(byte[] octets, Segmentation segmentation) {}

  private static final Write LAST = new Write(new byte[0], Segmentation.whole());

  private final Carrier carrier;
  private final BlockingQueue<Write> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger pending = new AtomicInteger();
  private long writes;
  private long taken;

  OctetWriter(Carrier carrier) {
    this.carrier = carrier;
    Thread thread = new Thread(this::run, "wspec-writer");
    thread.setDaemon(true);
    thread.start();
  }

  void write(byte[] octets, Segmentation segmentation) {
    pending.incrementAndGet();
    queue.add(new Write(octets, segmentation));
  }

  boolean isIdle() {
    return pending.get() == 0;
  }

  /** Ends the thread when it has written what was given to it. */
  void finish() {
    queue.add(LAST);
  }

  private void run() {
    boolean writable = true;
    try {
      for (Write next = queue.take(); next != LAST; next = queue.take()) {
        if (writable) {
          writable = writeTo(carrier, next.octets, next.segmentation, this::taken);
        }
        pending.decrementAndGet();
        progressed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void taken(int octets) {
    taken += octets;
    progressed();
  }

  /** How many octets TCP has taken from this thread. */
  synchronized long taken() {
    return taken;
  }

  private synchronized void progressed() {
    writes++;
    notifyAll();
  }

  /** Waits until nothing is pending, or no write comes to its end for so long, or time is up. */
  synchronized void awaitStall(long millis, Deadline deadline) {
    long seen = writes;
    Deadline stall = Deadline.inMillis(millis);
    try {
      while (!isIdle() && !stall.passed() && !deadline.passed()) {
        wait(Math.max(1, stall.remainingMillis()));
        if (writes != seen) {
          seen = writes;
          stall = Deadline.inMillis(millis);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether all of it could be written; how a connection ended is seen by its reader. */
  static boolean writeTo(Carrier carrier, byte[] octets, Segmentation segmentation) {
    return writeTo(carrier, octets, segmentation, count -> {});
  }

  private static boolean writeTo(
      Carrier carrier, byte[] octets, Segmentation segmentation, IntConsumer progress) {
    try {
      int from = 0;
      for (int end : segmentation.ends(octets.length)) {
        carrier.write(octets, from, end);
        progress.accept(end - from);
        from = end;
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
