package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.Handshakes.asked;
import static dev.wspec.conformance.Finding.BROKEN;
import static dev.wspec.conformance.Finding.HELD;
import static dev.wspec.conformance.Finding.NOT_APPLICABLE;
import static dev.wspec.conformance.Finding.TOLERABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseJudgesTest {

  private static Finding found(Judge judge, Handshakes handshake) {
    return judge.judge(handshake.transcript()).finding();
  }

  private static Finding foundIn(Judge judge, String head) {
    return found(judge, asked().switchedHead(head));
  }

  @Test
  void nothingIsAskedWhereThereIsNo101() {
    Handshakes refused = asked().refused("HTTP/1.1 400 Bad Request");
    assertThat(found(ResponseJudges.statusLineIsWellFormed(), refused)).isEqualTo(NOT_APPLICABLE);
    assertThat(found(ResponseJudges.acceptIsExact(), refused)).isEqualTo(NOT_APPLICABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 101 Switching Protocols", "HTTP/1.1 101 ", "HTTP/1.1 101 \u00fc"})
  void aStatusLineMayHaveAnyReason(String line) {
    assertThat(foundIn(ResponseJudges.statusLineIsWellFormed(), line + "\r\n\r\n")).isEqualTo(HELD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 101", "HTTP/1.0 101 OK", "HTTP/2 101 OK", "HTTP/1.1  101 OK"})
  void aStatusLineHasItsForm(String line) {
    assertThat(foundIn(ResponseJudges.statusLineIsWellFormed(), line + "\r\n\r\n"))
        .isEqualTo(BROKEN);
  }

  @Test
  void upgradeSaysWebSocketAlone() {
    Judge judge = ResponseJudges.upgradesToWebSocketOnly();
    assertThat(found(judge, asked().switched("HTTP/1.1 101 OK", "upgrade: WebSocket")))
        .isEqualTo(HELD);
    assertThat(found(judge, asked().switched("HTTP/1.1 101 OK", "Upgrade: h2c, websocket")))
        .isEqualTo(BROKEN);
    assertThat(found(judge, asked().opened("Upgrade: websocket"))).isEqualTo(BROKEN);
    assertThat(found(judge, asked().switched("HTTP/1.1 101 OK"))).isEqualTo(BROKEN);
  }

  @Test
  void connectionSaysUpgradeAmongOthers() {
    Judge judge = ResponseJudges.connectionNamesUpgrade();
    assertThat(found(judge, asked().switched("HTTP/1.1 101 OK", "Connection: a, upgrade")))
        .isEqualTo(HELD);
    assertThat(found(judge, asked().switched("HTTP/1.1 101 OK", "Connection: upgrades")))
        .isEqualTo(BROKEN);
  }

  @Test
  void theAcceptIsOneAndExact() {
    assertThat(found(ResponseJudges.acceptIsExact(), asked().opened())).isEqualTo(HELD);
    assertThat(found(ResponseJudges.acceptIsBase64OfTwentyOctets(), asked().opened()))
        .isEqualTo(HELD);
    Handshakes lowered =
        asked().switched("HTTP/1.1 101 OK", "Sec-WebSocket-Accept: S3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assertThat(found(ResponseJudges.acceptIsExact(), lowered)).isEqualTo(BROKEN);
    Handshakes twice = asked().opened(Handshakes.ACCEPT);
    assertThat(found(ResponseJudges.acceptIsExact(), twice)).isEqualTo(BROKEN);
    assertThat(found(ResponseJudges.atMostOnce("Sec-WebSocket-Accept"), twice)).isEqualTo(BROKEN);
    assertThat(found(ResponseJudges.acceptIsBase64OfTwentyOctets(), twice)).isEqualTo(BROKEN);
  }

  @Test
  void a101HasNoBody() {
    assertThat(found(ResponseJudges.noTransferEncoding(), asked().opened())).isEqualTo(HELD);
    assertThat(
            found(
                ResponseJudges.noTransferEncoding(), asked().opened("Transfer-Encoding: chunked")))
        .isEqualTo(BROKEN);
    assertThat(found(ResponseJudges.noContentLength(), asked().opened())).isEqualTo(HELD);
    assertThat(found(ResponseJudges.noContentLength(), asked().opened("Content-Length: 0")))
        .isEqualTo(TOLERABLE);
  }

  @Test
  void linesOfTheHeadAreFieldsThatEndInCrlf() {
    String first = "HTTP/1.1 101 OK\r\n";
    assertThat(foundIn(ResponseJudges.fieldsAreWellFormed(), first + "A:b\r\n\r\n"))
        .isEqualTo(HELD);
    for (String line : new String[] {"A : b", "no colon", ": b", "A: \u0001"}) {
      assertThat(foundIn(ResponseJudges.fieldsAreWellFormed(), first + line + "\r\n\r\n"))
          .as(line)
          .isEqualTo(BROKEN);
    }
    assertThat(foundIn(ResponseJudges.noFoldedLine(), first + "A: b\r\n\r\n")).isEqualTo(HELD);
    assertThat(foundIn(ResponseJudges.noFoldedLine(), first + "A: b\r\n c\r\n\r\n"))
        .isEqualTo(BROKEN);
    assertThat(foundIn(ResponseJudges.linesEndInCrlf(), first + "\r\n")).isEqualTo(HELD);
    assertThat(foundIn(ResponseJudges.linesEndInCrlf(), first + "A: b\n\r\n")).isEqualTo(BROKEN);
    assertThat(foundIn(ResponseJudges.linesEndInCrlf(), first + "A: b\rc\r\n\r\n"))
        .isEqualTo(BROKEN);
  }

  @Test
  void listsHaveNoEmptyMembers() {
    assertThat(found(ResponseJudges.noEmptyListMembers(), asked().opened())).isEqualTo(HELD);
    assertThat(found(ResponseJudges.noEmptyListMembers(), asked().opened("Connection: Upgrade,")))
        .isEqualTo(BROKEN);
  }
}
