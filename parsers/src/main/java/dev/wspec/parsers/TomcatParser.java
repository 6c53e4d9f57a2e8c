package dev.wspec.parsers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.parser.Delivery;
import dev.wspec.parser.ParserUnderTest;
import dev.wspec.parser.Parsing;
import dev.wspec.parser.Rejection;
import dev.wspec.protocol.Role;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.InstanceManager;
import org.apache.tomcat.websocket.ClientEndpointHolder;
import org.apache.tomcat.websocket.Transformation;
import org.apache.tomcat.websocket.TransformationFactory;
import org.apache.tomcat.websocket.WsFrameBase;
import org.apache.tomcat.websocket.WsIOException;
import org.apache.tomcat.websocket.WsRemoteEndpointImplBase;
import org.apache.tomcat.websocket.WsSession;
import org.apache.tomcat.websocket.WsWebSocketContainer;
import org.jspecify.annotations.Nullable;

/** The frame reader of Tomcat with a session of its own behind it, whose messages come in parts. */
public final class TomcatParser implements ParserUnderTest {
  private static final WsWebSocketContainer CONTAINER = new WsWebSocketContainer();
  private static final int NO_CODE = 1005;

  @Override
  public String name() {
    return "tomcat";
  }

  @Override
  public String software() {
    String version = WsFrameBase.class.getPackage().getImplementationVersion();
    return "Apache Tomcat" + (version == null ? "" : " " + version);
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
    boolean server = self == Role.SERVER;
    Transformation inflater =
        deflate
            ? TransformationFactory.getInstance()
                .create("permessage-deflate", List.of(List.of()), server)
            : null;
    Listener listener = new Listener();
    Heard session = Heard.by(listener);
    return new Stream(
        server ? new OfClient(session, inflater) : new OfServer(session, inflater),
        listener,
        inflater);
  }

  /** Takes what comes out. */
  private static final class Listener {
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private @Nullable Delivery out;
    private boolean closed;

    private void take(int opcode, byte... payload) {
      Objects.requireNonNull(out).message(opcode, payload);
    }

    private void take(int opcode, byte[] part, boolean last) {
      message.writeBytes(part);
      if (last) {
        take(opcode, message.toByteArray());
        message.reset();
      }
    }

    private static byte[] octets(ByteBuffer buffer) {
      byte[] octets = new byte[buffer.remaining()];
      buffer.get(octets);
      return octets;
    }
  }

  private static final class Heard extends WsSession {
    private static final ClientEndpointConfig CONFIG =
        ClientEndpointConfig.Builder.create().build();
    private final Listener listener;

    private Heard(Listener listener) throws DeploymentException {
      super(new Nobody(), new Answers(listener), CONTAINER, List.of(), "", Map.of(), false, CONFIG);
      this.listener = listener;
      addMessageHandler(
          String.class,
          (MessageHandler.Partial<String>)
              (part, last) -> listener.take(1, part.getBytes(UTF_8), last));
      addMessageHandler(
          ByteBuffer.class,
          (MessageHandler.Partial<ByteBuffer>)
              (part, last) -> listener.take(2, Listener.octets(part), last));
      addMessageHandler(
          PongMessage.class,
          (MessageHandler.Whole<PongMessage>)
              pong -> listener.take(10, Listener.octets(pong.getApplicationData())));
    }

    static Heard by(Listener listener) {
      try {
        return new Heard(listener);
      } catch (DeploymentException e) {
        throw new IllegalStateException(e);
      }
    }

    /** The body of the Close as far as it is told: its code and reason. */
    @Override
    public void onClose(CloseReason reason) {
      listener.closed = true;
      int code = reason.getCloseCode().getCode();
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      if (code != NO_CODE) {
        body.write(code >> 8);
        body.write(code);
        body.writeBytes(Objects.requireNonNullElse(reason.getReasonPhrase(), "").getBytes(UTF_8));
      }
      listener.take(8, body.toByteArray());
    }
  }

  /** An application that does nothing. */
  private static final class Nobody extends Endpoint implements ClientEndpointHolder {
    @Override
    public void onOpen(Session session, EndpointConfig config) {}

    @Override
    public String getClassName() {
      return Nobody.class.getName();
    }

    @Override
    public Endpoint getInstance(@Nullable InstanceManager manager) {
      return this;
    }
  }

  /** Where a Ping shows itself: in the Pong that answers it. */
  private static final class Answers extends WsRemoteEndpointImplBase {
    private final ReentrantLock lock = new ReentrantLock();
    private final Listener listener;

    Answers(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void sendPong(ByteBuffer payload) {
      listener.take(9, Listener.octets(payload));
    }

    @Override
    protected void doWrite(SendHandler sent, boolean block, long end, ByteBuffer... buffers) {
      throw new IllegalStateException("nothing else is sent");
    }

    @Override
    protected boolean isMasked() {
      return false;
    }

    @Override
    protected void doClose() {}

    @Override
    protected ReentrantLock getLock() {
      return lock;
    }
  }

  private abstract static class Frames extends WsFrameBase {
    private static final Log LOG = LogFactory.getLog(TomcatParser.class);

    Frames(WsSession session, @Nullable Transformation inflater) {
      super(session, inflater);
    }

    void read(byte[] octets, int from, int to) throws IOException {
      int at = from;
      while (at < to) {
        inputBuffer.mark();
        inputBuffer.position(inputBuffer.limit()).limit(inputBuffer.capacity());
        int count = Math.min(to - at, inputBuffer.remaining());
        inputBuffer.put(octets, at, count);
        inputBuffer.limit(inputBuffer.position()).reset();
        at += count;
        processInputBuffer();
      }
    }

    @Override
    protected Log getLog() {
      return LOG;
    }

    @Override
    protected void resumeProcessing() {}
  }

  /** Asked while it is being made, and so no field. */
  private static final class OfClient extends Frames {
    OfClient(WsSession session, @Nullable Transformation inflater) {
      super(session, inflater);
    }

    @Override
    protected boolean isMasked() {
      return true;
    }
  }

  private static final class OfServer extends Frames {
    OfServer(WsSession session, @Nullable Transformation inflater) {
      super(session, inflater);
    }

    @Override
    protected boolean isMasked() {
      return false;
    }
  }

  private record Stream(Frames frames, Listener listener, @Nullable Transformation inflater)
      implements Parsing {

    @Override
    public @Nullable Rejection feed(byte[] octets, int from, int to, Delivery out) {
      listener.out = out;
      try {
        if (!listener.closed) {
          frames.read(octets, from, to);
        }
        return null;
      } catch (IOException e) {
        // What follows a Close does not matter.
        return listener.closed ? null : Rejection.because(reason(e));
      }
    }

    private static String reason(IOException thrown) {
      return thrown instanceof WsIOException told
          ? String.valueOf(told.getCloseReason().getReasonPhrase())
          : String.valueOf(thrown.getMessage());
    }

    @Override
    public void close() {
      if (inflater != null) {
        inflater.close();
      }
    }
  }
}
