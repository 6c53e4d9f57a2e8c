package dev.wspec.endpoint;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.codec.Limits;
import dev.wspec.handshake.HandshakeBehaviour.DeflateChoice;
import dev.wspec.handshake.ServerNegotiation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket server on 127.0.0.1, unless told otherwise, that sends every message back, over TCP
 * or TLS.
 *
 * <p>It accepts any path, and permessage-deflate on any terms. A thread serves each connection,
 * their number is bounded, and a connection that stays idle is closed.
 */
public final class EchoServer implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final ServerSocket listener;
  private final @Nullable SSLContext tls;
  private final Connection.Settings settings;
  private final Duration handshakeTimeout;
  private final Semaphore free;
  private final Set<Deadline> deadlines = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads;
  private final ScheduledExecutorService clock;

  private EchoServer(Builder builder) throws IOException {
    this.tls = builder.tls;
    this.handshakeTimeout = builder.handshakeTimeout;
    this.free = new Semaphore(builder.maxConnections);
    Behaviour behaviour =
        builder.permessageDeflate
            ? builder.behaviour
            : builder.behaviour.handshake(h -> h.answering(DeflateChoice.DECLINE));
    this.settings =
        new Connection.Settings(
            behaviour,
            new ServerNegotiation(behaviour.handshake(), builder.subprotocols),
            Limits.of(builder.maxMessageBytes),
            builder.idleTimeout,
            new Semaphore(behaviour.transport().handshakesAtATime()),
            this::endAll);
    this.listener = new ServerSocket();
    listener.bind(
        new InetSocketAddress(InetAddress.getByName(builder.host), builder.port), BACKLOG);
    ThreadFactory daemons =
        task -> {
          Thread thread = new Thread(task, "echo-server-" + listener.getLocalPort());
          thread.setDaemon(true);
          return thread;
        };
    this.threads = Executors.newCachedThreadPool(daemons);
    this.clock = Executors.newSingleThreadScheduledExecutor(daemons);
  }

  private void start(long tick) {
    threads.execute(this::acceptAll);
    clock.scheduleWithFixedDelay(
        () -> deadlines.forEach(Deadline::enforce), tick, tick, TimeUnit.MILLISECONDS);
  }

  /** A server that is yet to be started. */
  public static Builder builder() {
    return new Builder();
  }

  /** The address for clients, for instance {@code ws://127.0.0.1:9001/}. */
  public URI uri() {
    return URI.create((tls == null ? "ws" : "wss") + "://127.0.0.1:" + port() + "/");
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections are open now. */
  public int connections() {
    return deadlines.size();
  }

  /** Stops listening and drops all connections. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // It does not listen any more all the same.
    }
    threads.shutdownNow();
    clock.shutdownNow();
    endAll();
  }

  private void endAll() {
    deadlines.forEach(Deadline::expire);
  }

  private void acceptAll() {
    try {
      while (!listener.isClosed()) {
        free.acquire();
        accept(listener.accept());
      }
    } catch (IOException | InterruptedException | RejectedExecutionException e) {
      endAll(); // closed
    }
  }

  private void accept(Socket socket) {
    Deadline deadline = new Deadline(socket, handshakeTimeout);
    deadlines.add(deadline);
    threads.execute(
        () -> {
          try (socket) {
            socket.setTcpNoDelay(true);
            new Connection(settings, secured(socket), deadline).run();
          } catch (IOException | UncheckedIOException e) {
            // The peer is gone, its time is over, or a defect struck: there is nobody to tell.
            if (settings.behaviour().transport().sharesFate().test(e)) {
              endAll();
            }
          } finally {
            deadlines.remove(deadline);
            free.release();
          }
        });
  }

  private Socket secured(Socket socket) throws IOException {
    if (tls == null) {
      return socket;
    }
    SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
    secured.setUseClientMode(false);
    return secured;
  }

  /** Settings of a server, with values that suit tests on one machine. */
  public static final class Builder {
    private String host = "127.0.0.1";
    private int port;
    private @Nullable SSLContext tls;
    private Behaviour behaviour = Behaviour.CONFORMING;
    private List<String> subprotocols = List.of();
    private boolean permessageDeflate = true;
    private int maxMessageBytes = 16 << 20;
    private int maxConnections = 10_000;
    private Duration handshakeTimeout = Duration.ofSeconds(10);
    private Duration idleTimeout = Duration.ofSeconds(60);

    private Builder() {}

    /** The address to listen on; 127.0.0.1 by default. */
    public Builder host(String name) {
      host = name;
      return this;
    }

    /** The port to listen on; 0, the default, takes any that is free. */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /** Speaks TLS with the key that {@code context} has. */
    public Builder tls(SSLContext context) {
      tls = context;
      return this;
    }

    /** Deviates from the RFCs on purpose. */
    public Builder behaviour(Behaviour other) {
      behaviour = other;
      return this;
    }

    /** The subprotocols it agrees to; none by default. */
    public Builder subprotocols(String... names) {
      subprotocols = List.of(names);
      return this;
    }

    /** Whether it agrees to permessage-deflate, as it does by default. */
    public Builder permessageDeflate(boolean agrees) {
      permessageDeflate = agrees;
      return this;
    }

    /** The longest message it takes, in bytes after decompression; 16 MiB by default. */
    public Builder maxMessageBytes(int bytes) {
      maxMessageBytes = bytes;
      return this;
    }

    /** How many connections it serves at a time; further ones wait to be accepted. */
    public Builder maxConnections(int count) {
      maxConnections = count;
      return this;
    }

    /** How long the opening handshake may take in all; 10 seconds by default. */
    public Builder handshakeTimeout(Duration time) {
      handshakeTimeout = time;
      return this;
    }

    /** How long a client may send nothing; 60 seconds by default. */
    public Builder idleTimeout(Duration time) {
      idleTimeout = time;
      return this;
    }

    /**
     * Starts listening.
     *
     * @throws IOException if the port is taken
     */
    public EchoServer start() throws IOException {
      EchoServer server = new EchoServer(this);
      Duration shortest =
          handshakeTimeout.compareTo(idleTimeout) < 0 ? handshakeTimeout : idleTimeout;
      server.start(Math.max(1, Math.min(250, shortest.toMillis() / 4)));
      return server;
    }
  }
}
