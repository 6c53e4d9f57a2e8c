package dev.wspec.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wspec.behaviour.RelayDefect;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reference intermediary: passes an opening handshake on, without what is for one hop only, and
 * then octets in both directions, which it does not look into (RFC 9110 §3.7). On loopback.
 */
public final class ReverseProxy implements AutoCloseable {

  private static final int LONGEST_HEAD = 64 << 10;
  private static final UnaryOperator<byte[]> UNCHANGED = octets -> octets;

  private final ServerSocket socket;
  private final InetSocketAddress origin;
  private final @Nullable RelayDefect defect;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private ReverseProxy(
      ServerSocket socket, InetSocketAddress origin, @Nullable RelayDefect defect) {
    this.socket = socket;
    this.origin = origin;
    this.defect = defect;
  }

  /**
   * Listens from now on.
   *
   * @param port 0 takes a free one
   * @param defect in what it is wrong, or null
   */
  public static ReverseProxy start(int port, InetSocketAddress origin, @Nullable RelayDefect defect)
      throws IOException {
    ReverseProxy proxy =
        new ReverseProxy(
            new ServerSocket(port, 128, InetAddress.getLoopbackAddress()), origin, defect);
    daemon(proxy::accept);
    return proxy;
  }

  /** Where clients connect. */
  public URI uri() {
    return URI.create("ws://127.0.0.1:" + socket.getLocalPort() + "/");
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "wspec-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        daemon(() -> relay(client));
      } catch (IOException e) {
        // Closed, or a client that has left already: the loop finds out which.
      }
    }
  }

  private void relay(Socket client) {
    try (client;
        Socket server = new Socket()) {
      open.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      String head = forwarded(readHead(client.getInputStream()));
      server.connect(origin);
      server
          .getOutputStream()
          .write((defect == null ? head : defect.request().apply(head)).getBytes(ISO_8859_1));
      Thread back = new Thread(() -> answer(server, client), "wspec-proxy");
      back.setDaemon(true);
      back.start();
      pass(client, server, defect == null ? UNCHANGED : defect.toOrigin());
      back.join();
    } catch (IOException e) {
      // One side has gone; closing both tells the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
      open.removeIf(Socket::isClosed);
    }
  }

  private void answer(Socket server, Socket client) {
    try {
      String head = readHead(server.getInputStream());
      client.getOutputStream().write(head.getBytes(ISO_8859_1));
      pass(server, client, defect == null ? UNCHANGED : defect.toClient());
    } catch (IOException e) {
      closeQuietly(server);
      closeQuietly(client);
    }
  }

  /** Passes octets on to the end of the stream, and then that end. */
  private static void pass(Socket from, Socket to, UnaryOperator<byte[]> change)
      throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] buffer = new byte[64 << 10];
    try {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(change.apply(Arrays.copyOf(buffer, count)));
      }
      to.shutdownOutput();
    } catch (IOException e) {
      closeQuietly(from);
      closeQuietly(to);
      throw e;
    }
  }

  /** Octet by octet: what follows belongs to the tunnel. */
  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int octet = in.read();
      if (octet < 0 || head.size() == LONGEST_HEAD) {
        throw new EOFException("no whole head");
      }
      head.write(octet);
      matched = octet == "\r\n\r\n".charAt(matched) ? matched + 1 : octet == '\r' ? 1 : 0;
    }
    return head.toString(ISO_8859_1);
  }

  /** Without Connection and what it names, and asking for the upgrade anew (RFC 9110 §7.6.1). */
  private static String forwarded(String head) {
    List<String> lines = List.of(head.strip().split("\r\n"));
    Set<String> hop =
        lines.stream()
            .filter(line -> name(line).equals("connection"))
            .flatMap(line -> Arrays.stream(line.substring(line.indexOf(':') + 1).split(",")))
            .map(option -> option.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    hop.add("connection");
    String kept =
        lines.stream()
            .filter(line -> !hop.contains(name(line)))
            .collect(Collectors.joining("\r\n"));
    String renewed = hop.contains("upgrade") ? "\r\nUpgrade: websocket\r\nConnection: Upgrade" : "";
    return kept + renewed + "\r\n\r\n";
  }

  private static String name(String line) {
    return line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed either way.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    open.forEach(ReverseProxy::closeQuietly);
  }
}
