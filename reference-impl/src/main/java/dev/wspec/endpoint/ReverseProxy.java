package dev.wspec.endpoint;

import dev.wspec.behaviour.RelayBehaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The reference intermediary: passes an opening handshake on, without what is for one hop only, and
 * then octets in both directions, which it does not look into (RFC 9110 §3.7). On loopback.
 */
public final class ReverseProxy implements AutoCloseable {

  private final ServerSocket socket;
  private final Supplier<InetSocketAddress> origin;
  private final RelayBehaviour behaviour;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private ReverseProxy(
      ServerSocket socket, Supplier<InetSocketAddress> origin, RelayBehaviour behaviour) {
    this.socket = socket;
    this.origin = origin;
    this.behaviour = behaviour;
  }

  /**
   * Listens from now on.
   *
   * @param port 0 takes a free one
   * @param origin where it connects to, asked for each connection
   * @param behaviour in what it is wrong, or unusual
   */
  public static ReverseProxy start(
      int port, Supplier<InetSocketAddress> origin, RelayBehaviour behaviour) throws IOException {
    ReverseProxy proxy =
        new ReverseProxy(
            new ServerSocket(port, 128, InetAddress.getLoopbackAddress()), origin, behaviour);
    daemon(proxy::accept);
    return proxy;
  }

  /** Where clients connect. */
  public URI uri() {
    return URI.create("ws://127.0.0.1:" + socket.getLocalPort() + "/");
  }

  static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "wspec-proxy");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        daemon(new RelayedConnection(this, client, origin.get(), behaviour));
      } catch (IOException e) {
        // Closed, or a client that has left already: the loop finds out which.
      }
    }
  }

  /** Has it closed with this proxy. */
  Socket enlist(Socket connection) throws IOException {
    connection.setTcpNoDelay(true);
    open.removeIf(Socket::isClosed);
    open.add(connection);
    return connection;
  }

  /** Ends every connection. */
  void endAll() {
    open.forEach(ReverseProxy::closeQuietly);
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed either way.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    endAll();
  }
}
