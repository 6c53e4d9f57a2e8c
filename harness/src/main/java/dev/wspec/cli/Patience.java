package dev.wspec.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** Waits for a server or proxy that was started a moment ago. */
final class Patience {

  private static final int MOST_SECONDS = 3600;
  private static final int PAUSE_MILLIS = 100;
  private static final int DIAL_MILLIS = 1000;

  private Patience() {}

  /** Complains of a {@code --wait} that is none. */
  static void check(int wait) {
    if (wait < 0 || wait > MOST_SECONDS) {
      throw new UsageError("--wait takes seconds from 0 to " + MOST_SECONDS + ".");
    }
  }

  /** Comes back when something listens there, or when the time is over. */
  static void untilListening(URI uri, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!listens(uri) && System.nanoTime() - end < 0) {
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private static boolean listens(URI uri) {
    if (uri.getHost() == null) {
      return true; // the run itself says why there is none
    }
    int usual = "wss".equals(uri.getScheme()) ? 443 : 80;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), port), DIAL_MILLIS);
      return true;
    } catch (IOException e) {
      // Not yet, or never: the run itself says why.
      return false;
    }
  }
}
