package dev.wspec.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wspec.protocol.DeflateParameters;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ=="; // RFC 6455 §1.3
  private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  private static final RequestHead REQUEST =
      new RequestHead(
          "GET",
          "/chat",
          "HTTP/1.1",
          Fields.of(
              "Host", "server.example.com",
              "Upgrade", "websocket",
              "Connection", "keep-alive, Upgrade",
              "Sec-WebSocket-Key", KEY,
              "Sec-WebSocket-Version", "13"));

  @Test
  void acceptsTheRequestOfTheRfc() {
    ServerNegotiation.Answer answer = answer(REQUEST);
    assertThat(answer.agreement()).isEqualTo(Agreement.NOTHING);
    assertThat(text(answer))
        .isEqualTo(
            "HTTP/1.1 101 Switching Protocols\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + ACCEPT
                + "\r\n\r\n");
  }

  @Test
  void agreesOnWhatIsOfferedAndSupported() {
    RequestHead request =
        edited(
            f ->
                f.and("Sec-WebSocket-Protocol", "mqtt, superchat,chat")
                    .and("Sec-WebSocket-Extensions", "permessage-deflate"));
    assertThat(answer(request).agreement())
        .isEqualTo(new Agreement("superchat", DeflateParameters.DEFAULT));
    assertThat(text(answer(request)))
        .contains("Sec-WebSocket-Protocol: superchat\r\n")
        .contains("Sec-WebSocket-Extensions: permessage-deflate\r\n");
  }

  @Test
  void namesNoSubprotocolIfNoneFits() {
    assertThat(text(answer(edited(f -> f.and("Sec-WebSocket-Protocol", "mqtt")))))
        .startsWith("HTTP/1.1 101 ")
        .doesNotContain("Sec-WebSocket-Protocol");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Host | | 400",
        "Host | a b | 400",
        "Host | ~~ | 400",
        "Upgrade | | 426",
        "Upgrade | h2c | 426",
        "Upgrade | websocketx | 426",
        "Connection | | 400",
        "Connection | keep-alive | 400",
        "Sec-WebSocket-Key | | 400",
        "Sec-WebSocket-Key | ~~ | 400",
        "Sec-WebSocket-Key | dGhlIHNhbXBsZSBub25jZQ | 400", // no padding
        "Sec-WebSocket-Key | dGhlIHNhbXBsZSBub24= | 400", // 14 bytes
        "Sec-WebSocket-Key | dGhlIHNhbXBsZSBub-5jZQ== | 400", // the other alphabet
        "Sec-WebSocket-Version | | 426",
        "Sec-WebSocket-Version | 8 | 426",
        "Sec-WebSocket-Version | 013 | 426",
        "Sec-WebSocket-Version | 13, 8 | 426"
      })
  void refusesARequestInWhichOneFieldIsBent(String name, String value, int status) {
    RequestHead bent = edited(f -> value == null ? f.without(name) : f.with(name, value));
    assertThat(answer(bent).agreement()).isNull();
    assertThat(text(answer(bent))).startsWith("HTTP/1.1 " + status + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Host | other",
        "Sec-WebSocket-Key | dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version | 13",
        "Sec-WebSocket-Protocol | ~~",
        "Sec-WebSocket-Protocol | a b",
        "Sec-WebSocket-Extensions | foo;",
        "Content-Length | 5",
        "Transfer-Encoding | chunked"
      })
  void refusesARequestWithOneFieldTooMany(String name, String value) {
    assertThat(text(answer(edited(f -> f.and(name, value))))).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void refusesOtherMethodsVersionsAndTargets() {
    assertThat(text(answer(new RequestHead("POST", "/", "HTTP/1.1", REQUEST.fields()))))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET\r\n");
    assertThat(text(answer(new RequestHead("GET", "/", "HTTP/1.0", REQUEST.fields()))))
        .startsWith("HTTP/1.1 400 ");
    assertThat(text(answer(new RequestHead("GET", "*", "HTTP/1.1", REQUEST.fields()))))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void namesTheVersionItSpeaksWhenItRefusesAnother() {
    assertThat(text(answer(edited(f -> f.with("Sec-WebSocket-Version", "25")))))
        .startsWith("HTTP/1.1 426 Upgrade Required\r\n")
        .contains("Sec-WebSocket-Version: 13\r\n")
        .contains("Upgrade: websocket\r\n");
  }

  @Test
  void acceptsWhatIsUnusualButRight() {
    RequestHead request =
        new RequestHead(
            "GET",
            "http://server.example.com/chat",
            "HTTP/1.1",
            REQUEST
                .fields()
                .with("Upgrade", "h2c, WebSocket")
                .with("Connection", "UPGRADE")
                .and("Content-Length", "0")
                .and("Cookie", "\u00e9"));
    assertThat(answer(request).agreement()).isNotNull();
    assertThat(request.resourceName()).isEqualTo("/chat");
  }

  @Test
  void sendsContinueBeforeTheSwitchWhenItIsExpected() {
    assertThat(text(answer(edited(f -> f.and("Expect", "100-continue")))))
        .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 101 ");
  }

  @Test
  void aClientComposesARequestThatTheServerAccepts() throws HandshakeViolation {
    ClientNegotiation client = client("ws://example.org:8080/a%20b?c", "chat");
    assertThat(client.request().target()).isEqualTo("/a%20b?c");
    assertThat(client.request().fields().first("Host")).isEqualTo("example.org:8080");

    ServerNegotiation.Answer answer = answer(client.request());
    HeadReader reader = new HeadReader();
    reader.accept(answer.bytes(), 0, answer.bytes().length);
    assertThat(client.check(reader.response()))
        .isEqualTo(answer.agreement())
        .isEqualTo(new Agreement("chat", DeflateParameters.DEFAULT));
  }

  @Test
  void aClientLeavesTheDefaultPortOutOfHost() {
    assertThat(client("wss://example.org:443").request().fields().first("Host"))
        .isEqualTo("example.org");
    assertThat(client("wss://example.org").request().target()).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a/", "ws:///x", "ws://a/#b", "ws://u@a/", "a"})
  void aClientRefusesOtherAddresses(String uri) {
    assertThatThrownBy(() -> client(uri)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Upgrade |",
        "Upgrade | h2c",
        "Connection |",
        "Connection | close",
        "Sec-WebSocket-Accept |",
        "Sec-WebSocket-Accept | S3PPLMBITXAQ9KYGZZHZRBK+XOO=",
        "Sec-WebSocket-Protocol | superchat",
        "Sec-WebSocket-Extensions | foo",
        "Sec-WebSocket-Extensions | permessage-deflate, permessage-deflate"
      })
  void aClientFailsOnAResponseInWhichOneFieldIsBent(String name, String value) {
    ClientNegotiation client = client("ws://example.org/", "chat");
    Fields good =
        Fields.of("Upgrade", "WebSocket", "Connection", "Upgrade", "Sec-WebSocket-Accept", ACCEPT);
    Fields bent = value == null ? good.without(name) : good.with(name, value);
    assertThatThrownBy(
            () -> client.check(new ResponseHead("HTTP/1.1", 101, "Switching Protocols", bent)))
        .isInstanceOf(HandshakeViolation.class);
  }

  @Test
  void aClientFailsOnAnotherStatus() {
    assertThatThrownBy(
            () -> client("ws://a/").check(new ResponseHead("HTTP/1.1", 200, "OK", Fields.NONE)))
        .hasMessageContaining("200");
  }

  private static ClientNegotiation client(String uri, String... subprotocols) {
    return ClientNegotiation.compose(
        URI.create(uri), KEY, List.of(subprotocols), DeflateOffer.ANY, Fields.NONE);
  }

  private static RequestHead edited(UnaryOperator<Fields> edit) {
    return new RequestHead("GET", "/chat", "HTTP/1.1", edit.apply(REQUEST.fields()));
  }

  private static ServerNegotiation.Answer answer(RequestHead request) {
    return new ServerNegotiation(HandshakeBehaviour.CONFORMING, List.of("chat", "superchat"))
        .answer(request);
  }

  private static String text(ServerNegotiation.Answer answer) {
    return new String(answer.bytes(), ISO_8859_1);
  }
}
