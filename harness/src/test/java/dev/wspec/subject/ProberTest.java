package dev.wspec.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wspec.conformance.Capability;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.wire.FreePort;
import dev.wspec.wire.ScriptedServer;
import dev.wspec.wire.ScriptedServer.Peer;
import dev.wspec.wire.ScriptedServer.Script;
import dev.wspec.wire.Watchdog;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ProberTest {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(700);

  private final Watchdog watchdog = new Watchdog();

  @AfterEach
  void stopWatching() {
    watchdog.close();
  }

  private Probe probe(ServerSubject.Builder subject) throws Exception {
    return Prober.probe(subject.build(), watchdog, 1);
  }

  private Probe probe(ScriptedServer server) throws Exception {
    return probe(ServerSubject.at("ws://127.0.0.1:" + server.port() + "/").timeout(LONG));
  }

  private String complaint(ServerSubject.Builder subject) throws Exception {
    ServerSubject built = subject.build();
    Unreachable unreachable =
        catchThrowableOfType(Unreachable.class, () -> Prober.probe(built, watchdog, 1));
    assertThat(unreachable).isNotNull();
    return unreachable.sentence();
  }

  /** The sentence about a server that does this, without its address. */
  private String complaint(Duration timeout, Script script) throws Exception {
    try (ScriptedServer server = ScriptedServer.plain(script)) {
      String address = "127.0.0.1:" + server.port() + " ";
      return complaint(ServerSubject.at("ws://" + address.strip()).timeout(timeout))
          .replace(address, "");
    }
  }

  @Test
  void findsWhatTheReferenceServerCanDo() throws Exception {
    try (EchoServer server = EchoServer.builder().subprotocols("chat").start()) {
      Probe probe = probe(ServerSubject.at(server.uri().toString()).subprotocols(List.of("chat")));
      assertThat(probe.capabilities())
          .containsExactlyInAnyOrderElementsOf(
              EnumSet.complementOf(
                  EnumSet.of(
                      Capability.DEFLATE_CLIENT_WINDOW, Capability.TLS, Capability.BROWSER)));
      assertThat(probe.greetings()).isZero();
      assertThat(probe.notes()).isEmpty();
    }
  }

  @Test
  void tellsAServerThatOnlyTakesFromOneThatEchoes() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              peer.upgrade("Server: mute/1.0");
              takeAndSayNothing(peer);
            })) {
      Probe probe = probe(server);
      assertThat(probe.capabilities()).containsExactly(Capability.LARGE_MESSAGES);
      assertThat(probe.software()).isEqualTo("mute/1.0");
    }
  }

  private static void takeAndSayNothing(Peer peer) throws java.io.IOException {
    byte[] frame = peer.readFrame();
    while ((frame[0] & 0xF) != 8) {
      if ((frame[0] & 0xF) == 9) {
        frame[0] = (byte) 0x8A;
        peer.write(frame);
      }
      frame = peer.readFrame();
    }
    peer.write(frame);
  }

  @Test
  void countsGreetings() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              peer.upgrade();
              peer.writeHex("81026869" + "8900"); // "hi", and a Ping, which is no greeting
              peer.echo();
            })) {
      assertThat(probe(server).greetings()).isEqualTo(1);
      assertThat(probe(server).capabilities()).contains(Capability.ECHO);
    }
  }

  @Test
  void notesAServerThatNeitherAnswersACloseNorEnds() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              peer.upgrade();
              while (true) {
                byte[] frame = peer.readFrame();
                if ((frame[0] & 0xF) != 8) {
                  frame[0] = (byte) ((frame[0] & 0xF) == 9 ? 0x8A : frame[0]);
                  peer.write(frame);
                }
              }
            })) {
      Probe probe = probe(ServerSubject.at("ws://127.0.0.1:" + server.port() + "/").timeout(SHORT));
      assertThat(probe.notes()).containsExactly("It does not answer a Close.");
    }
  }

  @Test
  void nothingListens() throws Exception {
    int port = FreePort.find();
    assertThat(complaint(ServerSubject.at("ws://127.0.0.1:" + port)))
        .isEqualTo("Nothing listens on 127.0.0.1:" + port + ": connection refused.");
  }

  @Test
  void mailServer() throws Exception {
    assertThat(
            complaint(
                LONG,
                peer -> {
                  peer.write("220 mail.example ESMTP\r\n");
                  peer.drain();
                }))
        .isEqualTo("speaks SMTP or FTP, not HTTP: “220 mail.example ESMTP”.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 OK|This is HTTP without WebSocket: is the path the right one?",
        "301 Moved Permanently|It points to “http://elsewhere/”: test that URL.",
        "401 Unauthorized|It wants credentials: give them with --header 'Authorization: …'.",
        "404 Not Found|Is the path the right one?",
        "503 Busy|It, or what it stands behind, is in trouble.",
      })
  void httpWithoutUpgrade(String status, String hint) throws Exception {
    assertThat(
            complaint(
                LONG,
                peer -> {
                  peer.readHead();
                  peer.write(
                      "HTTP/1.1 "
                          + status
                          + "\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n");
                  peer.drain();
                }))
        .isEqualTo("does not upgrade: it answers “HTTP/1.1 " + status + "”. " + hint);
  }

  @Test
  void serverThatWantsASubprotocolSaysSo() throws Exception {
    assertThat(
            complaint(
                LONG,
                peer -> {
                  peer.readHead();
                  String body = "missing subprotocol";
                  peer.write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n" + body);
                }))
        .endsWith("It may want a subprotocol: --subprotocol.");
  }

  @Test
  void acceptsAndSaysNothing() throws Exception {
    assertThat(complaint(SHORT, Peer::drain))
        .isEqualTo(
            "accepts the connection and says nothing within 700 ms: is it a WebSocket server?");
  }

  @Test
  void endsWithoutAnAnswer() throws Exception {
    assertThat(complaint(LONG, Peer::readHead))
        .isEqualTo(
            "accepts the connection and ends it without an answer to the opening handshake.");
  }

  @Test
  void endlessHead() throws Exception {
    assertThat(
            complaint(
                LONG,
                peer -> {
                  peer.readHead();
                  peer.write("HTTP/1.1 101 Switching Protocols\r\n");
                  while (true) {
                    peer.write("X-Endless: " + "x".repeat(1000) + "\r\n");
                  }
                }))
        .isEqualTo("sends a response head without end: we stopped reading after 64 KiB.");
  }

  @Test
  void endlessFrames() throws Exception {
    assertThat(
            complaint(
                LONG,
                peer -> {
                  peer.upgrade();
                  byte[] frames = new byte[1 << 16]; // empty unfinished Continuations
                  while (true) {
                    peer.write(frames);
                  }
                }))
        .isEqualTo("floods: it sent more than we are willing to read before any answer.");
  }

  @Test
  void headThatDrips() throws Exception {
    assertThat(
            complaint(
                SHORT,
                peer -> {
                  peer.readHead();
                  peer.write("HTTP/1.1 101 Swi");
                  peer.drain();
                }))
        .isEqualTo(
            "begins an HTTP response but does not finish its head within 700 ms:"
                + " “HTTP/1.1 101 Swi”.");
  }

  @Test
  void upgradesAndThenIsSilent() throws Exception {
    assertThat(
            complaint(
                SHORT,
                peer -> {
                  peer.upgrade();
                  peer.drain();
                }))
        .isEqualTo("upgrades and then says nothing: no Pong and no message within 700 ms.");
  }

  @Test
  void upgradesAndThenCloses() throws Exception {
    assertThat(
            complaint(
                LONG,
                peer -> {
                  peer.upgrade();
                  peer.writeHex("880603f06e6f21" + "0a"); // Close 1008 "no!\n"
                  peer.drain();
                }))
        .contains("closes at once with code 1008 and the reason “no!”");
  }

  @Test
  void whatTheSubjectSaysIsMadeHarmless() throws Exception {
    assertThat(
            complaint(
                LONG,
                peer -> {
                  peer.write("\u001b[31mred\u0007" + "x".repeat(5000));
                  peer.drain();
                }))
        .startsWith("does not speak HTTP: it says “\\x1b[31mred\\x07xxx")
        .hasSizeLessThan(200)
        .endsWith("…”.");
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(ScriptedServer.class.getResource(name)).toURI());
  }

  private static ServerSubject.Builder secure(ScriptedServer server, TlsOptions tls) {
    return ServerSubject.at("wss://localhost:" + server.port() + "/").timeout(LONG).tls(tls);
  }

  private static final Script SECURE_ECHO =
      peer -> {
        peer.upgrade();
        peer.echo();
      };

  @Test
  void certificateThatIsNotTrusted() throws Exception {
    try (ScriptedServer server = ScriptedServer.tls("localhost", SECURE_ECHO)) {
      assertThat(complaint(secure(server, TlsOptions.DEFAULT)))
          .contains("is not trusted: name its issuer with --ca");
      TlsOptions trusting = new TlsOptions(false, resource("localhost.pem"), null, "");
      assertThat(probe(secure(server, trusting)).capabilities()).contains(Capability.ECHO);
    }
  }

  @Test
  void certificateThatDoesNotFitTheName() throws Exception {
    try (ScriptedServer server = ScriptedServer.tls("elsewhere", SECURE_ECHO)) {
      TlsOptions trusting = new TlsOptions(false, resource("elsewhere.pem"), null, "");
      assertThat(complaint(secure(server, trusting))).contains("does not fit the name localhost");
      TlsOptions insecure = new TlsOptions(true, null, null, "");
      assertThat(probe(secure(server, insecure)).capabilities()).contains(Capability.ECHO);
    }
  }

  @Test
  void serverThatAsksForACertificateGetsOurs() throws Exception {
    try (ScriptedServer server = ScriptedServer.mutualTls("localhost", SECURE_ECHO)) {
      for (String file : List.of("localhost-with-key.pem", "localhost.p12")) {
        TlsOptions ours =
            new TlsOptions(false, resource("localhost.pem"), resource(file), "changeit");
        assertThat(probe(secure(server, ours)).capabilities()).contains(Capability.ECHO);
      }
      TlsOptions none = new TlsOptions(false, resource("localhost.pem"), null, "");
      assertThat(complaint(secure(server, none))).contains("localhost:" + server.port());
    }
  }

  @Test
  void tlsOnAPlainPortAndTheOtherWayRound() throws Exception {
    try (ScriptedServer server = ScriptedServer.plain(SECURE_ECHO)) {
      assertThat(complaint(secure(server, TlsOptions.DEFAULT).timeout(SHORT)))
          .endsWith("completes no TLS handshake: try ws:// instead of wss://.");
    }
    try (ScriptedServer server = ScriptedServer.tls("localhost", SECURE_ECHO)) {
      assertThat(complaint(ServerSubject.at("ws://127.0.0.1:" + server.port()).timeout(LONG)))
          .endsWith("speaks TLS: use wss:// instead of ws://.");
    }
  }
}
