package dev.wspec.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ListenerTest {

  private static final InetSocketAddress FREE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();

  private final Listener.Host host =
      new Listener.Host() {
        @Override
        public void welcome(Arrival arrival) {
          arrival.close();
        }

        @Override
        public void missed(InetSocketAddress peer, String why) {}
      };

  @Test
  void endsAConnectionThatComesWhenTheRunIsOver() throws Exception {
    Watchdog watchdog = new Watchdog();
    watchdog.close();
    try (Listener listener = Listener.open(FREE, null, watchdog, host);
        Socket late = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      assertThat(late.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void closesWithoutAWordAmidConnections() throws Exception {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
    try (Watchdog watchdog = new Watchdog()) {
      for (int i = 0; i < 50; i++) {
        Listener listener = Listener.open(FREE, null, watchdog, host);
        Thread visitors = new Thread(() -> visit(listener.port()));
        visitors.start();
        try (Socket first = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
          listener.close();
        }
        visitors.join();
      }
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(uncaught).isEmpty();
  }

  private static void visit(int port) {
    for (int i = 0; i < 20; i++) {
      try (Socket visitor = new Socket(InetAddress.getLoopbackAddress(), port)) {
        visitor.getOutputStream().write('G');
      } catch (IOException e) {
        return; // nobody listens any more
      }
    }
  }
}
