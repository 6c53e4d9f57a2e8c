package dev.wspec.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wspec.conformance.RawRequest;
import java.net.InetSocketAddress;

/**
 * A connection that was made to us, and the head of the request that came first through it. It is
 * answered over HTTP here, or given to a wire.
 */
public final class Arrival implements AutoCloseable {

  /** How long a peer may take to end TCP after our answer over HTTP. */
  private static final long PARTING_MILLIS = 1000;

  private final Channel channel;
  private final RawRequest request;
  private final byte[] following;
  private final InetSocketAddress peer;

  Arrival(Channel channel, RawRequest request, byte[] following, InetSocketAddress peer) {
    this.channel = channel;
    this.request = request;
    this.following = following;
    this.peer = peer;
  }

  public RawRequest request() {
    return request;
  }

  public InetSocketAddress peer() {
    return peer;
  }

  /** What came behind the head together with it. */
  byte[] following() {
    return following;
  }

  /** The connection from here on, under another deadline and budget. */
  Channel handOver(Deadline deadline, long budget) {
    return channel.renewed(deadline, budget);
  }

  /** Answers over HTTP, in ISO 8859-1 as it is, and ends the connection. */
  public void reply(String response) {
    byte[] octets = response.getBytes(ISO_8859_1);
    channel.write(octets, dev.wspec.conformance.Segmentation.whole());
    channel.awaitStall(PARTING_MILLIS);
    channel.halfClose();
    Deadline parting = Deadline.inMillis(PARTING_MILLIS);
    while (channel.end() == null && !parting.passed()) {
      channel.read(parting.remainingMillis());
    }
    close();
  }

  /** Ends the connection without an answer. */
  @Override
  public void close() {
    channel.close();
  }
}
