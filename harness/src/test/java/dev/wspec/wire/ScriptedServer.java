package dev.wspec.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** A server on a loopback port that does what a script says, on a thread per connection. */
public final class ScriptedServer implements AutoCloseable {

  /** What happens on one connection; when it returns the connection is closed. */
  public interface Script {
    void play(Peer peer) throws IOException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger connections = new AtomicInteger();

  private ScriptedServer(ServerSocketFactory factory, Script script) throws IOException {
    this.script = script;
    listener = factory.createServerSocket(0, 100, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  public static ScriptedServer plain(Script script) throws IOException {
    return new ScriptedServer(ServerSocketFactory.getDefault(), script);
  }

  /** A server with TLS and the certificate of that name from the test resources. */
  public static ScriptedServer tls(String certificate, Script script) throws Exception {
    return new ScriptedServer(serverContext(certificate).getServerSocketFactory(), script);
  }

  /** The same, but only for clients that have that very certificate. */
  public static ScriptedServer mutualTls(String certificate, Script script) throws Exception {
    ScriptedServer server = tls(certificate, script);
    ((SSLServerSocket) server.listener).setNeedClientAuth(true);
    return server;
  }

  private static SSLContext serverContext(String certificate)
      throws IOException, GeneralSecurityException {
    char[] password = "changeit".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = ScriptedServer.class.getResourceAsStream(certificate + ".p12")) {
      store.load(Objects.requireNonNull(in), password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, password);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("client", store.getCertificate("server"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections were accepted. */
  public int connections() {
    return connections.get();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        int number = connections.incrementAndGet();
        start(() -> serve(socket, number));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      socket.setTcpNoDelay(true);
      script.play(new Peer(socket, number));
    } catch (IOException e) {
      // The other end has left, which is its good right.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : List.copyOf(sockets)) {
      socket.close();
    }
  }

  /** The server's end of one connection. */
  public static final class Peer {
    private final Socket socket;
    private final int number;
    private final DataInputStream in;

    Peer(Socket socket, int number) throws IOException {
      this.socket = socket;
      this.number = number;
      in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
    }

    public Socket socket() {
      return socket;
    }

    /** 1 for the first connection that the server accepted. */
    public int number() {
      return number;
    }

    /** Reads a request's head. */
    public String readHead() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.readUnsignedByte());
      }
      return head.toString();
    }

    /** Performs a right opening handshake, with these fields besides. */
    public void upgrade(String... fields) throws IOException {
      write(upgradeResponse(readHead(), fields));
    }

    /** The right answer to a request, with these fields besides. */
    public static String upgradeResponse(String request, String... fields) {
      String key =
          request
              .lines()
              .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
              .findFirst()
              .orElse("");
      String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
      return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: "
          + accept(key.replace("Sec-WebSocket-Key: ", ""))
          + "\r\n"
          + more
          + "\r\n";
    }

    private static String accept(String key) {
      try {
        byte[] salted = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII);
        return Base64.getEncoder()
            .encodeToString(MessageDigest.getInstance("SHA-1").digest(salted));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    public void write(String text) throws IOException {
      write(text.getBytes(ISO_8859_1));
    }

    public void writeHex(String hex) throws IOException {
      write(HexFormat.of().parseHex(hex));
    }

    public void write(byte[] octets) throws IOException {
      socket.getOutputStream().write(octets);
      socket.getOutputStream().flush();
    }

    /** Reads one masked frame and returns what an echo of it would be: unmasked. */
    public byte[] readFrame() throws IOException {
      ByteArrayOutputStream frame = new ByteArrayOutputStream();
      frame.write(in.readUnsignedByte());
      int length = in.readUnsignedByte();
      frame.write(length & 0x7F);
      int extended = (length & 0x7F) == 126 ? 2 : (length & 0x7F) == 127 ? 8 : 0;
      byte[] more = in.readNBytes(extended);
      frame.writeBytes(more);
      long size = length & 0x7F;
      if (extended > 0) {
        size = 0;
        for (byte octet : more) {
          size = size << 8 | octet & 0xFF;
        }
      }
      if (size < 0 || size > 64 << 20) {
        throw new IOException("a frame too large for this server");
      }
      byte[] key = in.readNBytes((length & 0x80) != 0 ? 4 : 0);
      byte[] payload = in.readNBytes((int) size);
      if (payload.length < size) {
        throw new EOFException();
      }
      for (int i = 0; i < payload.length && key.length > 0; i++) {
        payload[i] ^= key[i & 3];
      }
      frame.writeBytes(payload);
      return frame.toByteArray();
    }

    /** Echoes data frames, answers Pings and the Close, and ends the connection. */
    public void echo() throws IOException {
      while (true) {
        byte[] frame = readFrame();
        int opcode = frame[0] & 0xF;
        if (opcode == 0x9) {
          frame[0] = (byte) (frame[0] & 0xF0 | 0xA);
        }
        if (opcode != 0xA) {
          write(frame);
        }
        if (opcode == 0x8) {
          return;
        }
      }
    }

    /** Reads and drops everything until the other end leaves. */
    public void drain() throws IOException {
      byte[] dropped = new byte[8192];
      int count = in.read(dropped);
      while (count >= 0) {
        count = in.read(dropped);
      }
    }

    /** Copies octets as they come. */
    public DataInputStream in() {
      return in;
    }
  }
}
