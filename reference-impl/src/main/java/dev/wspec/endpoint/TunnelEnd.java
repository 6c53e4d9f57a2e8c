package dev.wspec.endpoint;

import dev.wspec.behaviour.RelayBehaviour;
import dev.wspec.behaviour.RelayBehaviour.Ending;
import dev.wspec.behaviour.RelayBehaviour.Trait;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** What becomes of a tunnel when one of its sides has ended (RFC 9110 §9.3.6). */
final class TunnelEnd {

  private static final int IDLE_MILLIS = 1000;

  private final ReverseProxy proxy;
  private final RelayBehaviour behaviour;
  private @Nullable Socket watched;

  TunnelEnd(ReverseProxy proxy, RelayBehaviour behaviour) {
    this.proxy = proxy;
    this.behaviour = behaviour;
  }

  /** All tunnels of the proxy share it. */
  Object writer() {
    return proxy;
  }

  /** Sees to it that reading from this side ends when nothing has come for a while. */
  void watch(Socket side) throws IOException {
    boolean limited =
        behaviour.has(Trait.ENDS_IDLE_TUNNELS) || behaviour.has(Trait.ENDS_ONE_IDLE_SIDE);
    side.setSoTimeout(limited ? IDLE_MILLIS : 0);
    this.watched = side;
  }

  /** Reads it until its peer ends it. */
  private static void keep(Socket socket) {
    try {
      socket.setSoTimeout(0);
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // Its peer has ended it.
    }
  }

  /** After the end of the stream; all that came before it has been sent. */
  void ended(Socket from, Socket to) throws IOException {
    switch (behaviour.ending()) {
      case PASSED_ON -> to.shutdownOutput();
      case BOTH_ENDED, ABORTED -> abort(from, to);
      case ALL_ENDED -> proxy.endAll();
      case IGNORED -> {
        return;
      }
    }
  }

  /** One of them cannot be read or written any more. */
  void failed(Socket from, Socket to) {
    if (behaviour.ending() == Ending.IGNORED) {
      return;
    }
    if (behaviour.has(Trait.ENDS_ONE_IDLE_SIDE)) {
      if (from.equals(watched)) {
        ReverseProxy.closeQuietly(to);
      } else {
        keep(to);
      }
      return;
    }
    if (behaviour.ending() == Ending.ALL_ENDED) {
      proxy.endAll();
    }
    if (behaviour.has(Trait.RESETS)) {
      resetQuietly(to);
    }
    abort(from, to);
  }

  private static void abort(Socket from, Socket to) {
    ReverseProxy.closeQuietly(from);
    ReverseProxy.closeQuietly(to);
  }

  private static void resetQuietly(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It has ended already.
    }
  }
}
