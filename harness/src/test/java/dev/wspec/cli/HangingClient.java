package dev.wspec.cli;

import dev.wspec.endpoint.WebSocketClient;
import dev.wspec.protocol.Frame;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/** A client that is sound but for its third visit, on which it hangs for good. */
public final class HangingClient {

  private static final int BAD_VISIT = 3;

  private HangingClient() {}

  /**
   * Visits one case or, if the URL names none, drives all.
   *
   * @param args how it hangs: {@code deaf} connects and never reads, {@code away} never comes; a
   *     file that remembers the visits of all processes; the URL
   */
  public static void main(String[] args) throws Exception {
    URI uri = URI.create(args[2]);
    if (!uri.getPath().isEmpty()) {
      visit(args[0], Path.of(args[1]), uri);
      return;
    }
    int count = Integer.parseInt(echo(uri.resolve("/getCaseCount")));
    for (int i = 1; i <= count; i++) {
      visit(args[0], Path.of(args[1]), uri.resolve("/runCase?agent=hanging&case=" + i));
    }
    echo(uri.resolve("/updateReports?agent=hanging"));
  }

  private static void visit(String how, Path visits, URI uri) throws Exception {
    Files.writeString(visits, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    if (Files.size(visits) != BAD_VISIT) {
      echo(uri);
    } else if (how.equals("deaf")) {
      try (WebSocketClient client = WebSocketClient.to(uri).connect()) {
        forever();
      }
    } else {
      forever();
    }
  }

  private static void forever() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private static String echo(URI uri) throws Exception {
    StringBuilder said = new StringBuilder();
    try (WebSocketClient client = WebSocketClient.to(uri).connect()) {
      for (Frame frame = client.receive(); frame != null; frame = client.receive()) {
        said.append(new String(frame.payload(), StandardCharsets.UTF_8));
        client.send(frame);
      }
    }
    return said.toString();
  }
}
