package dev.wspec.cli;

import dev.wspec.endpoint.WebSocketClient;
import java.net.URI;

/** A program that says something to an echo server, and ends. */
public final class TalkingClient {
  private TalkingClient() {}

  /** Connects to the first argument. */
  public static void main(String[] args) throws Exception {
    try (WebSocketClient client = WebSocketClient.to(URI.create(args[0])).connect()) {
      client.send("hello");
      client.receive();
    }
  }
}
