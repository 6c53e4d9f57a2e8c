package dev.wspec.wire;

import dev.wspec.conformance.RawRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A port on which we await subjects. The head of every request is read in bounded time and memory,
 * by a thread of its own, before anybody is told of the connection.
 */
public final class Listener implements AutoCloseable {

  private static final int BACKLOG = 128;

  /** Connections whose heads are being read at a time; further ones wait in the backlog. */
  private static final int GREETED_AT_A_TIME = 64;

  /** What TLS handshake and request head may take. */
  private static final long GREETING_MILLIS = 10_000;

  /** Octets of a request head with what may come behind it at once. */
  private static final long GREETING_BUDGET = 1 << 20;

  /** Is told of connections; calls come from several threads. */
  public interface Host {
    /** A connection with a whole request head. */
    void welcome(Arrival arrival);

    /**
     * A connection that did not get so far.
     *
     * @param why a sentence; it may quote the peer
     */
    void missed(InetSocketAddress peer, String why);
  }

  private final ServerSocket socket;
  private final @Nullable SSLContext tls;
  private final Watchdog watchdog;
  private final Host host;
  private final ExecutorService threads = Executors.newCachedThreadPool(Listener::thread);
  private final Semaphore greeting = new Semaphore(GREETED_AT_A_TIME);

  private Listener(ServerSocket socket, @Nullable SSLContext tls, Watchdog watchdog, Host host) {
    this.socket = socket;
    this.tls = tls;
    this.watchdog = watchdog;
    this.host = host;
  }

  /**
   * Listens from now on.
   *
   * @param tls with what to speak TLS, or null for plain TCP
   */
  public static Listener open(
      InetSocketAddress address, @Nullable SSLContext tls, Watchdog watchdog, Host host)
      throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(address, BACKLOG);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    Listener listener = new Listener(socket, tls, watchdog, host);
    thread(listener::accept).start();
    return listener;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "wspec-listener");
    thread.setDaemon(true);
    return thread;
  }

  public int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        greeting.acquire();
        Socket accepted = accepted();
        if (accepted == null) {
          greeting.release();
        } else {
          greetAside(accepted);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Null if that failed: the peer has left already, or we have. */
  private @Nullable Socket accepted() {
    try {
      Socket accepted = socket.accept();
      accepted.setTcpNoDelay(true);
      return accepted;
    } catch (IOException e) {
      return null;
    }
  }

  private void greetAside(Socket accepted) {
    try {
      threads.execute(() -> greet(accepted));
    } catch (RejectedExecutionException e) {
      // We have closed meanwhile.
      Dialer.closeQuietly(accepted);
    }
  }

  private void greet(Socket accepted) {
    InetSocketAddress peer = (InetSocketAddress) accepted.getRemoteSocketAddress();
    Arrival arrival = null;
    try {
      arrival = arrival(accepted, peer);
    } finally {
      greeting.release();
    }
    if (arrival != null) {
      host.welcome(arrival);
    }
  }

  private @Nullable Arrival arrival(Socket accepted, InetSocketAddress peer) {
    Deadline deadline = Deadline.inMillis(GREETING_MILLIS);
    Future<?> guard = watchdog.at(deadline, () -> Dialer.closeQuietly(accepted));
    Carrier carrier;
    try {
      carrier = new Carrier(accepted, secured(accepted, deadline));
    } catch (IOException | DialFailure e) {
      Dialer.closeQuietly(accepted);
      host.missed(peer, "The TLS handshake failed: " + e.getMessage());
      return null;
    } finally {
      guard.cancel(false);
    }
    Channel channel = new Channel(carrier, deadline, watchdog, GREETING_BUDGET);
    HeadReader reader = new HeadReader(channel);
    if (reader.readRequestHead() != null) {
      channel.close();
      if (reader.octets().length > 0) {
        host.missed(peer, "No request head came within " + reader.octets().length + " octets.");
      } else if (tls != null) {
        host.missed(peer, "The client left behind the TLS handshake without a word.");
      }
      return null;
    }
    return new Arrival(channel, RawRequest.parse(reader.head()), reader.following(), peer);
  }

  private Socket secured(Socket accepted, Deadline deadline) throws IOException {
    if (tls == null) {
      return accepted;
    }
    SSLSocket secured =
        (SSLSocket) tls.getSocketFactory().createSocket(accepted, null, accepted.getPort(), true);
    secured.setUseClientMode(false);
    accepted.setSoTimeout((int) Math.max(1, deadline.remainingMillis()));
    secured.startHandshake();
    return secured;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more either way.
    }
    threads.shutdownNow();
  }
}
