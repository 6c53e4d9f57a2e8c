package dev.wspec.behaviour;

import dev.wspec.protocol.Frame;
import java.util.List;

/** What one connection has to say, above the protocol. */
@FunctionalInterface
public interface Application {
  /** Sends every message back as it is. */
  Application ECHO = List::of;

  /** What to send in answer to a text or binary message. */
  List<Frame> onMessage(Frame message);

  /** What to send first. */
  default List<Frame> onOpen() {
    return List.of();
  }
}
