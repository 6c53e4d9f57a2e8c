package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.Handshakes.asked;
import static dev.wspec.cases.handshake.Handshakes.ordinary;
import static dev.wspec.conformance.Finding.BROKEN;
import static dev.wspec.conformance.Finding.HELD;
import static dev.wspec.conformance.Finding.NOT_APPLICABLE;
import static dev.wspec.conformance.Finding.TOLERABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import org.junit.jupiter.api.Test;

class HandshakeJudgesTest {

  private static final Handshakes NOTHING = asked();

  private static Finding found(Judge judge, Handshakes handshake) {
    return judge.judge(handshake.transcript()).finding();
  }

  private static Handshakes answered(String statusLine) {
    return asked().refused(statusLine);
  }

  private static final String BAD_REQUEST = "HTTP/1.1 400 Bad Request";
  private static final String OK = "HTTP/1.1 200 OK";
  private static final String INTERNAL = "HTTP/1.1 500 Internal Server Error";

  @Test
  void onlyARight101Opens() {
    Judge judge = HandshakeJudges.opens();
    assertThat(found(judge, asked().opened())).isEqualTo(HELD);
    assertThat(found(judge, answered(BAD_REQUEST))).isEqualTo(BROKEN);
    assertThat(found(judge, asked().noAnswer(How.EOF))).isEqualTo(BROKEN);
    assertThat(found(judge, asked().noAnswer(How.DEADLINE))).isEqualTo(BROKEN);
    assertThat(found(judge, NOTHING)).isEqualTo(NOT_APPLICABLE);
  }

  @Test
  void everyFaultOfA101IsNamed() {
    Opinion opinion =
        HandshakeJudges.opens().judge(asked().switched("HTTP/1.1 101 OK").transcript());
    assertThat(opinion.finding()).isEqualTo(BROKEN);
    assertThat(opinion.observed())
        .contains("no Upgrade", "no Upgrade in Connection", "no Sec-WebSocket-Accept");
  }

  @Test
  void theAcceptIsMadeForTheKeyWithoutTheBlanksAroundIt() {
    Handshakes padded = asked(ordinary().with("Sec-WebSocket-Key", "\t " + Handshakes.KEY + " "));
    assertThat(found(HandshakeJudges.opens(), padded.opened())).isEqualTo(HELD);
    Handshakes other = asked(ordinary().with("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="));
    assertThat(found(HandshakeJudges.opens(), other.opened())).isEqualTo(BROKEN);
  }

