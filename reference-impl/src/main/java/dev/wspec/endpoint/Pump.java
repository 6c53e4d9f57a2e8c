package dev.wspec.endpoint;

import dev.wspec.behaviour.RelayBehaviour;
import dev.wspec.behaviour.RelayBehaviour.Ending;
import dev.wspec.behaviour.RelayBehaviour.Trait;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

/** Passes the octets of one direction on to the end of the stream, and then that end. */
final class Pump implements Runnable {

  private static final int MOMENT_MILLIS = 30;
  private static final int MANY = 1 << 20;
  private static final int FEW = 2048;
  private static final byte[] LAST = new byte[0];

  private final RelayBehaviour behaviour;
  private final TunnelEnd end;
  private final Socket from;
  private final InputStream in;
  private final Socket to;
  private final UnaryOperator<byte[]> change;

  Pump(
      RelayBehaviour behaviour,
      TunnelEnd end,
      Socket from,
      InputStream in,
      Socket to,
      UnaryOperator<byte[]> change) {
    this.behaviour = behaviour;
    this.end = end;
    this.from = from;
    this.in = in;
    this.to = to;
    this.change = change;
  }

  @Override
  public void run() {
    try {
      if (behaviour.has(Trait.READS_WITHOUT_BOUND)) {
        passWithoutBound();
      } else {
        pass();
      }
      end.ended(from, to);
    } catch (IOException e) {
      end.failed(from, to);
    }
  }

  private void pass() throws IOException {
    byte[] buffer = new byte[64 << 10];
    ByteArrayOutputStream held = new ByteArrayOutputStream();
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      held.write(buffer, 0, count);
      if (behaviour.ending() == Ending.ABORTED || behaviour.has(Trait.GATHERS)) {
        if (!gather(buffer, held) && behaviour.ending() == Ending.ABORTED) {
          return;
        }
      }
      if (!behaviour.has(Trait.WAITS_FOR_MANY) || held.size() >= MANY) {
        write(change.apply(held.toByteArray()));
        held.reset();
      }
    }
    if (held.size() > 0) {
      write(change.apply(held.toByteArray()));
    }
  }

  /** Takes in what comes within a moment; tells whether the stream goes on. */
  private boolean gather(byte[] buffer, ByteArrayOutputStream held) throws IOException {
    from.setSoTimeout(MOMENT_MILLIS);
    try {
      int count = in.read(buffer);
      held.write(buffer, 0, Math.max(0, count));
      return count >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      from.setSoTimeout(0);
    }
  }

  private void write(byte[] octets) throws IOException {
    if (behaviour.has(Trait.ONE_WRITER)) {
      synchronized (end.writer()) {
        to.getOutputStream().write(octets);
      }
      return;
    }
    OutputStream out = to.getOutputStream();
    if (behaviour.has(Trait.BYTEWISE) && octets.length <= FEW) {
      for (byte octet : octets) {
        out.write(octet);
      }
    } else {
      out.write(octets);
    }
  }

  private void passWithoutBound() throws IOException {
    BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    Thread writer = ReverseProxy.daemon(() -> writeAll(queue));
    byte[] buffer = new byte[64 << 10];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      queue.add(Arrays.copyOf(buffer, count));
    }
    queue.add(LAST);
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeAll(BlockingQueue<byte[]> queue) {
    try {
      for (byte[] octets = queue.take(); octets != LAST; octets = queue.take()) {
        to.getOutputStream().write(change.apply(octets));
      }
    } catch (IOException e) {
      end.failed(from, to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
