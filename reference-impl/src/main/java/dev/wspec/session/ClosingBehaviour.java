package dev.wspec.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.protocol.CloseCode;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import java.util.List;

/**
 * How a connection ends (RFC 6455 §7).
 *
 * @param reply what to send in answer to a Close
 * @param failure what to send when the peer broke a rule
 * @param afterClose which frames that follow a Close are answered
 */
public record ClosingBehaviour(Reply reply, Failure failure, AfterClose afterClose) {
  private static final int MAX_REASON_BYTES = 123;

  /** What is still answered when the peer has sent its Close. */
  public enum AfterClose {
    NOTHING,
    CONTROL_FRAMES,
    EVERYTHING
  }

  /** Answers a Close that {@code self} received; normally with one Close. */
  @FunctionalInterface
  public interface Reply {
    List<Frame> to(Frame close, Role self);
  }

  /** Says why the connection fails; nothing means that it just ends. */
  @FunctionalInterface
  public interface Failure {
    List<Frame> to(ProtocolViolation violation);
  }

  /** Keeps to the RFC: repeats the code, names the code that fits the violation. */
  public static final ClosingBehaviour CONFORMING =
      new ClosingBehaviour(
          (close, self) -> List.of(echo(close, self)),
          violation ->
              List.of(close(violation.closeCode(), String.valueOf(violation.getMessage()))),
          AfterClose.NOTHING);

  /** A Close with the same code and no reason; 1000 where {@code self} may not send the code. */
  private static Frame echo(Frame close, Role self) {
    if (close.payload().length == 0) {
      return Frame.close();
    }
    int code = close.closeCode();
    return Frame.close(CloseCode.mayBeSent(code, self) ? code : CloseCode.NORMAL_CLOSURE, "");
  }

  public ClosingBehaviour with(Reply other) {
    return new ClosingBehaviour(other, failure, afterClose);
  }

  public ClosingBehaviour with(Failure other) {
    return new ClosingBehaviour(reply, other, afterClose);
  }

  public ClosingBehaviour with(AfterClose other) {
    return new ClosingBehaviour(reply, failure, other);
  }

  /** A Close whose reason is cut off between characters where it does not fit the frame. */
  public static Frame close(int code, String reason) {
    String rest = reason;
    while (rest.getBytes(UTF_8).length > MAX_REASON_BYTES) {
      rest = rest.substring(0, rest.offsetByCodePoints(rest.length(), -1));
    }
    return Frame.close(code, rest);
  }
}
