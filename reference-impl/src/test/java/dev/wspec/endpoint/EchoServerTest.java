package dev.wspec.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wspec.handshake.Agreement;
import dev.wspec.handshake.DeflateOffer;
import dev.wspec.handshake.HandshakeViolation;
import dev.wspec.protocol.DeflateParameters;
import dev.wspec.protocol.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EchoServerTest {
  private static final String REQUEST =
      "GET / HTTP/1.1\r\n"
          + "Host: localhost\r\n"
          + "Upgrade: websocket\r\n"
          + "Connection: Upgrade\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
          + "Sec-WebSocket-Version: 13\r\n\r\n";
  private static final String RESPONSE =
      "HTTP/1.1 101 Switching Protocols\r\n"
          + "Upgrade: websocket\r\n"
          + "Connection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

  private final EchoServer server = start(EchoServer.builder().subprotocols("chat", "superchat"));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void echoesTextAndBinaryAndClosesFirst() throws Exception {
    try (WebSocketClient client = WebSocketClient.to(server.uri()).connect()) {
      assertThat(client.agreement()).isEqualTo(new Agreement(null, DeflateParameters.DEFAULT));
      client.send("Hello");
      assertThat(client.receive()).isEqualTo(Frame.text("Hello"));
      client.send(new byte[] {0, (byte) 0xff});
      assertThat(client.receive()).isEqualTo(Frame.binary(new byte[] {0, (byte) 0xff}));
      client.close(4000, "done");
      assertThat(client.closeCode()).isEqualTo(4000);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 125, 126, 65_535, 65_536, 1 << 20})
  void echoesMessagesOfEverySize(int size) throws Exception {
    byte[] payload = new byte[size];
    new Random(size).nextBytes(payload);
    for (DeflateOffer offer : new DeflateOffer[] {null, new DeflateOffer(true, true, 9, 10)}) {
      try (WebSocketClient client = WebSocketClient.to(server.uri()).deflate(offer).connect()) {
        client.send(payload);
        assertThat(client.receive()).isEqualTo(Frame.binary(payload));
      }
    }
  }

  @Test
  void agreesOnASubprotocol() throws Exception {
    try (WebSocketClient client =
        WebSocketClient.to(server.uri()).subprotocols("mqtt", "superchat", "chat").connect()) {
      assertThat(client.agreement().subprotocol()).isEqualTo("superchat");
    }
  }

  @Test
  void speaksTls() throws Exception {
    try (EchoServer secure = start(EchoServer.builder().tls(LocalhostCertificate.serverContext()));
        WebSocketClient client =
            WebSocketClient.to(secure.uri()).tls(LocalhostCertificate.clientContext()).connect()) {
      assertThat(secure.uri().getScheme()).isEqualTo("wss");
      client.send("x".repeat(100_000));
      assertThat(client.receive()).isEqualTo(Frame.text("x".repeat(100_000)));
      client.close(1000, "");
      assertThat(client.closeCode()).isEqualTo(1000);
    }
  }

  @Test
  void isNotTrustedUnlessTold() {
    try (EchoServer secure =
        start(EchoServer.builder().tls(LocalhostCertificate.serverContext()))) {
      assertThatThrownBy(() -> WebSocketClient.to(secure.uri()).connect())
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void answersFramesThatComeWithTheRequestAndEndsTheConnection() throws IOException {
    assertThat(
            conversation(
                server,
                REQUEST
                    + hex(
                        "818500000000 48656c6c6f" // "Hello"
                            + "898100000000 21" // Ping "!"
                            + "888200000000 03e8"))) // Close 1000
        .isEqualTo(RESPONSE + hex("810548656c6c6f" + "8a0121" + "880203e8"));
  }

  @Test
  void saysWhyItFailsAConnection() throws IOException {
    assertThat(conversation(server, REQUEST + hex("8100"))) // not masked
        .startsWith(RESPONSE + hex("8821 03ea")) // Close 1002
        .endsWith("The client did not mask a frame");
  }

  @Test
  void refusesWhatIsNotAnUpgrade() throws IOException {
    assertThat(conversation(server, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 426 Upgrade Required\r\n")
        .endsWith("There is no Upgrade\n");
    assertThat(conversation(server, "EHLO localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 400 Bad Request\r\n");
  }

  @Test
  void endsAConnectionThatTheClientHalfCloses() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(REQUEST.getBytes(ISO_8859_1));
      socket.getOutputStream().write(bytes(hex("818100000000 61")));
      socket.shutdownOutput();
      assertThat(readAll(socket)).isEqualTo(RESPONSE + hex("810161"));
    }
  }

  @Test
  void failsMessagesThatAreTooLong() throws Exception {
    try (EchoServer small = start(EchoServer.builder().maxMessageBytes(1000));
        WebSocketClient client = WebSocketClient.to(small.uri()).connect()) {
      client.send(new byte[1001]); // a few bytes when compressed
      assertThat(client.receive()).isNull();
      assertThat(client.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void dropsAClientThatDoesNotFinishItsRequest() throws IOException {
    try (EchoServer hasty = start(EchoServer.builder().handshakeTimeout(Duration.ofMillis(20)));
        Socket socket = new Socket("127.0.0.1", hasty.port())) {
      socket.getOutputStream().write('G');
      assertThat(readAll(socket)).isEmpty();
    }
  }

  @Test
  void dropsAnIdleClient() throws Exception {
    try (EchoServer hasty = start(EchoServer.builder().idleTimeout(Duration.ofMillis(20)));
        WebSocketClient client = WebSocketClient.to(hasty.uri()).connect()) {
      assertThat(client.receive()).isNull();
      assertThat(client.closeCode()).isEqualTo(1006);
    }
  }

  @Test
  void servesNoMoreConnectionsThanAllowed() throws Exception {
    try (EchoServer single = start(EchoServer.builder().maxConnections(1))) {
      for (int i = 0; i < 3; i++) {
        try (WebSocketClient client = WebSocketClient.to(single.uri()).connect()) {
          assertThat(single.connections()).isEqualTo(1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void servesTheClientOfTheJdk(boolean secure) throws Exception {
    EchoServer.Builder builder = EchoServer.builder().subprotocols("chat");
    HttpClient.Builder http = HttpClient.newBuilder();
    if (secure) {
      builder.tls(LocalhostCertificate.serverContext());
      http.sslContext(LocalhostCertificate.clientContext());
    }
    try (EchoServer echo = start(builder)) {
      CompletableFuture<String> text = new CompletableFuture<>();
      CompletableFuture<Integer> code = new CompletableFuture<>();
      WebSocket socket =
          http.build()
              .newWebSocketBuilder()
              .subprotocols("chat")
              .buildAsync(echo.uri(), new Listening(text, code))
              .get(10, TimeUnit.SECONDS);
      assertThat(socket.getSubprotocol()).isEqualTo("chat");
      socket.sendText("Gr\u00fc\u00dfe", true).get(10, TimeUnit.SECONDS);
      assertThat(text.get(10, TimeUnit.SECONDS)).isEqualTo("Gr\u00fc\u00dfe");
      socket.sendClose(3000, "bye").get(10, TimeUnit.SECONDS);
      assertThat(code.get(10, TimeUnit.SECONDS)).isEqualTo(3000);
    }
  }

  private record Listening(CompletableFuture<String> text, CompletableFuture<Integer> code)
      implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.complete(data.toString());
      webSocket.request(1); // or else the Close is never delivered
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
      code.complete(statusCode);
      return CompletableFuture.completedFuture(null);
    }
  }

  @Test
  void theClientFailsOnAServerThatRefuses() {
    assertThatThrownBy(() -> WebSocketClient.to(server.uri()).field("Host", "another").connect())
        .isInstanceOf(HandshakeViolation.class)
        .hasMessageContaining("400");
  }

  private static EchoServer start(EchoServer.Builder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** All that the server sends to a client that sends {@code text} and then just listens. */
  private static String conversation(EchoServer server, String text) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(bytes(text));
      return readAll(socket);
    }
  }

  private static String readAll(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(all);
    return all.toString(ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static String hex(String text) {
    return new String(HexFormat.of().parseHex(text.replace(" ", "")), ISO_8859_1);
  }
}
