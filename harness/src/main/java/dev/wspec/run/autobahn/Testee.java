package dev.wspec.run.autobahn;

import dev.wspec.endpoint.WebSocketClient;
import dev.wspec.handshake.HandshakeViolation;
import dev.wspec.protocol.Frame;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The reference client as a peer of fuzzing servers: it echoes whatever comes. */
public final class Testee {

  private static final Duration TIME = Duration.ofMinutes(10);
  private static final int MOST_OCTETS = 64 << 20;

  private final String base;
  private final String agent;

  /**
   * @param agent what it calls itself
   */
  public Testee(URI server, String agent) {
    base = server.toString().replaceAll("/$", "");
    this.agent = URLEncoder.encode(agent, StandardCharsets.UTF_8);
  }

  /** Comes for every case, then asks for the reports. */
  public void runAll(Consumer<String> console) throws IOException {
    int count = count();
    console.accept("Ok, will run " + count + " cases");
    for (int number = 1; number <= count; number++) {
      echo(base + "/runCase?case=" + number + "&agent=" + agent);
    }
    echo(base + "/updateReports?agent=" + agent);
  }

  /** Echoes on one connection until it ends. */
  public void echo() throws IOException {
    echo(base);
  }

  private int count() throws IOException {
    try (WebSocketClient client = connect(base + "/getCaseCount")) {
      Frame count = client.receive();
      if (count == null) {
        throw new IOException("the fuzzing server did not say how many cases there are");
      }
      return Integer.parseInt(new String(count.payload(), StandardCharsets.UTF_8).strip());
    } catch (NumberFormatException e) {
      throw new IOException("the fuzzing server's count of cases is no number", e);
    }
  }

  private static WebSocketClient connect(String url) throws IOException {
    try {
      return WebSocketClient.to(URI.create(url))
          .maxMessageBytes(MOST_OCTETS)
          .timeout(TIME)
          .connect();
    } catch (HandshakeViolation e) {
      throw new IOException("the opening handshake failed: " + e.getMessage(), e);
    }
  }

  private static void echo(String url) throws IOException {
    try (WebSocketClient client = connect(url)) {
      for (Frame frame = next(client); frame != null; frame = next(client)) {
        client.send(frame);
      }
    }
  }

  /** Null when the connection is over, in whichever way: a fuzzer ends it in all of them. */
  private static @Nullable Frame next(WebSocketClient client) {
    try {
      return client.receive();
    } catch (IOException e) {
      return null;
    }
  }
}
