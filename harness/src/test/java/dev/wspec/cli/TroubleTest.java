package dev.wspec.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.cli.Wspec.Ran;
import dev.wspec.wire.FreePort;
import dev.wspec.wire.ScriptedServer;
import dev.wspec.wire.ScriptedServer.Peer;
import dev.wspec.wire.ScriptedServer.Script;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole program against servers that are none, or mean no good: it ends in time, in little
 * memory, with a sentence that is true.
 */
@Tag("slow")
class TroubleTest {

  /** For a subject that cannot be tested at all; the time is mostly that of a loaded machine. */
  private static final Duration SOON = Duration.ofSeconds(30);

  /** For one that goes bad amid a run. */
  private static final Duration BUDGET = Duration.ofSeconds(90);

  /** So many connections are good ones where a server goes bad later. */
  private static final int GOOD = 30;

  /** Which of them it is depends on what comes first, the time or the limit. */
  private static final String FLOODS =
      "sends without (end|pause)|sent more than we are willing to read";

  @TempDir private Path folder;

  private Ran against(ScriptedServer server, Duration budget, String... args) throws Exception {
    String[] all = Stream.concat(Stream.of(url(server)), Stream.of(args)).toArray(String[]::new);
    return Wspec.run(folder, budget, all);
  }

  private static String url(ScriptedServer server) {
    return "ws://127.0.0.1:" + server.port() + "/";
  }

  /** One sentence on the error stream and in the report, which says that nothing was judged. */
  private static void assertUnreachable(Ran ran, String sentence) throws IOException {
    assertThat(ran.err().lines()).singleElement().asString().contains(sentence);
    assertThat(ran.code()).isEqualTo(ExitCode.NOT_JUDGED);
    assertThat(ran.results()).contains("\"SUBJECT_LOST\"").contains("\"cases\":[]");
    assertThat(ran.page()).contains("class=\"note\"");
  }

  private static String notes(Ran ran) throws IOException {
    String results = ran.results();
    int start = results.indexOf("\"notes\":");
    return results.substring(start, results.indexOf("\"totals\":", start));
  }

  @Test
  void nothingListens() throws Exception {
    int port = FreePort.find();
    assertUnreachable(
        Wspec.run(folder, SOON, "ws://127.0.0.1:" + port),
        "Nothing listens on 127.0.0.1:" + port + ": connection refused.");
  }

  static Stream<Arguments> whatIsNoServer() {
    return Stream.of(
        noServer(
            "mail",
            "speaks SMTP or FTP, not HTTP",
            peer -> {
              peer.write("220 mail.example ESMTP\r\n");
              peer.drain();
            }),
        noServer(
            "HTTP without WebSocket",
            "This is HTTP without WebSocket",
            peer -> {
              peer.readHead();
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
              peer.drain();
            }),
        noServer("never answers", "says nothing within 5 s", Peer::drain),
        noServer("endless head", "sends a response head without end", TroubleTest::endlessHead),
        noServer(
            "head that drips",
            "begins an HTTP response but does not finish its head within 5 s",
            peer -> {
              peer.readHead();
              drip(peer, "HTTP/1.1 101 Switching Protocols\r\n".getBytes(US_ASCII));
            }),
        noServer(
            "frames that drip",
            "upgrades and then says nothing",
            peer -> {
              peer.upgrade();
              drip(peer, HexFormat.of().parseHex("827f00000000ffffffff"));
            }),
        noServer("endless frame", "floods", upgraded(TroubleTest::endlessFrame)),
        noServer("endless Pings", "floods", upgraded(TroubleTest::endlessPings)),
        noServer("endless fragments", "floods", upgraded(TroubleTest::endlessFragments)));
  }

  private static Arguments noServer(String name, String sentence, Script script) {
    return Arguments.of(name, sentence, script);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatIsNoServer")
  void isNoServer(String name, String sentence, Script script) throws Exception {
    try (ScriptedServer server = ScriptedServer.plain(script)) {
      assertUnreachable(against(server, SOON), sentence);
    }
  }

  static Stream<Arguments> whatGoesBad() {
    return Stream.of(
        Arguments.of(
            "silent",
            "said nothing until the time was up|does not answer the opening handshake in time",
            (Script) Peer::drain),
        Arguments.of("endless head", FLOODS, (Script) TroubleTest::endlessHead),
        Arguments.of("endless frame", FLOODS, upgraded(TroubleTest::endlessFrame)),
        Arguments.of("endless Pings", FLOODS, upgraded(TroubleTest::endlessPings)),
        Arguments.of("endless fragments", FLOODS, upgraded(TroubleTest::endlessFragments)),
        Arguments.of("endless messages", FLOODS, upgraded(TroubleTest::endlessMessages)),
        Arguments.of(
            "drips",
            "stopped answering",
            upgraded(peer -> drip(peer, HexFormat.of().parseHex("827f00000000ffffffff")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatGoesBad")
  void goesBadHalfWay(String name, String sentence, Script script) throws Exception {
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              if (peer.number() <= GOOD) {
                echo(peer);
              } else {
                script.play(peer);
              }
            })) {
      Ran ran = against(server, BUDGET, "--timeout", "2");
      assertThat(ran.out()).contains("subject lost").contains("note ");
      assertThat(notes(ran)).containsPattern(sentence);
      assertThat(ran.results()).contains("\"SUBJECT_LOST\"").contains("\"verdict\":\"PASS\"");
      assertThat(ran.page()).contains("class=\"note\"");
      assertThat(ran.code()).isEqualTo(ExitCode.NOT_JUDGED);
    }
  }

  @Test
  void diesHalfWay() throws Exception {
    ScriptedServer[] self = new ScriptedServer[1];
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              if (peer.number() == GOOD) {
                self[0].close();
              }
              echo(peer);
            })) {
      self[0] = server;
      Ran ran = against(server, BUDGET);
      assertThat(notes(ran))
          .contains("The server stopped answering during or shortly after the case ")
          .contains("connection refused");
      assertThat(ran.results()).contains("\"SUBJECT_LOST\"").contains("\"verdict\":\"PASS\"");
      assertThat(ran.code()).isEqualTo(ExitCode.NOT_JUDGED);
    }
  }

