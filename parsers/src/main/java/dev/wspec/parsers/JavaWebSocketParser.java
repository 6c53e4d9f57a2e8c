package dev.wspec.parsers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.handshake.AcceptKey;
import dev.wspec.parser.Delivery;
import dev.wspec.parser.ParserUnderTest;
import dev.wspec.parser.Parsing;
import dev.wspec.parser.Rejection;
import dev.wspec.protocol.Role;
import java.lang.StackWalker.StackFrame;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.extensions.DefaultExtension;
import org.java_websocket.extensions.IExtension;
import org.java_websocket.extensions.permessage_deflate.PerMessageDeflateExtension;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.protocols.Protocol;
import org.jspecify.annotations.Nullable;

/** The connection of Java-WebSocket, with its opening handshake done. */
public final class JavaWebSocketParser implements ParserUnderTest {
  private static final int LIMIT = 2 << 20;
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static final Pattern SENT_KEY = Pattern.compile("(?i)Sec-WebSocket-Key: (\\S+)");

  @Override
  public String name() {
    return "java-websocket";
  }

  @Override
  public String software() {
    String version = WebSocketImpl.class.getPackage().getImplementationVersion();
    return "Java-WebSocket" + (version == null ? "" : " " + version);
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
    Listener listener = new Listener();
    Strict draft = new Strict(listener, deflate);
    WebSocketImpl socket;
    if (self == Role.SERVER) {
      socket = new WebSocketImpl(listener, List.<Draft>of(draft));
      socket.decode(
          head("GET / HTTP/1.1", "Host: localhost", deflate, "Sec-WebSocket-Key: " + KEY));
    } else {
      socket = new WebSocketImpl(listener, draft);
      shakeHands(socket, deflate);
    }
    if (!socket.isOpen()) {
      throw new IllegalStateException("the opening handshake failed: " + listener.wrong);
    }
    return new Connection(socket, listener);
  }

  private static void shakeHands(WebSocketImpl socket, boolean deflate) {
    HandshakeImpl1Client request = new HandshakeImpl1Client();
    request.setResourceDescriptor("/");
    request.put("Host", "localhost");
    try {
      socket.startHandshake(request);
    } catch (InvalidDataException e) {
      throw new IllegalStateException(e);
    }
    String sent = US_ASCII.decode(Objects.requireNonNull(socket.outQueue.poll())).toString();
    Matcher key = SENT_KEY.matcher(sent);
    if (!key.find()) {
      throw new IllegalStateException("the request has no key: " + sent);
    }
    socket.decode(
        head(
            "HTTP/1.1 101 Switching Protocols",
            "Server: wspec",
            deflate,
            "Sec-WebSocket-Accept: " + AcceptKey.answer(key.group(1))));
  }

  private static ByteBuffer head(String first, String second, boolean deflate, String last) {
    String head =
        first
            + "\r\n"
            + second
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + (deflate ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : "")
            + last
            + "\r\n\r\n";
    return ByteBuffer.wrap(head.getBytes(US_ASCII));
  }

  /** Shows the control frames, for some of which there is no call of the listener. */
  private static final class Strict extends Draft_6455 {
    private static final StackWalker CALLERS = StackWalker.getInstance();

    private final Listener listener;
    private final boolean deflate;

    /** Of the payloads of frames that were read and not dealt with yet, in octets. */
    private final Deque<Integer> lengths = new ArrayDeque<>();

    Strict(Listener listener, boolean deflate) {
      super(List.of(extension(deflate)), List.of(new Protocol("")), LIMIT);
      this.listener = listener;
      this.deflate = deflate;
    }

    private static IExtension extension(boolean deflate) {
      return deflate ? new PerMessageDeflateExtension() : new DefaultExtension();
    }

    @Override
    public Draft copyInstance() {
      return new Strict(listener, deflate);
    }

