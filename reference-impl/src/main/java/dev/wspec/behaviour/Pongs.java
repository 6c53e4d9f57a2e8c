package dev.wspec.behaviour;

import dev.wspec.protocol.Frame;
import dev.wspec.session.ControlReplies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Ways to answer Pings other than at once, one by one and faithfully. */
final class Pongs {
  private Pongs() {}

  /** Answers with another payload. */
  static ControlReplies carrying(UnaryOperator<byte[]> payload) {
    return (ping, withinMessage) -> List.of(Frame.pong(payload.apply(ping.payload())));
  }

  /** Answers Pongs too. */
  static ControlReplies toPongsToo() {
    return new ControlReplies() {
      @Override
      public List<Frame> toPing(Frame ping, boolean withinMessage) {
        return List.of(Frame.pong(ping.payload()));
      }

      @Override
      public List<Frame> toPong(Frame pong) {
        return List.of(pong);
      }
    };
  }

  /** Answers the Pings of one read together, in the order that {@code arrange} makes of it. */
  static ControlReplies together(UnaryOperator<List<Frame>> arrange) {
    return new ControlReplies() {
      private final List<Frame> pongs = new ArrayList<>();

      @Override
      public List<Frame> toPing(Frame ping, boolean withinMessage) {
        pongs.add(Frame.pong(ping.payload()));
        return List.of();
      }

      @Override
      public List<Frame> whenIdle() {
        List<Frame> arranged = List.copyOf(arrange.apply(pongs));
        pongs.clear();
        return arranged;
      }
    };
  }

  static List<Frame> reversed(List<Frame> pongs) {
    Collections.reverse(pongs);
    return pongs;
  }

  static List<Frame> first(List<Frame> pongs) {
    return pongs.subList(0, Math.min(1, pongs.size()));
  }

  static List<Frame> last(List<Frame> pongs) {
    return pongs.subList(Math.max(0, pongs.size() - 1), pongs.size());
  }

  /** Lets Pings within a message wait until that is complete. */
  static ControlReplies afterMessages() {
    return new ControlReplies() {
      private final List<Frame> waiting = new ArrayList<>();

      @Override
      public List<Frame> toPing(Frame ping, boolean withinMessage) {
        Frame pong = Frame.pong(ping.payload());
        if (!withinMessage) {
          return List.of(pong);
        }
        waiting.add(pong);
        return List.of();
      }

      @Override
      public List<Frame> afterMessage() {
        List<Frame> all = List.copyOf(waiting);
        waiting.clear();
        return all;
      }
    };
  }
}
