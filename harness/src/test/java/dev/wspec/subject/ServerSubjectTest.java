package dev.wspec.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wspec.conformance.RawRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSubjectTest {

  private static RawRequest request(ServerSubject.Builder subject) throws UnusableSubject {
    return subject.build().request(new SplittableRandom(1));
  }

  @Test
  void asksForWhatTheUrlNames() throws Exception {
    RawRequest request = request(ServerSubject.at("ws://example.org:9001/chat?room=1"));
    assertThat(request.head())
        .startsWith("GET /chat?room=1 HTTP/1.1\r\nHost: example.org:9001\r\n")
        .contains("Upgrade: websocket\r\nConnection: Upgrade\r\n")
        .contains("Sec-WebSocket-Version: 13\r\n");
    assertThat(request.field("Sec-WebSocket-Key").orElseThrow()).hasSize(24);
  }

  @Test
  void saysWhatItWasToldToSay() throws Exception {
    RawRequest request =
        request(
            ServerSubject.at("ws://127.0.0.1/")
                .host("example.org")
                .origin("https://example.org")
                .subprotocols(List.of("v2", "v1"))
                .header("Cookie", "a=b")
                .header("sec-websocket-version", "8"));
    assertThat(request.field("Host")).contains("example.org");
    assertThat(request.field("Origin")).contains("https://example.org");
    assertThat(request.field("Sec-WebSocket-Protocol")).contains("v2, v1");
    assertThat(request.field("Cookie")).contains("a=b");
    assertThat(request.fields().stream().filter(f -> f.name().equalsIgnoreCase(VERSION)))
        .singleElement()
        .extracting(f -> f.value())
        .isEqualTo("8");
  }

  private static final String VERSION = "Sec-WebSocket-Version";

  @ParameterizedTest
  @CsvSource({
    "ws://example.org, example.org, 80",
    "wss://example.org/, example.org, 443",
    "ws://[::1]:9001/x, ::1, 9001",
    "WS://echo_server:7/, echo_server, 7",
  })
  void findsHostAndPort(String url, String host, int port) throws Exception {
    ServerSubject subject = ServerSubject.at(url).build();
    assertThat(subject.dialer().host()).isEqualTo(host);
    assertThat(subject.dialer().port()).isEqualTo(port);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://example.org/x|A WebSocket URL begins with ws:// or wss://: ws://example.org/x",
        "https://example.org|A WebSocket URL begins with ws:// or wss://: wss://example.org",
        "example.org|A WebSocket URL begins with ws:// or wss://: example.org",
        "ws:///path|Not a host in the URL ws:///path",
        "ws://a:99999/|Not a port: 99999",
        "ws://a/#f|A WebSocket URL has no fragment (#): ws://a/#f",
      })
  void saysWhatIsWrongWithAUrl(String url, String complaint) {
    assertThatThrownBy(() -> ServerSubject.at(url).build())
        .isInstanceOf(UnusableSubject.class)
        .hasMessage(complaint);
  }

  @Test
  void saysWhichFileCannotBeRead() {
    TlsOptions missing = new TlsOptions(false, Path.of("no-such-file.pem"), null, "");
    assertThatThrownBy(() -> ServerSubject.at("wss://a/").tls(missing).build())
        .isInstanceOf(UnusableSubject.class)
        .hasMessageStartingWith("no-such-file.pem cannot be read");
  }
}
