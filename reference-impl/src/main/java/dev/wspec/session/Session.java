package dev.wspec.session;

import dev.wspec.codec.FrameDecoder;
import dev.wspec.codec.FrameEncoder;
import dev.wspec.codec.Limits;
import dev.wspec.codec.MessageAssembler;
import dev.wspec.codec.PerMessageDeflate;
import dev.wspec.protocol.CloseCode;
import dev.wspec.protocol.DeflateParameters;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import dev.wspec.session.ClosingBehaviour.AfterClose;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One established connection, seen from one end, without I/O (RFC 6455 §5 to §8).
 *
 * <p>{@link #feed} lends it received bytes; then each {@link #next} gives one whole message or
 * control frame, until it gives none. What is to be sent, by the caller or in answer to Pings and
 * Closes, gathers in {@link #output} in the order in which it arose. When {@link #isClosed}, the
 * output is the last there is, and the transport is to be closed, by a server at once (§7.1.1).
 */
public final class Session implements AutoCloseable {
  private enum State {
    OPEN,
    /** Close was sent, the peer's has not come (§7.1.3). */
    CLOSING,
    CLOSED
  }

  private final Role self;
  private final SessionBehaviour behaviour;
  private final FrameDecoder decoder;
  private final FrameEncoder encoder;
  private final ReceivingBehaviour.Intake intake;
  private final ReceivingBehaviour.Assembly assembly;
  private final ControlReplies controls;
  private final @Nullable PerMessageDeflate deflate;
  private final Output output = new Output();

  private State state = State.OPEN;
  private boolean closeSent;
  private boolean withinMessage;
  private @Nullable Frame closeReceived;
  private @Nullable ProtocolViolation violation;

  /** A conforming session without extensions and with the usual limits. */
  public Session(Role self) {
    this(self, null, Limits.DEFAULT, SessionBehaviour.CONFORMING);
  }

  /**
   * A session of {@code self}.
   *
   * @param agreed the parameters of permessage-deflate, or null if it was not negotiated
   */
  public Session(
      Role self, @Nullable DeflateParameters agreed, Limits limits, SessionBehaviour behaviour) {
    this.self = self;
    this.behaviour = behaviour;
    ReceivingBehaviour receiving = behaviour.receiving();
    this.deflate =
        agreed == null
            ? null
            : new PerMessageDeflate(
                self,
                behaviour.sending().parameters().apply(agreed),
                limits.maxMessageBytes(),
                receiving.waived());
    this.decoder =
        new FrameDecoder(self, agreed == null ? 0 : Frame.RSV1, limits, receiving.waived());
    this.assembly =
        receiving
            .assembly()
            .apply(new MessageAssembler(self, limits, deflate, receiving.waived())::accept);
    this.intake = receiving.intake().get();
    this.encoder = new FrameEncoder(self);
    this.controls = behaviour.controls().get();
  }

  /** Lends received bytes; they are changed, and must stay until {@link #next} has given null. */
  public void feed(byte[] bytes, int offset, int length) {
    if (state != State.CLOSED) {
      decoder.feed(bytes, offset, intake.accept(bytes, offset, length));
    }
  }

  /**
   * The next message or control frame: final, without reserved bits, decompressed.
   *
   * @return null if that needs more bytes, or if the session is closed
   */
  public @Nullable Frame next() {
    try {
      while (state != State.CLOSED && decoder.advance()) {
        Frame frame = assembly.accept(decoder);
        if (!decoder.opcode().isControl()) {
          withinMessage = !(decoder.fin() && decoder.endsFrame());
        }
        if (frame != null) {
          react(frame);
          return frame;
        }
      }
    } catch (ProtocolViolation e) {
      fail(e);
    }
    if (state != State.CLOSED) {
      write(controls.whenIdle());
    }
    return null;
  }

  /** All that {@code bytes} complete, for those who do not mind the allocation. */
  public List<Frame> receive(byte[] bytes) {
    List<Frame> frames = new ArrayList<>();
    feed(bytes, 0, bytes.length);
    for (Frame frame = next(); frame != null; frame = next()) {
      frames.add(frame);
    }
    return frames;
  }

  private void react(Frame frame) {
    switch (frame.opcode()) {
      case PING -> write(controls.toPing(frame, withinMessage));
      case PONG -> write(controls.toPong(frame));
      case CLOSE -> receiveClose(frame);
      default -> write(controls.afterMessage());
    }
  }

  private void receiveClose(Frame close) {
    closeReceived = closeReceived == null ? close : closeReceived;
    if (!closeSent) {
      write(behaviour.closing().reply().to(close, self));
    }
    if (behaviour.closing().afterClose() == AfterClose.NOTHING) {
      state = State.CLOSED;
    }
  }

  private void fail(ProtocolViolation e) {
    violation = e;
    if (!closeSent) {
      for (Frame close : behaviour.closing().failure().to(e)) {
        write(close);
      }
    }
    state = State.CLOSED;
  }

  /**
   * Sends a text or binary message, which is compressed if that was agreed, or a Ping or Pong.
   *
   * @return false, and nothing is sent, if a Close was sent before (§5.5.1)
   */
  public boolean send(Frame frame) {
    boolean silent = closeSent && behaviour.closing().afterClose() != AfterClose.EVERYTHING;
    if (silent || state == State.CLOSED) {
      return false;
    }
    if (frame.opcode().isControl()) {
      write(frame);
      return true;
    }
    SendingBehaviour sending = behaviour.sending();
    Frame message = deflate == null ? frame : sending.compression().compress(frame, deflate);
    write(sending.fragmentation().split(message));
    return true;
  }

  /**
   * Starts the closing handshake, or does nothing if a Close was sent before (§7.1.2).
   *
   * @param code a code that this end may send, or 1005 for a Close without a body
   * @param reason cut off where it is longer than 123 bytes
   */
  public void close(int code, String reason) {
    if (!closeSent && state == State.OPEN) {
      write(
          code == CloseCode.NO_STATUS_RECEIVED
              ? Frame.close()
              : ClosingBehaviour.close(code, reason));
      state = State.CLOSING;
    }
  }

  /** What is to be sent; the caller clears it. */
  public Output output() {
    return output;
  }

  /** Whether nothing more is to be received or sent but {@link #output}. */
  public boolean isClosed() {
    return state == State.CLOSED;
  }

  /** The first Close that came, or null (§7.1.5). */
  public @Nullable Frame closeReceived() {
    return closeReceived;
  }

  /** Why the session failed, or null if it did not. */
  public @Nullable ProtocolViolation violation() {
    return violation;
  }

  /** Whether permessage-deflate is in use. */
  public boolean compresses() {
    return deflate != null;
  }

  private void write(List<Frame> frames) {
    for (int i = 0; i < frames.size(); i++) {
      write(frames.get(i));
    }
  }

  private void write(Frame frame) {
    closeSent |= frame.opcode() == Opcode.CLOSE;
    behaviour.sending().writer().write(frame, encoder, output);
  }

  /** Releases the memory of the compressor; the session is of no use afterwards. */
  @Override
  public void close() {
    if (deflate != null) {
      deflate.close();
    }
  }
}
