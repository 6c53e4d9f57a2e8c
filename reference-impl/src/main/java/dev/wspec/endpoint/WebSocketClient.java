package dev.wspec.endpoint;

import dev.wspec.codec.Limits;
import dev.wspec.handshake.AcceptKey;
import dev.wspec.handshake.Agreement;
import dev.wspec.handshake.ClientNegotiation;
import dev.wspec.handshake.DeflateOffer;
import dev.wspec.handshake.Fields;
import dev.wspec.handshake.HandshakeViolation;
import dev.wspec.handshake.HeadReader;
import dev.wspec.handshake.ResponseHead;
import dev.wspec.protocol.CloseCode;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Role;
import dev.wspec.session.Session;
import dev.wspec.session.SessionBehaviour;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A blocking WebSocket client over TCP or TLS, for one thread at a time. It answers Pings while it
 * waits in {@link #receive}; every wait is bounded by the timeout it was built with.
 */
public final class WebSocketClient implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BUFFER = 16 << 10;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Agreement agreement;
  private final Session session;
  private final byte[] buffer;
  private boolean ended;

  private WebSocketClient(ClientNegotiation negotiation, Limits limits, Socket socket)
      throws IOException, HandshakeViolation {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.buffer = new byte[BUFFER];
    out.write(negotiation.request().toBytes());
    HeadReader reader = new HeadReader();
    int from = 0;
    int to = 0;
    ResponseHead response = null;
    while (response == null) {
      if (from == to) {
        from = 0;
        to = in.read(buffer);
        if (to < 0) {
          throw new HandshakeViolation("The server closed the connection without an answer");
        }
      }
      from += reader.accept(buffer, from, to - from);
      if (reader.isComplete()) {
        response = reader.response();
        if (response.status() < 200 && response.status() != 101) {
          response = null; // an interim response (RFC 9110 §15.2)
          reader = new HeadReader();
        }
      }
    }
    this.agreement = negotiation.check(response);
    this.session =
        new Session(Role.CLIENT, agreement.deflate(), limits, SessionBehaviour.CONFORMING);
    session.feed(buffer, from, to - from);
  }

  /** A client for a ws or wss address that is yet to be connected. */
  public static Builder to(URI uri) {
    return new Builder(uri);
  }

  /** What the opening handshake settled. */
  public Agreement agreement() {
    return agreement;
  }

  public void send(String text) throws IOException {
    send(Frame.text(text));
  }

  public void send(byte[] message) throws IOException {
    send(Frame.binary(message));
  }

  /** Sends a message, a Ping or a Pong; nothing if a Close was sent before. */
  public void send(Frame frame) throws IOException {
    session.send(frame);
    flush();
  }

  /**
   * Waits for the next text or binary message.
   *
   * @return null if the connection ended instead, of which {@link #closeCode} says how
   */
  public @Nullable Frame receive() throws IOException {
    Frame frame = receiveFrame();
    while (frame != null && frame.opcode().isControl()) {
      frame = receiveFrame();
    }
    return frame;
  }

  /** Waits for the next message or control frame; null if the connection ended instead. */
  public @Nullable Frame receiveFrame() throws IOException {
    while (true) {
      Frame frame = session.next();
      flush();
      if (frame != null || ended || session.isClosed()) {
        return frame;
      }
      int count = in.read(buffer);
      if (count < 0) {
        ended = true;
        return null;
      }
      session.feed(buffer, 0, count);
    }
  }

  /** The code of the server's Close, 1005 if it had none, 1006 if no Close came (§7.1.5). */
  public int closeCode() {
    Frame close = session.closeReceived();
    return close == null ? CloseCode.ABNORMAL_CLOSURE : close.closeCode();
  }

  /** Sends a Close, waits for the server's, for the end of the TCP connection, and closes. */
  public void close(int code, String reason) throws IOException {
    try (socket;
        session) {
      session.close(code, reason);
      flush();
      Frame frame = receiveFrame();
      while (frame != null) {
        frame = receiveFrame();
      }
      while (!ended && session.violation() == null) {
        ended = in.read(buffer) < 0; // the server closes first (§7.1.1)
      }
    }
  }

  /** The same with code 1000. */
  @Override
  public void close() throws IOException {
    close(CloseCode.NORMAL_CLOSURE, "");
  }

  private void flush() throws IOException {
    if (!session.output().isEmpty()) {
      out.write(session.output().array(), 0, session.output().size());
      session.output().clear();
    }
  }

  /** Settings of a client. */
  public static final class Builder {
    private final URI uri;
    private List<String> subprotocols = List.of();
    private @Nullable DeflateOffer offer = DeflateOffer.ANY;
    private Fields fields = Fields.NONE;
    private @Nullable SSLContext tls;
    private int maxMessageBytes = 64 << 20;
    private Duration timeout = Duration.ofSeconds(30);

    private Builder(URI uri) {
      this.uri = uri;
    }

    /** What to offer, the preferred one first. */
    public Builder subprotocols(String... names) {
      subprotocols = List.of(names);
      return this;
    }

    /** What to offer for permessage-deflate, or null not to; {@link DeflateOffer#ANY} if unset. */
    public Builder deflate(@Nullable DeflateOffer other) {
      offer = other;
      return this;
    }

    /** One more field for the request. */
    public Builder field(String name, String value) {
      fields = fields.and(name, value);
      return this;
    }

    /** Whom to trust, instead of those the platform trusts. */
    public Builder tls(SSLContext context) {
      tls = context;
      return this;
    }

    /** The longest message to take, in bytes after decompression; 64 MiB by default. */
    public Builder maxMessageBytes(int bytes) {
      maxMessageBytes = bytes;
      return this;
    }

    /** How long to wait for the next bytes before an IOException; 30 seconds by default. */
    public Builder timeout(Duration time) {
      timeout = time;
      return this;
    }

    /**
     * Connects.
     *
     * @throws IllegalArgumentException if the address or a setting cannot be put into a request
     * @throws HandshakeViolation if the server does not answer as it should
     */
    public WebSocketClient connect() throws IOException, HandshakeViolation {
      ClientNegotiation negotiation =
          ClientNegotiation.compose(uri, AcceptKey.generate(RANDOM), subprotocols, offer, fields);
      Socket socket = new Socket();
      try {
        return new WebSocketClient(negotiation, Limits.of(maxMessageBytes), open(socket));
      } catch (IOException | HandshakeViolation | RuntimeException e) {
        socket.close();
        throw e;
      }
    }

    private Socket open(Socket socket) throws IOException {
      boolean secure = uri.getScheme().equalsIgnoreCase("wss");
      int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
      int millis = (int) timeout.toMillis();
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(millis);
      socket.connect(new InetSocketAddress(uri.getHost(), port), millis);
      return secure ? secured(socket, port) : socket;
    }

    /** Starts TLS, names the host to the server and checks its certificate against the name. */
    private SSLSocket secured(Socket socket, int port) throws IOException {
      SSLSocket secured =
          (SSLSocket) context().getSocketFactory().createSocket(socket, uri.getHost(), port, true);
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(parameters);
      secured.startHandshake();
      return secured;
    }

    private SSLContext context() {
      try {
        return tls == null ? SSLContext.getDefault() : tls;
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("The platform has no TLS", e);
      }
    }
  }
}