    /** Is asked for the payload of each frame, and for frames that are not whole yet. */
    @Override
    public int checkAlloc(int length) throws InvalidDataException {
      String asking =
          CALLERS
              .walk(calls -> calls.skip(1).findFirst())
              .map(StackFrame::getMethodName)
              .orElse("");
      if (asking.equals("translateSingleFrame")) {
        lengths.add(length);
      }
      return super.checkAlloc(length);
    }

    @Override
    public void processFrame(WebSocketImpl socket, Framedata frame) throws InvalidDataException {
      int length = lengths.remove();
      if (listener.wrong != null) {
        return;
      }
      ByteBuffer payload = frame.getPayloadData().duplicate();
      byte[] octets = new byte[payload.remaining()];
      payload.get(octets);
      super.processFrame(socket, frame);
      switch (frame.getOpcode()) {
        case PING -> listener.out().message(9, octets);
        case PONG -> listener.out().message(10, octets);
        case CLOSING -> close((CloseFrame) frame, length);
        default -> {}
      }
    }

    /** A Close keeps its code and its reason, not the octets that came. */
    private void close(CloseFrame frame, int length) {
      if (length == 1) {
        listener.wrong =
            new InvalidDataException(frame.getCloseCode(), "told as a Close with that code");
        return;
      }
      byte[] reason = frame.getMessage().getBytes(UTF_8);
      byte[] octets =
          ByteBuffer.allocate(2 + reason.length)
              .putShort((short) frame.getCloseCode())
              .put(reason)
              .array();
      listener.closed = true;
      listener.out().message(8, octets);
    }
  }

  private static final class Listener extends WebSocketAdapter {
    private @Nullable Delivery out;
    private @Nullable Exception wrong;
    private boolean closed;

    private Delivery out() {
      return Objects.requireNonNull(out);
    }

    @Override
    public void onWebsocketMessage(WebSocket socket, String message) {
      out().message(1, message.getBytes(UTF_8));
    }

    @Override
    public void onWebsocketMessage(WebSocket socket, ByteBuffer message) {
      byte[] octets = new byte[message.remaining()];
      message.get(octets);
      out().message(2, octets);
    }

    @Override
    public void onWebsocketError(WebSocket socket, Exception e) {
      wrong = e;
    }

    @Override
    public void onWebsocketOpen(WebSocket socket, Handshakedata handshake) {}

    @Override
    public void onWebsocketClose(WebSocket socket, int code, String reason, boolean remote) {}

    @Override
    public void onWebsocketClosing(WebSocket socket, int code, String reason, boolean remote) {}

    @Override
    public void onWebsocketCloseInitiated(WebSocket socket, int code, String reason) {}

    @Override
    public void onWriteDemand(WebSocket socket) {}

    @Override
    public InetSocketAddress getLocalSocketAddress(WebSocket socket) {
      return InetSocketAddress.createUnresolved("localhost", 80);
    }

    @Override
    public InetSocketAddress getRemoteSocketAddress(WebSocket socket) {
      return InetSocketAddress.createUnresolved("localhost", 80);
    }
  }

  private record Connection(WebSocketImpl socket, Listener listener) implements Parsing {

    @Override
    public @Nullable Rejection feed(byte[] octets, int from, int to, Delivery out) {
      listener.out = out;
      try {
        socket.decode(ByteBuffer.wrap(Arrays.copyOfRange(octets, from, to)));
      } catch (WebsocketNotConnectedException e) {
        // It answers a Ping behind the peer's Close; what follows a Close does not matter.
        if (!listener.closed && listener.wrong == null) {
          throw e;
        }
      }
      if (listener.closed) {
        return null;
      }
      if (listener.wrong instanceof RuntimeException crash) {
        throw crash;
      }
      if (listener.wrong != null) {
        return Rejection.because(listener.wrong);
      }
      return socket.isOpen()
          ? null
          : Rejection.because("the connection is " + socket.getReadyState());
    }

    @Override
    public void close() {}
  }
}
