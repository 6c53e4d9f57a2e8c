package dev.wspec.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import jdk.net.ExtendedSocketOptions;

/** One TCP connection with or without TLS. One thread reads; another may write. */
final class Carrier {

  private final Socket tcp;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /** Whether the system can be told to acknowledge at once. */
  private final boolean acknowledgesAtOnce;

  /** Whether what was read last is not acknowledged by anything that we have sent since. */
  private volatile boolean owesAcknowledgement;

  private byte[] ahead = new byte[0];

  /**
   * @param socket what octets go through: {@code tcp} itself, or TLS above it
   */
  Carrier(Socket tcp, Socket socket) throws DialFailure {
    this.tcp = tcp;
    this.socket = socket;
    acknowledgesAtOnce = tcp.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
    try {
      in = socket.getInputStream();
      out = socket.getOutputStream();
    } catch (IOException e) {
      Dialer.closeQuietly(tcp);
      throw new DialFailure(
          DialFailure.Kind.UNREACHABLE, "The connection ended at once: " + e.getMessage() + ".", e);
    }
  }

  /** The number of octets read, 0 if none came in time, -1 at the end of the stream. */
  int read(byte[] buffer, long millis) throws IOException {
    if (ahead.length > 0) {
      int known = Math.min(ahead.length, buffer.length);
      System.arraycopy(ahead, 0, buffer, 0, known);
      ahead = Arrays.copyOfRange(ahead, known, ahead.length);
      return known;
    }
    if (owesAcknowledgement) {
      acknowledge();
    }
    socket.setSoTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, millis)));
    try {
      int count = in.read(buffer);
      owesAcknowledgement = acknowledgesAtOnce;
      return count;
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }

  /**
   * A peer that keeps a small segment back until the one before it is acknowledged (Nagle's
   * algorithm) would otherwise wait each time until the system gets round to that, some 40 ms.
   */
  private void acknowledge() throws IOException {
    owesAcknowledgement = false;
    tcp.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
  }

  /** Whether something can be read at once, be it the end of the stream; for the reading thread. */
  boolean hasOctets() {
    try {
      if (ahead.length > 0 || in.available() > 0) {
        return true;
      }
      // Under TLS nothing is available before it is read, and what comes may hold nothing for us.
      byte[] first = new byte[1];
      int count = read(first, 1);
      ahead = count > 0 ? first : ahead;
      return count != 0;
    } catch (IOException e) {
      return true; // reading tells
    }
  }

  void write(byte[] octets, int from, int to) throws IOException {
    owesAcknowledgement = false;
    out.write(octets, from, to - from);
    out.flush();
  }

  /** Sends a FIN; under TLS a close_notify. */
  void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  void reset() {
    try {
      tcp.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already, and cannot be reset any more.
    }
    kill();
  }

  void close() {
    Dialer.closeQuietly(socket);
    kill();
  }

  /** Ends it at once, whoever is blocked in it: TLS would want to say goodbye first. */
  void kill() {
    Dialer.closeQuietly(tcp);
  }
}
