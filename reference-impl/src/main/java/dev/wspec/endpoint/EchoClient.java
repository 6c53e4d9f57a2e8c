package dev.wspec.endpoint;

import dev.wspec.behaviour.Application;
import dev.wspec.behaviour.ClientBehaviour;
import dev.wspec.behaviour.TransportBehaviour.Ending;
import dev.wspec.codec.Limits;
import dev.wspec.handshake.Agreement;
import dev.wspec.handshake.ClientNegotiation;
import dev.wspec.handshake.Fields;
import dev.wspec.handshake.HandshakeViolation;
import dev.wspec.handshake.HeadReader;
import dev.wspec.handshake.RequestHead;
import dev.wspec.handshake.ResponseHead;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.Role;
import dev.wspec.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client that connects and sends back what it is sent until the connection ends, with all the
 * behaviour of the reference server; and the loop that leads one through a test suite.
 */
public final class EchoClient {

  private static final int BUFFER = 64 << 10;
  private static final int DRAINED_BYTES = 64 << 20;
  private static final Limits LIMITS = Limits.of(64 << 20);

  private final ClientBehaviour behaviour;
  private final Duration timeout;
  private final @Nullable X509Certificate authority;

  /**
   * @param timeout how long to wait for the next bytes
   */
  public EchoClient(ClientBehaviour behaviour, Duration timeout) {
    this(behaviour, timeout, null);
  }

  /**
   * @param timeout how long to wait for the next bytes
   * @param authority who may vouch for servers at wss addresses, or null if nobody may
   */
  public EchoClient(
      ClientBehaviour behaviour, Duration timeout, @Nullable X509Certificate authority) {
    this.behaviour = behaviour;
    this.timeout = timeout;
    this.authority = authority;
  }

  /**
   * Goes through all cases that a fuzzing server has, by the URL protocol of the Autobahn
   * Testsuite.
   *
   * @return how many cases there were
   */
  public int drive(URI server, String agent) throws IOException, HandshakeViolation {
    String name = URLEncoder.encode(agent, StandardCharsets.UTF_8);
    int count = Integer.parseInt(ask(server.resolve("/getCaseCount")));
    for (int i = 1; i <= count; i++) {
      visit(server.resolve("/runCase?case=" + i + "&agent=" + name));
    }
    ask(server.resolve("/updateReports?agent=" + name));
    return count;
  }

  /** What the server says before it closes. */
  private static String ask(URI uri) throws IOException, HandshakeViolation {
    StringBuilder said = new StringBuilder();
    try (WebSocketClient client = WebSocketClient.to(uri).connect()) {
      for (Frame frame = client.receive(); frame != null; frame = client.receive()) {
        said.append(new String(frame.payload(), StandardCharsets.UTF_8));
      }
    }
    return said.toString();
  }

  /** Connects and echoes until the end; a server that is not as it should be is left. */
  public void visit(URI uri) {
    observe(uri);
  }

  /**
   * How a visit went.
   *
   * @param opened whether the opening handshake succeeded
   * @param location where a redirect leads, or null
   * @param subprotocol what was agreed on, or null
   * @param close the Close of the server, or null
   * @param failed whether the client had to fail the connection
   */
  record Outcome(
      boolean opened,
      @Nullable String location,
      @Nullable String subprotocol,
      @Nullable Frame close,
      boolean failed) {}

