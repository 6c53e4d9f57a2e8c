package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.RelayBehaviour;
import dev.wspec.behaviour.RelayDefect;
import dev.wspec.behaviour.RelayLiberty;
import dev.wspec.endpoint.ReverseProxy;
import dev.wspec.wire.FreePort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyCommandTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  private int wspec(String through, int origin, String select, String... more) {
    PrintWriter writer = new PrintWriter(out, true);
    String[] words = {
      "proxy",
      "--through",
      through,
      "--origin-listen",
      "" + origin,
      "--select",
      select,
      "--out",
      folder.toString()
    };
    String[] all = Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    return Main.execute(false, writer, writer, all);
  }

  private int proxy(RelayBehaviour behaviour, String select, String... more) throws Exception {
    int origin = FreePort.find();
    try (ReverseProxy proxy =
        ReverseProxy.start(0, () -> new InetSocketAddress(LOOPBACK, origin), behaviour)) {
      return wspec(proxy.uri().toString(), origin, select, more);
    }
  }

  @Test
  void whatAProxyAddsIsAFact() throws Exception {
    RelayBehaviour adding = RelayLiberty.ADDS_FORWARDED_FOR.behaviour();
    assertThat(proxy(adding, "intermediary/handshake/key-and-accept", "--facts"))
        .isEqualTo(ExitCode.PASSED);
    assertThat(out.toString()).contains("X-Forwarded-For: 192.0.2.1");
  }

  @Test
  void wrongSetUpsAreNamed() throws Exception {
    RelayBehaviour old = RelayDefect.SPEAKS_HTTP_1_0.behaviour();
    assertThat(proxy(old, "intermediary/handshake/key-and-accept")).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString()).contains("HTTP/1.0 to the origin", "proxy_http_version 1.1");
  }

  @Test
  void aProxyThatKnowsOneSpellingOnlyIsNotSetUpWrong() throws Exception {
    proxy(
        RelayDefect.KNOWS_ONE_SPELLING_ONLY.behaviour(),
        "intermediary/handshake/upgrade-in-mixed-case",
        "--verbose");
    assertThat(out.toString()).contains("9110-7.8-02").doesNotContain("What mends it");
  }

  @Test
  void aProxyThatHoldsTheAnswerBackIsNamedAndNotSaidToBeAway() throws Exception {
    int origin = FreePort.find();
    try (ServerSocket deaf = new ServerSocket(0, 50, LOOPBACK)) {
      Thread forth = new Thread(() -> passRequestsOnOnly(deaf, origin));
      forth.start();
      int code =
          wspec(
              "ws://127.0.0.1:" + deaf.getLocalPort() + "/",
              origin,
              "intermediary/tunnel/ping~*",
              "--timeout",
              "0.1");
      assertThat(code).isEqualTo(ExitCode.NOT_JUDGED);
      deaf.close();
      forth.join();
    }
    assertThat(out.toString())
        .contains("Buffering: the 101", "no buffer_responses", "connected to the origin")
        .doesNotContain("did not connect");
  }

  /** What the origin answers is left unread, until the client has gone. */
  private static void passRequestsOnOnly(ServerSocket deaf, int origin) {
    while (!deaf.isClosed()) {
      try (Socket client = deaf.accept();
          Socket server = new Socket(LOOPBACK, origin)) {
        client.getInputStream().transferTo(server.getOutputStream());
      } catch (IOException e) {
        // One side has gone, or the test is over.
      }
    }
  }

  @Test
  void aProxyThatLeadsElsewhereIsToldOf() throws Exception {
    int nobody = FreePort.find();
    try (ReverseProxy proxy =
        ReverseProxy.start(
            0, () -> new InetSocketAddress(LOOPBACK, nobody), RelayBehaviour.CONFORMING)) {
      wspec(proxy.uri().toString(), 0, "intermediary/tunnel/close~from=client~*");
    }
    assertThat(out.toString()).contains("let it lead to --origin-listen");
  }

  @Tag("slow")
  @Test
  void aProxyThatAnswersByItselfIsNotTakenForLost() throws Exception {
    assertThat(proxy(RelayBehaviour.CONFORMING, "intermediary/smuggling/**"))
        .isEqualTo(ExitCode.PASSED);
  }

  @Test
  void aProxyThatDiesIsToldOf() throws Exception {
    try (ServerSocket dying = new ServerSocket(0, 1, LOOPBACK)) {
      Thread end =
          new Thread(
              () -> {
                try (Socket probe = dying.accept();
                    Socket first = dying.accept()) {
                  dying.close();
                  first.getInputStream().read();
                } catch (IOException e) {
                  // The case sees the end all the same.
                }
              });
      end.start();
      int code =
          wspec(
              "ws://127.0.0.1:" + dying.getLocalPort() + "/",
              0,
              "intermediary/handshake/**",
              "--timeout",
              "1");
      assertThat(code).isEqualTo(ExitCode.NOT_JUDGED);
      end.join();
    }
    assertThat(out.toString()).contains("stopped answering").doesNotContain("leads elsewhere");
  }
}
