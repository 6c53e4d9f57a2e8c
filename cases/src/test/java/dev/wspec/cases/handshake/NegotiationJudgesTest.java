package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.Handshakes.asked;
import static dev.wspec.cases.handshake.Handshakes.ordinary;
import static dev.wspec.conformance.Finding.BROKEN;
import static dev.wspec.conformance.Finding.HELD;
import static dev.wspec.conformance.Finding.NOT_APPLICABLE;
import static dev.wspec.conformance.Finding.TOLERABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import org.junit.jupiter.api.Test;

class NegotiationJudgesTest {

  private static final String PROTOCOL = "Sec-WebSocket-Protocol";
  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

  private static Finding found(Judge judge, Handshakes handshake) {
    return judge.judge(handshake.transcript()).finding();
  }

  private static Handshakes offered(String name, String value) {
    return asked(ordinary().adding(name, value));
  }

  @Test
  void aSubprotocolIsOneOfThoseOffered() {
    Judge judge = NegotiationJudges.selectsOnlyAnOfferedSubprotocol();
    assertThat(found(judge, offered(PROTOCOL, "a, b").opened())).isEqualTo(HELD);
    assertThat(found(judge, offered(PROTOCOL, "a, b").opened(PROTOCOL + ": b"))).isEqualTo(HELD);
    assertThat(found(judge, offered(PROTOCOL, "a, b").opened(PROTOCOL + ": B"))).isEqualTo(BROKEN);
    assertThat(found(judge, offered(PROTOCOL, "a, b").opened(PROTOCOL + ": a, b")))
        .isEqualTo(BROKEN);
    assertThat(found(judge, asked().opened(PROTOCOL + ": a"))).isEqualTo(BROKEN);
    assertThat(found(judge, asked().refused("HTTP/1.1 400 Bad Request"))).isEqualTo(NOT_APPLICABLE);
  }

  @Test
  void offersOverSeveralFieldsCountAsOneList() {
    Handshakes twice = asked(ordinary().adding(PROTOCOL, "a").adding(PROTOCOL, "b"));
    assertThat(
            found(
                NegotiationJudges.selectsOnlyAnOfferedSubprotocol(),
                twice.opened(PROTOCOL + ": b")))
        .isEqualTo(HELD);
  }

  @Test
  void withoutAnOfferNothingIsSelected() {
    Judge judge = NegotiationJudges.selectsNoSubprotocol();
    assertThat(found(judge, asked().opened())).isEqualTo(HELD);
    assertThat(found(judge, asked().opened(PROTOCOL + ":"))).isEqualTo(BROKEN);
  }

  @Test
  void theSelectionIsOneToken() {
    Judge judge = NegotiationJudges.selectedSubprotocolIsOneToken();
    assertThat(found(judge, asked().opened())).isEqualTo(HELD);
    assertThat(found(judge, asked().opened(PROTOCOL + ": a.b"))).isEqualTo(HELD);
    assertThat(found(judge, asked().opened(PROTOCOL + ": a, b"))).isEqualTo(BROKEN);
    assertThat(found(judge, asked().opened(PROTOCOL + ":"))).isEqualTo(BROKEN);
    assertThat(found(judge, asked().opened(PROTOCOL + ": a", PROTOCOL + ": b"))).isEqualTo(BROKEN);
  }

  @Test
  void extensionsAreSomeOfThoseOffered() {
    Judge judge = NegotiationJudges.agreesToNoExtensionThatWasNotOffered();
    Handshakes deflate = offered(EXTENSIONS, "x; y=\"a,b\", permessage-deflate");
    assertThat(found(judge, deflate.opened(EXTENSIONS + ": permessage-deflate; a=1")))
        .isEqualTo(HELD);
    assertThat(found(judge, offered(EXTENSIONS, "x").opened())).isEqualTo(HELD);
    assertThat(found(judge, offered(EXTENSIONS, "x").opened(EXTENSIONS + ": x, z")))
        .isEqualTo(BROKEN);
    assertThat(
            found(
                judge,
                offered(EXTENSIONS, "x; y=\", permessage-deflate\"")
                    .opened(EXTENSIONS + ": permessage-deflate")))
        .isEqualTo(BROKEN);
  }

  @Test
  void aNameThatDoesNotExistIsNotAgreedTo() {
    Judge judge = NegotiationJudges.agreesToNoInventedExtension("x-invented");
    Handshakes offer = offered(EXTENSIONS, "x-invented; a=1");
    assertThat(found(judge, offered(EXTENSIONS, "x-invented").opened())).isEqualTo(HELD);
    assertThat(found(judge, offer.opened(EXTENSIONS + ": x-invented; a=1"))).isEqualTo(BROKEN);
  }

  @Test
  void anExtensionIsAgreedToOnce() {
    Judge judge = NegotiationJudges.agreesToEachExtensionOnce();
    assertThat(found(judge, asked().opened(EXTENSIONS + ": a, b"))).isEqualTo(HELD);
    assertThat(found(judge, asked().opened(EXTENSIONS + ": a; x", EXTENSIONS + ": a")))
        .isEqualTo(BROKEN);
  }

  @Test
  void aMalformedOfferIsRefusedOrIgnored() {
    Judge judge = NegotiationJudges.refusesOrIgnoresExtensions();
    assertThat(found(judge, asked().refused("HTTP/1.1 400 Bad Request"))).isEqualTo(HELD);
    assertThat(found(judge, asked().noAnswer(How.EOF))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().opened())).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().opened(EXTENSIONS + ": permessage-deflate"))).isEqualTo(BROKEN);
    assertThat(
            found(
                NegotiationJudges.refusesOrIgnoresSubprotocols(),
                asked().opened(PROTOCOL + ": a b")))
        .isEqualTo(BROKEN);
  }
}
