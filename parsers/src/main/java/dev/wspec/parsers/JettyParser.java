package dev.wspec.parsers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.parser.Delivery;
import dev.wspec.parser.ParserUnderTest;
import dev.wspec.parser.Parsing;
import dev.wspec.parser.Rejection;
import dev.wspec.protocol.Role;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Jetty;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.Behavior;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.ExtensionConfig;
import org.eclipse.jetty.websocket.core.ExtensionStack;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.Negotiated;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketConstants;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.eclipse.jetty.websocket.core.exception.WebSocketException;
import org.eclipse.jetty.websocket.core.internal.MessageHandler;
import org.jspecify.annotations.Nullable;

/** Jetty's connection and session on an end point that is an array. */
public final class JettyParser implements ParserUnderTest {
  private static final int LIMIT = 2 << 20;
  private static final URI HERE = URI.create("ws://localhost/");

  private final WebSocketComponents components = new WebSocketComponents();

  /** Never started, so that it schedules nothing. */
  private final Scheduler scheduler = new ScheduledExecutorScheduler();

  @Override
  public String name() {
    return "jetty";
  }

  @Override
  public String software() {
    return "Jetty " + Jetty.VERSION;
  }

  @Override
  public Unit unit() {
    return Unit.MESSAGE;
  }

  @Override
  public boolean inflates() {
    return true;
  }

  @Override
  public Parsing open(Role self, boolean deflate) {
    start();
    Behavior behavior = self == Role.SERVER ? Behavior.SERVER : Behavior.CLIENT;
    List<ExtensionConfig> extensions =
        deflate ? List.of(ExtensionConfig.parse("permessage-deflate")) : List.of();
    ExtensionStack stack = new ExtensionStack(components, behavior);
    stack.negotiate(extensions, extensions);
    Negotiated agreed =
        new Negotiated(HERE, null, false, stack, WebSocketConstants.SPEC_VERSION_STRING);
    Taker taker = new Taker();
    WebSocketCoreSession session = new WebSocketCoreSession(taker, behavior, agreed, components);
    session.setMaxFrameSize(LIMIT);
    session.setMaxTextMessageSize(LIMIT);
    session.setMaxBinaryMessageSize(LIMIT);
    Memory memory = new Memory();
    WebSocketConnection connection =
        new WebSocketConnection(
            memory, Runnable::run, scheduler, components.getByteBufferPool(), session);
    memory.setConnection(connection);
    session.setWebSocketConnection(connection);
    connection.onOpen();
    return new Stream(memory, taker);
  }

  private synchronized void start() {
    try {
      components.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Does at once, and on the same thread, what there is to do. */
  private static final class Memory extends ByteArrayEndPoint {
    Memory() {
      super(new byte[0], 1 << 18);
    }

    @Override
    protected void execute(Runnable task) {
      task.run();
    }
  }

  private static final class Taker extends MessageHandler {
    private @Nullable Delivery out;
    private @Nullable Throwable wrong;
    private boolean closed;
    private boolean ended;

    private void deliver(int opcode, ByteBuffer payload) {
      ByteBuffer view = payload.slice();
      byte[] octets = new byte[view.remaining()];
      view.get(octets);
      Objects.requireNonNull(out).message(opcode, octets);
    }

    @Override
    protected void onText(String message, Callback callback) {
      Objects.requireNonNull(out).message(1, message.getBytes(UTF_8));
      callback.succeeded();
    }

    @Override
    protected void onBinary(ByteBuffer message, Callback callback) {
      deliver(2, message);
      callback.succeeded();
    }

    @Override
    protected void onPingFrame(Frame frame, Callback callback) {
      deliver(9, frame.getPayload());
      super.onPingFrame(frame, callback);
    }

    @Override
    protected void onPongFrame(Frame frame, Callback callback) {
      deliver(10, frame.getPayload());
      super.onPongFrame(frame, callback);
    }

    @Override
    protected void onCloseFrame(Frame frame, Callback callback) {
      closed = true;
      deliver(8, frame.getPayload());
      super.onCloseFrame(frame, callback);
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
      wrong = cause;
      super.onError(cause, callback);
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
      ended = true;
      super.onClosed(status, callback);
    }
  }

  private record Stream(Memory memory, Taker taker) implements Parsing {

    @Override
    public @Nullable Rejection feed(byte[] octets, int from, int to, Delivery out) {
      taker.out = out;
      memory.addInput(ByteBuffer.wrap(octets.clone(), from, to - from));
      memory.takeOutput();
      Throwable wrong = taker.wrong;
      if (taker.closed) {
        return null;
      }
      if (wrong != null) {
        if (wrong instanceof RuntimeException crash && !(wrong instanceof WebSocketException)) {
          throw crash;
        }
        return Rejection.because(wrong);
      }
      return taker.ended ? Rejection.because("the connection is closed") : null;
    }

    @Override
    public void close() {
      memory.close();
    }
  }
}
