package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.wire.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private static CompletableFuture<Void> waiting(int port, Duration limit) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            Patience.untilListening(URI.create("ws://127.0.0.1:" + port + "/chat"), limit);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void comesBackWhenAServerBeginsToListen() throws Exception {
    int port = FreePort.find();
    CompletableFuture<Void> waiting = waiting(port, Duration.ofMinutes(5));
    try (ServerSocket late = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      late.accept().close();
      waiting.get(1, TimeUnit.MINUTES);
    }
    assertThat(waiting).isCompleted();
  }

  @Test
  void comesBackWhenTheTimeIsOver() throws Exception {
    waiting(FreePort.find(), Duration.ofMillis(1)).get(1, TimeUnit.MINUTES);
  }
}
