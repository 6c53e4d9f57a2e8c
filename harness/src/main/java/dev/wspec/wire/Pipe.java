package dev.wspec.wire;

import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Segmentation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection of which no record is kept, for the sake of speed. */
public final class Pipe implements AutoCloseable {
  private final Channel channel;

  Pipe(Channel channel) {
    this.channel = channel;
  }

  /**
   * Connects, for as much as TCP takes at once; empty if that fails.
   *
   * @param deadline of all that follows
   * @param buffer is read into, and no more than fits into it
   */
  public static Optional<Pipe> to(
      Dialer dialer, Deadline deadline, Watchdog watchdog, byte[] buffer) {
    try {
      Carrier carrier = dialer.dial(deadline, watchdog);
      return Optional.of(
          new Pipe(Channel.light(carrier, deadline, watchdog, buffer.length, buffer)));
    } catch (DialFailure e) {
      return Optional.empty();
    }
  }

  /** Hands octets to TCP. They must not be changed before it has taken them. */
  public void write(byte[] octets) {
    channel.write(octets, Segmentation.whole());
  }

  /** How many octets came; 0 if none did within so many milliseconds, or none will any more. */
  public int read(long millis) {
    return channel.read(millis);
  }

  /** Where {@link #read} puts octets. */
  public byte[] buffer() {
    return channel.buffer();
  }

  /** How nothing more can come; null while something can. */
  public @Nullable How end() {
    return channel.end();
  }

  @Override
  public void close() {
    channel.close();
  }
}
