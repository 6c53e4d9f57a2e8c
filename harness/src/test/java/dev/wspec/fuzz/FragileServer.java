package dev.wspec.fuzz;

import dev.wspec.behaviour.Application;
import dev.wspec.behaviour.Behaviour;
import dev.wspec.endpoint.EchoServer;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program: an echo server on which a message of a kind has an effect that it should not have. */
final class FragileServer {
  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static volatile boolean hangs;

  private FragileServer() {}

  /** The port, and what happens: crash or hang. */
  public static void main(String... args) throws Exception {
    try (EchoServer server =
        EchoServer.builder()
            .port(Integer.parseInt(args[0]))
            .behaviour(Behaviour.CONFORMING.application(() -> application(args[1])))
            .start()) {
      System.out.println("listening on " + server.port());
      NEVER.await();
    }
  }

  private static Application application(String effect) {
    if (hangs) {
      hang();
    }
    return message -> {
      int length = message.payload().length;
      switch (effect) {
        case "crash" -> {
          if (length == 125) {
            System.out.println("fatal: no room for 125 octets");
            Runtime.getRuntime().halt(42);
          }
        }
        case "hang" -> {
          if (length == 126) {
            hangs = true;
            hang();
          }
        }
        default -> throw new IllegalArgumentException(effect);
      }
      return List.of(message);
    };
  }

  private static void hang() {
    try {
      NEVER.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
