package dev.wspec.session;

import dev.wspec.protocol.Frame;
import java.util.List;

/** What one connection sends in answer to Pings and Pongs (RFC 6455 §5.5.2 and §5.5.3). */
@FunctionalInterface
public interface ControlReplies {
  /** Answers each Ping with a Pong that repeats its payload, and a Pong with nothing. */
  ControlReplies CONFORMING = (ping, withinMessage) -> List.of(Frame.pong(ping.payload()));

  /**
   * Answers a Ping.
   *
   * @param withinMessage whether it came between the fragments of a message
   */
  List<Frame> toPing(Frame ping, boolean withinMessage);

  /** Answers a Pong. */
  default List<Frame> toPong(Frame pong) {
    return List.of();
  }

  /** What to send before anything that answers the message just completed. */
  default List<Frame> afterMessage() {
    return List.of();
  }

  /** What to send when everything that has arrived is dealt with. */
  default List<Frame> whenIdle() {
    return List.of();
  }
}
