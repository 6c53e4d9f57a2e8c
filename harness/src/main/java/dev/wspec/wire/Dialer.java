package dev.wspec.wire;

import dev.wspec.wire.DialFailure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Makes TCP and TLS connections to one address.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param tls null for plain TCP
 */
public record Dialer(String host, int port, @Nullable TlsSettings tls) {

  /** A connection, TLS handshake done. Each address of the host is tried in turn. */
  Carrier dial(Deadline deadline, Watchdog watchdog) throws DialFailure {
    Socket socket = connect(deadline);
    if (tls == null) {
      return new Carrier(socket, socket);
    }
    Future<?> guard = watchdog.at(deadline, () -> closeQuietly(socket));
    try {
      return new Carrier(socket, secure(tls, socket, deadline));
    } catch (IOException e) {
      closeQuietly(socket);
      throw tlsFailure(e, deadline);
    } finally {
      guard.cancel(false);
    }
  }

  /** A sentence if there is no connection to be had. */
  public Optional<String> failure(Deadline deadline, Watchdog watchdog) {
    try {
      dial(deadline, watchdog).close();
      return Optional.empty();
    } catch (DialFailure e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Socket connect(Deadline deadline) throws DialFailure {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new DialFailure(Kind.UNKNOWN_HOST, "The host name " + host + " is not known.", e);
    }
    IOException last = new SocketTimeoutException("no time was left to connect");
    for (InetAddress address : addresses) {
      Socket socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        int millis = (int) Math.max(1, Math.min(Integer.MAX_VALUE, deadline.remainingMillis()));
        socket.connect(new InetSocketAddress(address, port), millis);
        return socket;
      } catch (IOException e) {
        closeQuietly(socket);
        last = e;
      }
    }
    throw connectFailure(last);
  }

  private DialFailure connectFailure(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return new DialFailure(
          Kind.TIMED_OUT, address() + " does not answer: connecting took too long.", e);
    }
    if (e instanceof ConnectException && message(e).contains("refused")) {
      return new DialFailure(
          Kind.REFUSED, "Nothing listens on " + address() + ": connection refused.", e);
    }
    return new DialFailure(
        Kind.UNREACHABLE, address() + " cannot be reached: " + message(e) + ".", e);
  }

  private SSLSocket secure(TlsSettings tls, Socket socket, Deadline deadline) throws IOException {
    SSLSocket secure =
        (SSLSocket) tls.context().getSocketFactory().createSocket(socket, host, port, true);
    if (tls.checkName()) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
    }
    socket.setSoTimeout((int) Math.max(1, deadline.remainingMillis()));
    secure.startHandshake();
    return secure;
  }

  private DialFailure tlsFailure(IOException e, Deadline deadline) {
    String why = message(rootOf(e));
    String certificate = "The TLS certificate of " + address() + " ";
    if (e instanceof SocketTimeoutException || deadline.passed()) {
      return new DialFailure(
          Kind.TIMED_OUT,
          address()
              + " accepts the connection but completes no TLS handshake: try ws:// instead of"
              + " wss://.",
          e);
    }
    if (why.contains("subject alternative") || why.contains("No name matching")) {
      return new DialFailure(
          Kind.TLS_NAME,
          certificate + "does not fit the name " + host + " (" + why + "); --insecure goes on.",
          e);
    }
    if (rootOf(e) instanceof CertificateExpiredException
        || rootOf(e) instanceof CertificateNotYetValidException) {
      return new DialFailure(
          Kind.TLS_TRUST,
          certificate + "is not valid now (" + why + "); --insecure goes on all the same.",
          e);
    }
    if (why.toLowerCase(Locale.ROOT).contains("certification path")) {
      return new DialFailure(
          Kind.TLS_TRUST,
          certificate + "is not trusted: name its issuer with --ca, or use --insecure.",
          e);
    }
    if (why.contains("Unsupported or unrecognized SSL message")) {
      return new DialFailure(
          Kind.NOT_TLS, address() + " does not speak TLS: try ws:// instead of wss://.", e);
    }
    if (rootOf(e) instanceof EOFException || !(e instanceof SSLException)) {
      return new DialFailure(
          Kind.TLS_FAILED, address() + " ends the connection amid the TLS handshake.", e);
    }
    return new DialFailure(
        Kind.TLS_FAILED, "The TLS handshake with " + address() + " failed: " + why + ".", e);
  }

  /** Host and port as a URL has them. */
  public String address() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  private static Throwable rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String message(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left to be done with it.
    }
  }
}