  @Test
  void aRefusalMayBeTolerable() {
    Judge judge = HandshakeJudges.opensUnless("it is free to");
    assertThat(found(judge, asked().opened())).isEqualTo(HELD);
    assertThat(found(judge, answered("HTTP/1.1 404 Not Found"))).isEqualTo(TOLERABLE);
    assertThat(found(judge, answered(INTERNAL))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().noAnswer(How.DEADLINE))).isEqualTo(BROKEN);
    assertThat(found(judge, asked().opened("Sec-WebSocket-Accept: x"))).isEqualTo(BROKEN);
  }

  @Test
  void bothAnOpeningAndARefusalMayBeRight() {
    Judge judge = HandshakeJudges.opensOrRefuses();
    assertThat(found(judge, asked().opened())).isEqualTo(HELD);
    assertThat(found(judge, answered(BAD_REQUEST))).isEqualTo(HELD);
    assertThat(found(judge, answered("HTTP/1.1 505 HTTP Version Not Supported"))).isEqualTo(HELD);
    assertThat(found(judge, answered(INTERNAL))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().noAnswer(How.RESET))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().noAnswer(How.DEADLINE))).isEqualTo(BROKEN);
  }

  @Test
  void aBadHandshakeIsRefusedWithAny4xx() {
    Judge judge = HandshakeJudges.refusedWithClientError();
    assertThat(found(judge, answered(BAD_REQUEST))).isEqualTo(HELD);
    assertThat(found(judge, answered("HTTP/1.1 426 Upgrade Required"))).isEqualTo(HELD);
    assertThat(found(judge, answered(INTERNAL))).isEqualTo(TOLERABLE);
    assertThat(found(judge, answered(OK))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().noAnswer(How.EOF))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().opened())).isEqualTo(BROKEN);
    assertThat(found(judge, asked().notHttp())).isEqualTo(BROKEN);
    assertThat(found(judge, asked().noAnswer(How.DEADLINE))).isEqualTo(BROKEN);
    assertThat(found(judge, NOTHING)).isEqualTo(NOT_APPLICABLE);
  }

  @Test
  void where400IsDemandedAnother4xxIsTolerable() {
    Judge judge = HandshakeJudges.refusedWith400();
    assertThat(found(judge, answered(BAD_REQUEST))).isEqualTo(HELD);
    assertThat(found(judge, answered("HTTP/1.1 404 Not Found"))).isEqualTo(TOLERABLE);
    assertThat(found(judge, answered(OK))).isEqualTo(BROKEN);
    assertThat(found(judge, asked().opened())).isEqualTo(BROKEN);
  }

  @Test
  void whatIsNoHandshakeIsAnsweredInHttpOfAnyKind() {
    Judge judge = HandshakeJudges.staysInHttp();
    assertThat(found(judge, answered(OK))).isEqualTo(HELD);
    assertThat(found(judge, answered("HTTP/1.1 501 Not Implemented"))).isEqualTo(HELD);
    assertThat(found(judge, answered(INTERNAL))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().notHttp())).isEqualTo(BROKEN);
    assertThat(found(judge, asked().opened())).isEqualTo(BROKEN);
    assertThat(found(HandshakeJudges.doesNotOpen(), asked().notHttp())).isEqualTo(TOLERABLE);
    assertThat(found(HandshakeJudges.doesNotOpen(), asked().opened())).isEqualTo(BROKEN);
  }

  @Test
  void a101MayBeTolerableWhereARefusalIsAskedFor() {
    Judge judge = HandshakeJudges.refusedUnless("a key need not be decoded");
    assertThat(found(judge, answered(BAD_REQUEST))).isEqualTo(HELD);
    assertThat(found(judge, asked().opened())).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().noAnswer(How.DEADLINE))).isEqualTo(BROKEN);
  }

  @Test
  void anOlderProtocolIsKnownByTheMissingAccept() {
    Judge judge = HandshakeJudges.refusedUnlessByOlderProtocol();
    assertThat(found(judge, answered(BAD_REQUEST))).isEqualTo(HELD);
    assertThat(found(judge, asked().switched("HTTP/1.1 101 OK"))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().opened())).isEqualTo(BROKEN);
  }

  @Test
  void anOriginIsAcceptedOrForbidden() {
    Judge judge = HandshakeJudges.opensOrForbids();
    assertThat(found(judge, asked().opened())).isEqualTo(HELD);
    assertThat(found(judge, answered("HTTP/1.1 403 Forbidden"))).isEqualTo(HELD);
    assertThat(found(judge, answered(BAD_REQUEST))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().noAnswer(How.DEADLINE))).isEqualTo(BROKEN);
  }

  @Test
  void aResourceThatIsNotThereIsReportedInHttp() {
    Judge judge = HandshakeJudges.findsOrReportsResource();
    assertThat(found(judge, answered("HTTP/1.1 404 Not Found"))).isEqualTo(HELD);
    assertThat(found(judge, asked().opened())).isEqualTo(NOT_APPLICABLE);
    assertThat(found(judge, asked().noAnswer(How.EOF))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().noAnswer(How.DEADLINE))).isEqualTo(BROKEN);
  }

  @Test
  void eightThousandOctetsAreNotTooLong() {
    Judge judge = HandshakeJudges.doesNotFindTooLong();
    assertThat(found(judge, asked().opened())).isEqualTo(HELD);
    assertThat(found(judge, answered("HTTP/1.1 404 Not Found"))).isEqualTo(HELD);
    assertThat(found(judge, answered("HTTP/1.1 414 URI Too Long"))).isEqualTo(BROKEN);
    assertThat(found(judge, asked().noAnswer(How.RESET))).isEqualTo(BROKEN);
  }

  @Test
  void theRefusalOfAVersionNamesVersion13() {
    Judge judge = HandshakeJudges.offersVersion13();
    assertThat(found(judge, asked().refused(BAD_REQUEST, "Sec-WebSocket-Version: 8, 13")))
        .isEqualTo(HELD);
    assertThat(
            found(
                judge,
                asked()
                    .refused(BAD_REQUEST, "Sec-WebSocket-Version: 8", "Sec-WebSocket-Version: 13")))
        .isEqualTo(HELD);
    assertThat(found(judge, asked().refused(BAD_REQUEST, "Sec-WebSocket-Version: 113")))
        .isEqualTo(BROKEN);
    assertThat(found(judge, answered(BAD_REQUEST))).isEqualTo(BROKEN);
    assertThat(found(judge, answered(OK))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().noAnswer(How.EOF))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().opened())).isEqualTo(NOT_APPLICABLE);
  }

  @Test
  void a426NeedsUpgrade() {
    Judge judge = HandshakeJudges.a426NamesUpgrade();
    String required = "HTTP/1.1 426 Upgrade Required";
    assertThat(found(judge, asked().refused(required, "Upgrade: websocket"))).isEqualTo(HELD);
    assertThat(found(judge, answered(required))).isEqualTo(BROKEN);
    assertThat(found(judge, answered(BAD_REQUEST))).isEqualTo(NOT_APPLICABLE);
  }

  @Test
  void aConnectionThatCarriesMessagesReturnsThemOrAnswersTheFence() {
    Judge judge = HandshakeJudges.carriesMessages();
    Handshakes echo = asked().opened().sentText("wspec").receivedText("wspec");
    assertThat(judge.judge(echo.transcript(Capability.ECHO)).finding()).isEqualTo(HELD);
    Handshakes mute = asked().opened().sentText("wspec");
    assertThat(judge.judge(mute.transcript(Capability.ECHO)).finding()).isEqualTo(BROKEN);
    assertThat(found(judge, mute)).isEqualTo(BROKEN);
    assertThat(found(judge, asked().opened().sentText("wspec").fenceAnswered())).isEqualTo(HELD);
    assertThat(found(judge, answered(BAD_REQUEST))).isEqualTo(NOT_APPLICABLE);
  }

  @Test
  void whoMayRefuseMayEndTheConnection() {
    Judge judge = HandshakeJudges.carriesMessagesOrEnds();
    assertThat(found(judge, asked().opened().sentText("wspec").fenceAnswered())).isEqualTo(HELD);
    assertThat(found(judge, asked().opened().ended(How.EOF))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().opened().ended(How.DEADLINE))).isEqualTo(BROKEN);
  }

  @Test
  void theNextConnectionTellsWhetherTheServerGoesOn() {
    Judge judge = HandshakeJudges.stillServes();
    assertThat(found(judge, answered(BAD_REQUEST).then().opened())).isEqualTo(HELD);
    assertThat(found(judge, answered(BAD_REQUEST).then().noAnswer(How.RESET))).isEqualTo(BROKEN);
    assertThat(found(judge, answered(BAD_REQUEST).then().refused(INTERNAL))).isEqualTo(BROKEN);
    assertThat(found(judge, answered(BAD_REQUEST))).isEqualTo(NOT_APPLICABLE);
  }
}
