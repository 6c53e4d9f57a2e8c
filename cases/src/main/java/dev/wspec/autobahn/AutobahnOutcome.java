package dev.wspec.autobahn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation means in the original's words.
 *
 * @param result one sentence on what was heard
 * @param resultClose one sentence on how the connection was closed
 * @param heard in the order in which it came
 * @param opened whether the opening handshake was completed
 */
public record AutobahnOutcome(
    Behavior behavior,
    ClosingBehavior behaviorClose,
    String result,
    String resultClose,
    List<Heard.Fact> heard,
    Closing closing,
    boolean opened) {

  public AutobahnOutcome {
    heard = List.copyOf(heard);
  }

  /** The peer's close code, or null if it sent none. */
  public @Nullable Integer remoteCloseCode() {
    return closing.remoteCode();
  }

  /** Whether the peer broke a rule; an unusual close code is none. */
  public boolean isBad() {
    return behavior == Behavior.FAILED
        || behaviorClose == ClosingBehavior.FAILED
        || behaviorClose == ClosingBehavior.UNCLEAN;
  }
}
