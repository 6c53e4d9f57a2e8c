package dev.wspec.fuzz;

import dev.wspec.behaviour.Application;
import dev.wspec.behaviour.Behaviour;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.protocol.Opcode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** A program: an echo server on which a message of a kind has an effect that it should not have. */
final class FragileServer {
  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final Queue<ByteBuffer> KEPT = new ConcurrentLinkedQueue<>();
  private static volatile boolean hangs;

  private FragileServer() {}

  /** The port, and what happens: crash, hang or leak. */
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
          if (length >= 124 && length <= 128) {
            System.out.println("fatal: no room for " + length + " octets");
            Runtime.getRuntime().halt(42);
          }
        }
        case "hang" -> {
          if (length == 300 || length == 1000 || length == 1040) {
            hangs = true;
            hang();
          }
        }
        case "leak" -> {
          if (message.opcode() == Opcode.BINARY) {
            KEPT.add(filled(2 << 20));
          }
        }
        default -> throw new IllegalArgumentException(effect);
      }
      return List.of(message);
    };
  }

  /**
   * Outside the heap, so that what the process uses does not depend on when garbage is collected.
   */
  private static ByteBuffer filled(int size) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(size);
    while (buffer.hasRemaining()) {
      buffer.putLong(-1);
    }
    return buffer;
  }

  private static void hang() {
    try {
      NEVER.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
