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
}
