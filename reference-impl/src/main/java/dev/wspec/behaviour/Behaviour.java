package dev.wspec.behaviour;

import dev.wspec.handshake.HandshakeBehaviour;
import dev.wspec.session.ClosingBehaviour;
import dev.wspec.session.ControlReplies;
import dev.wspec.session.ReceivingBehaviour;
import dev.wspec.session.SendingBehaviour;
import dev.wspec.session.SessionBehaviour;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * All a server does, as strategies of which any can be replaced; {@link #CONFORMING} keeps to the
 * RFCs. A {@link Supplier} makes one strategy for each connection, which may then have state.
 */
public record Behaviour(
    HandshakeBehaviour handshake,
    ReceivingBehaviour receiving,
    SendingBehaviour sending,
    Supplier<ControlReplies> controls,
    ClosingBehaviour closing,
    Supplier<Application> application,
    TransportBehaviour transport) {
  /** An echo server that keeps to the RFCs. */
  public static final Behaviour CONFORMING =
      new Behaviour(
          HandshakeBehaviour.CONFORMING,
          ReceivingBehaviour.CONFORMING,
          SendingBehaviour.CONFORMING,
          () -> ControlReplies.CONFORMING,
          ClosingBehaviour.CONFORMING,
          () -> Application.ECHO,
          TransportBehaviour.CONFORMING);

  /** The part that a session goes by. */
  public SessionBehaviour session() {
    return new SessionBehaviour(receiving, sending, controls, closing);
  }

  public Behaviour handshake(UnaryOperator<HandshakeBehaviour> change) {
    return new Behaviour(
        change.apply(handshake), receiving, sending, controls, closing, application, transport);
  }

  public Behaviour receiving(UnaryOperator<ReceivingBehaviour> change) {
    return new Behaviour(
        handshake, change.apply(receiving), sending, controls, closing, application, transport);
  }

  public Behaviour sending(UnaryOperator<SendingBehaviour> change) {
    return new Behaviour(
        handshake, receiving, change.apply(sending), controls, closing, application, transport);
  }

  public Behaviour controls(Supplier<ControlReplies> other) {
    return new Behaviour(handshake, receiving, sending, other, closing, application, transport);
  }

  public Behaviour closing(UnaryOperator<ClosingBehaviour> change) {
    return new Behaviour(
        handshake, receiving, sending, controls, change.apply(closing), application, transport);
  }

  public Behaviour application(Supplier<Application> other) {
    return new Behaviour(handshake, receiving, sending, controls, closing, other, transport);
  }

  public Behaviour transport(UnaryOperator<TransportBehaviour> change) {
    return new Behaviour(
        handshake, receiving, sending, controls, closing, application, change.apply(transport));
  }
}
