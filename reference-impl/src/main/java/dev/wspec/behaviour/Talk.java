package dev.wspec.behaviour;

import dev.wspec.protocol.Frame;
import java.util.List;

/** Applications that speak first. */
final class Talk {
  private Talk() {}

  /** Sends these frames first, then echoes. */
  static Application first(Frame... frames) {
    return new Application() {
      @Override
      public List<Frame> onOpen() {
        return List.of(frames);
      }

      @Override
      public List<Frame> onMessage(Frame message) {
        return List.of(message);
      }
    };
  }

  /** Echoes so many messages, and closes instead of another. */
  static Application leavingAfter(int messages) {
    return new Application() {
      private int left = messages;

      @Override
      public List<Frame> onMessage(Frame message) {
        return List.of(left-- > 0 ? message : Frame.close(1000, ""));
      }
    };
  }
}