  /** The same as {@link #visit}, and tells how it went. */
  Outcome observe(URI uri) {
    Visit visit = null;
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) timeout.toMillis());
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), (int) timeout.toMillis());
      if (uri.getScheme().equalsIgnoreCase("wss")) {
        ClientTls tls = new ClientTls(behaviour.trust(), authority);
        try (Socket secured = tls.over(socket, uri.getHost(), uri.getPort())) {
          visit = new Visit(secured, uri);
          visit.run();
        }
      } else {
        visit = new Visit(socket, uri);
        visit.run();
      }
    } catch (IOException | UncheckedIOException | HandshakeViolation e) {
      // The server is to blame, or a defect that crashes; it sees it, and there is nobody to tell.
      return visit == null ? new Outcome(false, null, null, null, true) : visit.outcome();
    }
    return visit.outcome();
  }

  private final class Visit {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final ClientNegotiation negotiation;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private @Nullable ResponseHead answer;
    private @Nullable Agreement agreement;
    private @Nullable Frame close;
    private boolean failed;

    Visit(Socket socket, URI uri) throws IOException {
      this.socket = socket;
      in = socket.getInputStream();
      out = socket.getOutputStream();
      negotiation =
          ClientNegotiation.compose(
              uri,
              behaviour.key().get(),
              behaviour.subprotocols(),
              behaviour.offer(),
              Fields.of("User-Agent", "wspec"));
    }

    void run() throws IOException, HandshakeViolation {
      RequestHead request = behaviour.request().apply(negotiation.request());
      write(request.toBytes(), request.toBytes().length);
      ResponseHead head = response();
      answer = head;
      Agreement agreed = negotiation.check(behaviour.reading().read(head, negotiation.key()));
      agreement = agreed;
      try (Session session =
          new Session(Role.CLIENT, agreed.deflate(), LIMITS, behaviour.common().session())) {
        try {
          converse(session);
        } finally {
          close = session.closeReceived();
          failed = session.violation() != null;
        }
      }
    }

    Outcome outcome() {
      ResponseHead head = answer;
      Agreement agreed = agreement;
      return new Outcome(
          agreed != null,
          head != null && head.status() / 100 == 3 ? head.fields().first("Location") : null,
          agreed == null ? null : agreed.subprotocol(),
          close,
          failed || agreed == null);
    }

    private ResponseHead response() throws IOException, HandshakeViolation {
      while (true) {
        HeadReader reader = new HeadReader(behaviour.waivedHeadRules());
        while (!reader.isComplete()) {
          if (from == to) {
            from = 0;
            to = in.read(buffer);
            if (to < 0) {
              throw new HandshakeViolation("The server left without an answer");
            }
          }
          from += reader.accept(buffer, from, to - from);
        }
        ResponseHead response = reader.response();
        boolean interim = response.status() < 200 && response.status() != 101;
        if (!interim || !behaviour.skipsInterim()) {
          return response;
        }
      }
    }

    private void converse(Session session) throws IOException {
      Application application = behaviour.common().application().get();
      send(session, application.onOpen());
      deal(session, application, from, to - from);
      boolean open = true;
      while (open && !session.isClosed()) {
        int count = in.read(buffer);
        if (count < 0) {
          open = false;
        } else {
          deal(session, application, 0, count);
        }
      }
      end(
          session.violation() != null
              ? behaviour.common().transport().afterFailure()
              : open
                  ? behaviour.common().transport().afterClosing()
                  : behaviour.common().transport().afterEnd());
    }

    private void deal(Session session, Application application, int offset, int length)
        throws IOException {
      session.feed(buffer, offset, length);
      for (@Nullable Frame frame = session.next(); frame != null; frame = session.next()) {
        if (!frame.opcode().isControl()) {
          send(session, application.onMessage(frame));
        }
      }
      write(session.output().array(), session.output().size());
      session.output().clear();
    }

    private void send(Session session, List<Frame> frames) {
      for (Frame frame : frames) {
        if (frame.opcode() == Opcode.CLOSE) {
          session.close(frame.closeCode(), frame.closeReason());
        } else {
          session.send(frame);
        }
      }
    }

    private void write(byte[] bytes, int length) throws IOException {
      if (length > 0) {
        behaviour.common().transport().writing().write(out, bytes, length);
        out.flush();
      }
    }

    /** The server ends TCP first (RFC 6455 §7.1.1), so that the client reads on until it does. */
    private void end(Ending ending) throws IOException {
      switch (ending) {
        case GRACEFUL, LEFT_TO_PEER -> drain();
        case NEVER -> {
          drain();
          awaitTimeout();
        }
        case RESET -> socket.setSoLinger(true, 0);
        case ABRUPT -> {}
      }
    }

    private void drain() throws IOException {
      long left = DRAINED_BYTES;
      int count = 0;
      while (count >= 0 && left > 0) {
        count = in.read(buffer);
        left -= count;
      }
    }

    private void awaitTimeout() {
      try {
        if (new CountDownLatch(1).await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("nobody counts down");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
