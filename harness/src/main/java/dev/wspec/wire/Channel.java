package dev.wspec.wire;

import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Segmentation;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A carrier under a deadline and a budget: every call returns, and it ends only once. */
final class Channel {

  /** More than this goes through the helper thread. */
  private static final int DIRECT = 32 << 10;

  /** So does what is sent while this much, in octets, was sent since we last read. */
  private static final int UNREAD = 256 << 10;

  private final Carrier carrier;
  private final Deadline deadline;
  private final Watchdog watchdog;
  private final Future<?> guard;
  private final byte[] buffer;
  private long budget;
  private long sentSinceRead;
  private boolean writable = true;
  private @Nullable OctetWriter writer;
  private @Nullable How end;
  private Tap tap = Tap.NONE;

  /**
   * @param budget octets that we are willing to read
   */
  Channel(Carrier carrier, Deadline deadline, Watchdog watchdog, long budget) {
    this(
        carrier,
        deadline,
        watchdog,
        watchdog.at(deadline, carrier::kill),
        budget,
        new byte[64 << 10]);
  }

  private Channel(
      Carrier carrier,
      Deadline deadline,
      Watchdog watchdog,
      Future<?> guard,
      long budget,
      byte[] buffer) {
    this.carrier = carrier;
    this.deadline = deadline;
    this.watchdog = watchdog;
    this.guard = guard;
    this.budget = budget;
    this.buffer = buffer;
  }

  /**
   * For writes so small that TCP takes them at once, and so needs no watchdog: reads have timeouts.
   *
   * @param buffer is read into
   */
  static Channel light(
      Carrier carrier, Deadline deadline, Watchdog watchdog, long budget, byte[] buffer) {
    return new Channel(
        carrier, deadline, watchdog, CompletableFuture.completedFuture(null), budget, buffer);
  }

  /** The same connection under another deadline and budget; this one is of no use any more. */
  Channel renewed(Deadline other, long otherBudget) {
    guard.cancel(false);
    return new Channel(carrier, other, watchdog, otherBudget);
  }

  /** From now on this sees what goes and comes. */
  void tap(Tap eavesdropper) {
    tap = eavesdropper;
  }

  /** Where {@link #read} puts octets. */
  byte[] buffer() {
    return buffer;
  }

  /** How the subject ended it, or our patience did; null while it goes on. */
  @Nullable How end() {
    return end;
  }

  /** Whether writes still reach TCP. */
  boolean isWritable() {
    return writable;
  }

  /** Whether all that was sent has been handed to TCP. */
  boolean isIdle() {
    return writer == null || writer.isIdle();
  }

  /** How many octets TCP has taken of what was too much to write at once. */
  long taken() {
    return writer == null ? 0 : writer.taken();
  }

  /** Whether something has come that was not read yet. */
  boolean hasOctets() {
    return carrier.hasOctets();
  }

  void write(byte[] octets, Segmentation segmentation) {
    if (!writable) {
      return;
    }
    sentSinceRead += octets.length;
    int from = 0;
    for (int to : segmentation.ends(octets.length)) {
      tap.sent(octets, from, to);
      from = to;
    }
    if (isIdle() && octets.length <= DIRECT && sentSinceRead <= UNREAD) {
      writable = OctetWriter.writeTo(carrier, octets, segmentation);
      return;
    }
    if (writer == null) {
      writer = new OctetWriter(carrier);
    }
    writer.write(octets, segmentation);
  }

  /** Waits until all was handed to TCP, or TCP takes nothing for so long, or time is up. */
  void awaitStall(long millis) {
    if (writer != null) {
      writer.awaitStall(millis, deadline);
    }
  }

  /** The number of octets that are now in the buffer; 0 if none came in time, or none will. */
  int read(long millis) {
    if (end != null) {
      return 0;
    }
    if (deadline.passed()) {
      end = How.DEADLINE;
      return 0;
    }
    try {
      long left = deadline.remainingMillis();
      int count = carrier.read(buffer, Math.min(millis, left));
      sentSinceRead = 0;
      if (count < 0) {
        end = How.EOF;
        tap.ended(false, false);
      } else if (count > budget) {
        end = How.LIMIT;
      } else if (count == 0 && left <= millis) {
        end = How.DEADLINE;
      } else {
        budget -= count;
        tap.received(buffer, 0, count);
        return count;
      }
    } catch (IOException e) {
      end = deadline.passed() ? How.DEADLINE : endOf(e);
      tap.ended(end == How.DEADLINE, end == How.RESET);
    }
    return 0;
  }

  /** TLS that ends without a close_notify is an end of the stream like any other. */
  private static How endOf(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("shut down incorrectly") || message.contains("without close_notify")
        ? How.EOF
        : How.RESET;
  }

  /** Tells whether it could be done. */
  boolean halfClose() {
    if (!writable) {
      return false;
    }
    writable = false;
    try {
      carrier.halfClose();
      tap.ended(true, false);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void reset() {
    release();
    tap.ended(true, true);
    carrier.reset();
  }

  void close() {
    tap.ended(true, false);
    if (isIdle()) {
      carrier.close();
    } else {
      carrier.kill();
    }
    release();
  }

  private void release() {
    writable = false;
    guard.cancel(false);
    if (writer != null) {
      writer.finish();
    }
  }
}
