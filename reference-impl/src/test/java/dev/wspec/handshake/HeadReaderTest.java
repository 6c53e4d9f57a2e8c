package dev.wspec.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadReaderTest {
  private static final String REQUEST =
      "GET /chat?x=1 HTTP/1.1\r\nHost: example.org\r\nX-Odd:  a b\t\r\nhost: other\r\n\r\n";

  @Test
  void readsARequestAndLeavesTheBytesBehindIt() throws HandshakeViolation {
    HeadReader reader = new HeadReader();
    byte[] bytes = (REQUEST + "frames").getBytes(ISO_8859_1);

    assertThat(reader.accept(bytes, 0, bytes.length)).isEqualTo(REQUEST.length());
    assertThat(reader.isComplete()).isTrue();
    RequestHead head = reader.request();
    assertThat(head.method()).isEqualTo("GET");
    assertThat(head.target()).isEqualTo("/chat?x=1");
    assertThat(head.version()).isEqualTo("HTTP/1.1");
    assertThat(head.fields())
        .isEqualTo(Fields.of("Host", "example.org", "X-Odd", "a b", "host", "other"));
    assertThat(head.fields().all("HOST")).containsExactly("example.org", "other");
  }

  @Test
  void readsARequestThatComesByteByByte() throws HandshakeViolation {
    HeadReader reader = new HeadReader();
    for (byte b : REQUEST.getBytes(ISO_8859_1)) {
      assertThat(reader.isComplete()).isFalse();
      assertThat(reader.accept(new byte[] {b}, 0, 1)).isEqualTo(1);
    }
    assertThat(reader.request().target()).isEqualTo("/chat?x=1");
  }

  @Test
  void passesOverEmptyLinesBeforeTheRequest() throws HandshakeViolation {
    assertThat(request("\r\n\r\n" + REQUEST).method()).isEqualTo("GET");
  }

  @Test
  void writesWhatItReads() throws HandshakeViolation {
    String plain = "GET / HTTP/1.1\r\nb: 2\r\nA: 1\r\n\r\n";
    assertThat(new String(request(plain).toBytes(), ISO_8859_1)).isEqualTo(plain);
    String response = "HTTP/1.1 101 Switching Protocols\r\nb: 2\r\n\r\n";
    assertThat(new String(response(response).toBytes(), ISO_8859_1)).isEqualTo(response);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\nHost: a\r\n\r\n", // bare LF
        "GET / HTTP/1.1\rHost: a\r\n\r\n", // bare CR
        "GET / HTTP/1.1\r\nHost: a\u0000\r\n\r\n", // NUL
        "GET / HTTP/1.1\r\nHost: a\u007f\r\n\r\n", // DEL
        "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", // folded
        "GET / HTTP/1.1\r\n Host: a\r\n\r\n", // blank before the first field
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n", // blank before the colon
        "GET / HTTP/1.1\r\n: a\r\n\r\n", // no name
        "GET / HTTP/1.1\r\nHost\r\n\r\n", // no colon
        "GET / HTTP/1.1\r\nHo(st: a\r\n\r\n", // a separator in the name
        "GET  / HTTP/1.1\r\n\r\n", // two blanks
        "GET / HTTP/1.1 \r\n\r\n", // a blank at the end
        "GET /\r\n\r\n", // no version
        "GET / HTTP/1.10\r\n\r\n",
        "GET / http/1.1\r\n\r\n",
        "GET /\u00e9 HTTP/1.1\r\n\r\n" // not ASCII
      })
  void refusesWhatIsNoRequest(String text) {
    assertThatThrownBy(() -> request(text))
        .isInstanceOfSatisfying(
            HandshakeViolation.class, e -> assertThat(e.status()).isEqualTo(400));
  }

  @Test
  void refusesNonsenseBeforeItsEnd() {
    assertThatThrownBy(() -> new HeadReader().accept(new byte[] {0x16, 0x03, 0x01}, 0, 3))
        .isInstanceOf(HandshakeViolation.class); // the beginning of a TLS handshake
  }

  @Test
  void boundsTheBytesAndTheFields() {
    assertThatThrownBy(() -> request("GET / HTTP/1.1\r\nA: " + "a".repeat(16 << 10)))
        .isInstanceOfSatisfying(
            HandshakeViolation.class, e -> assertThat(e.status()).isEqualTo(431));
    assertThatThrownBy(() -> request("GET / HTTP/1.1\r\n" + "A: a\r\n".repeat(101) + "\r\n"))
        .isInstanceOfSatisfying(
            HandshakeViolation.class, e -> assertThat(e.status()).isEqualTo(431));
  }

  @Test
  void readsAResponseWithoutReasonAndUnfoldsItsFields() throws HandshakeViolation {
    ResponseHead head = response("HTTP/1.1 101 \r\nA: b\r\n\tc\r\n\r\n");
    assertThat(head).isEqualTo(new ResponseHead("HTTP/1.1", 101, "", Fields.of("A", "b c")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 1e1 x\r\n\r\n",
        "HTTP/1.1 1011\r\n\r\n",
        "220 ready\r\n\r\n",
        "X\r\n\r\n"
      })
  void refusesWhatIsNoResponse(String text) {
    assertThatThrownBy(() -> response(text)).isInstanceOf(HandshakeViolation.class);
  }

  private static RequestHead request(String text) throws HandshakeViolation {
    return read(text).request();
  }

  private static ResponseHead response(String text) throws HandshakeViolation {
    return read(text).response();
  }

  private static HeadReader read(String text) throws HandshakeViolation {
    HeadReader reader = new HeadReader();
    byte[] bytes = text.getBytes(ISO_8859_1);
    reader.accept(bytes, 0, bytes.length);
    return reader;
  }
}