  @Test
  void interruptKeepsWhatIsKnown() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              if (peer.number() <= GOOD) {
                echo(peer);
              } else {
                peer.upgrade();
                busy.countDown();
                peer.drain();
              }
            })) {
      try (Wspec wspec = Wspec.server(folder, url(server), "--timeout", "600")) {
        assertThat(busy.await(SOON.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        wspec.interrupt();
        Ran ran = wspec.ran(SOON);
        assertThat(ran.code()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(ran.out()).contains("interrupted").contains("index.html");
        assertThat(ran.results())
            .contains("\"INTERRUPTED\"")
            .contains("\"verdict\":\"PASS\"")
            .doesNotContain("\"verdict\":\"ERROR\"");
        assertThat(ran.page()).contains("</html>");
        assertThat(ran.report().resolve("results.jsonl")).isNotEmptyFile();
      }
    }
  }

  @Test
  void certificates() throws Exception {
    try (ScriptedServer server = ScriptedServer.tls("localhost", TroubleTest::echo)) {
      assertUnreachable(
          Wspec.run(folder, SOON, "wss://localhost:" + server.port()), "is not trusted");
      assertUnreachable(against(server, SOON), "speaks TLS: use wss:// instead of ws://.");
    }
    try (ScriptedServer server = ScriptedServer.plain(TroubleTest::echo)) {
      assertUnreachable(
          Wspec.run(folder, SOON, "wss://localhost:" + server.port()), "try ws:// instead");
    }
  }

  @Test
  void certificateOfAnotherName() throws Exception {
    Path ca =
        Path.of(Objects.requireNonNull(ScriptedServer.class.getResource("elsewhere.pem")).toURI());
    try (ScriptedServer server = ScriptedServer.tls("elsewhere", TroubleTest::echo)) {
      String url = "wss://localhost:" + server.port();
      assertUnreachable(
          Wspec.run(folder, SOON, url, "--ca", ca.toString()), "does not fit the name localhost");
      Ran insecure =
          Wspec.run(folder, BUDGET, url, "--insecure", "--select", "framing/length/echo");
      assertThat(insecure.code()).isEqualTo(ExitCode.PASSED);
    }
  }

  private static void echo(Peer peer) throws IOException {
    peer.upgrade();
    peer.echo();
  }

  private static Script upgraded(Script script) {
    return peer -> {
      peer.upgrade();
      script.play(peer);
    };
  }

  private static void endlessHead(Peer peer) throws IOException {
    peer.readHead();
    peer.write("HTTP/1.1 101 Switching Protocols\r\n");
    repeat(peer, ("X-Endless: " + "x".repeat(1000) + "\r\n").getBytes(US_ASCII));
  }

  /** A frame of 2^62 octets, which are all there. */
  private static void endlessFrame(Peer peer) throws IOException {
    peer.writeHex("827f4000000000000000");
    repeat(peer, new byte[1 << 16]);
  }

  private static void endlessPings(Peer peer) throws IOException {
    repeat(peer, HexFormat.of().parseHex("8900".repeat(1 << 14)));
  }

  private static void endlessFragments(Peer peer) throws IOException {
    peer.writeHex("0200");
    repeat(peer, HexFormat.of().parseHex("000178".repeat(1 << 14)));
  }

  /** Each as large as a payload may be that is kept whole. */
  private static void endlessMessages(Peer peer) throws IOException {
    byte[] message = new byte[4 + 4096];
    message[0] = (byte) 0x82;
    message[1] = 126;
    message[2] = 0x10;
    repeat(peer, message);
  }

  private static void repeat(Peer peer, byte[] octets) throws IOException {
    while (true) {
      peer.write(octets);
    }
  }

  /** An octet a second, paced by a read that nothing answers. */
  private static void drip(Peer peer, byte[] octets) throws IOException {
    peer.socket().setSoTimeout(1000);
    for (int i = 0; true; i++) {
      peer.write(new byte[] {octets[Math.min(i, octets.length - 1)]});
      try {
        peer.drain();
        return;
      } catch (SocketTimeoutException e) {
        // A second is over.
      }
    }
  }
}
