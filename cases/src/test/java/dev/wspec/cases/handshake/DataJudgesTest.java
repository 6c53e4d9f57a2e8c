package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.Handshakes.asked;
import static dev.wspec.conformance.Finding.BROKEN;
import static dev.wspec.conformance.Finding.HELD;
import static dev.wspec.conformance.Finding.TOLERABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import org.junit.jupiter.api.Test;

class DataJudgesTest {

  private static Finding found(Judge judge, Handshakes handshake) {
    return judge.judge(handshake.transcript()).finding();
  }

  @Test
  void anEarlyPingIsAnsweredDroppedOrRefused() {
    Judge judge = DataJudges.dealsWithEarlyPing("early");
    assertThat(found(judge, asked().opened().pong("early").fenceAnswered())).isEqualTo(HELD);
    assertThat(found(judge, asked().opened().fenceAnswered())).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().opened().closed(1002))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().refused("HTTP/1.1 400 Bad Request"))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().noAnswer(How.DEADLINE))).isEqualTo(BROKEN);
    assertThat(found(judge, asked().notHttp())).isEqualTo(BROKEN);
  }

  @Test
  void whatHasTwoLengthsDoesNotGoOn() {
    Judge judge = DataJudges.endsTheConnection();
    assertThat(found(judge, asked().refused("HTTP/1.1 400 Bad Request"))).isEqualTo(HELD);
    assertThat(found(judge, asked().opened().ended(How.EOF))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().opened().fenceAnswered())).isEqualTo(BROKEN);
  }

  @Test
  void aBodyIsNotTheBeginningOfTheConnection() {
    Judge judge = DataJudges.readsNoFrameInTheBody("body");
    assertThat(found(judge, asked().refused("HTTP/1.1 400 Bad Request"))).isEqualTo(HELD);
    assertThat(found(judge, asked().opened().fenceAnswered())).isEqualTo(HELD);
    assertThat(found(judge, asked().opened().closed(1000))).isEqualTo(HELD);
    assertThat(found(judge, asked().opened().pong("body").fenceAnswered())).isEqualTo(BROKEN);
    assertThat(found(judge, asked().opened().closed(1002))).isEqualTo(BROKEN);
    assertThat(found(judge, asked().opened().ended(How.EOF))).isEqualTo(TOLERABLE);
    assertThat(found(judge, asked().opened().ended(How.DEADLINE))).isEqualTo(BROKEN);
  }
}
