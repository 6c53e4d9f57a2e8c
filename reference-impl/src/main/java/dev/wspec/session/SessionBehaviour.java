package dev.wspec.session;

import java.util.function.Supplier;

/**
 * How a session goes about its work: the points at which one can go wrong, or be unusual.
 *
 * @param controls makes, for each connection, what answers Pings and Pongs
 */
public record SessionBehaviour(
    ReceivingBehaviour receiving,
    SendingBehaviour sending,
    Supplier<ControlReplies> controls,
    ClosingBehaviour closing) {
  /** Keeps to the RFCs. */
  public static final SessionBehaviour CONFORMING =
      new SessionBehaviour(
          ReceivingBehaviour.CONFORMING,
          SendingBehaviour.CONFORMING,
          () -> ControlReplies.CONFORMING,
          ClosingBehaviour.CONFORMING);
}
