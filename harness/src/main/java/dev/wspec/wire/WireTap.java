package dev.wspec.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes octets on between clients and one server as they are, and tells an observer of them after
 * they have gone.
 */
public final class WireTap implements AutoCloseable {

  private static final long DIAL_MILLIS = 10_000;
  private static final int PIECE = 64 << 10;

  /** Is told what passes; calls come from several threads, those of one direction in order. */
  public interface Observer {
    /**
     * Octets that have been passed on.
     *
     * @param connection from 1
     * @param nanos between reading and having written them
     */
    void octets(int connection, boolean fromClient, byte[] octets, long nanos);

    /** One side has ended; whatever it sent before has been told. */
    void ended(int connection, boolean byClient, boolean reset);

    /** The server could not be reached for this connection. */
    void failed(int connection, String why);
  }

  private final ServerSocket socket;
  private final Dialer server;
  private final Observer observer;
  private final Watchdog watchdog = new Watchdog();
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Carrier> open = ConcurrentHashMap.newKeySet();
  private final Phaser passing = new Phaser(1);

  private WireTap(ServerSocket socket, Dialer server, Observer observer) {
    this.socket = socket;
    this.server = server;
    this.observer = observer;
  }

  /** Listens from now on. */
  public static WireTap open(InetSocketAddress address, Dialer server, Observer observer)
      throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    try {
      socket.bind(address);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    WireTap tap = new WireTap(socket, server, observer);
    daemon(tap::accept);
    return tap;
  }

  public int port() {
    return socket.getLocalPort();
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "wspec-tap");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        int number = connections.incrementAndGet();
        passing.register();
        daemon(() -> connect(number, client));
      } catch (IOException e) {
        // Closed, or a client that has left already: the loop finds out which.
      }
    }
  }

  private void connect(int number, Socket accepted) {
    try {
      accepted.setTcpNoDelay(true);
      Carrier client = new Carrier(accepted, accepted);
      Carrier behind = server.dial(Deadline.inMillis(DIAL_MILLIS), watchdog);
      open.add(client);
      open.add(behind);
      CountDownLatch ends = new CountDownLatch(2);
      daemon(() -> pass(number, true, client, behind, ends));
      pass(number, false, behind, client, ends);
      ends.await();
      client.close();
      behind.close();
      open.remove(client);
      open.remove(behind);
    } catch (DialFailure | IOException e) {
      Dialer.closeQuietly(accepted);
      observer.failed(number, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      passing.arriveAndDeregister();
    }
  }

  /**
   * Waits until every connection so far has ended on both sides.
   *
   * @param millis how long at most
   */
  public void awaitEnds(long millis) throws InterruptedException {
    try {
      passing.awaitAdvanceInterruptibly(passing.arrive(), millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // What is still open then is judged as it is.
    }
  }

  private void pass(int number, boolean fromClient, Carrier from, Carrier to, CountDownLatch ends) {
    byte[] buffer = new byte[PIECE];
    try {
      for (int count = read(from, buffer); count >= 0; count = read(from, buffer)) {
        long read = System.nanoTime();
        to.write(buffer, 0, count);
        observer.octets(number, fromClient, Arrays.copyOf(buffer, count), System.nanoTime() - read);
      }
      observer.ended(number, fromClient, false);
      to.halfClose();
    } catch (IOException e) {
      observer.ended(number, fromClient, true);
      from.reset();
      to.reset();
    } finally {
      ends.countDown();
    }
  }

  private static int read(Carrier from, byte[] buffer) throws IOException {
    int count = from.read(buffer, Integer.MAX_VALUE);
    while (count == 0) {
      count = from.read(buffer, Integer.MAX_VALUE);
    }
    return count;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more either way.
    }
    open.forEach(Carrier::kill);
    watchdog.close();
  }
}
