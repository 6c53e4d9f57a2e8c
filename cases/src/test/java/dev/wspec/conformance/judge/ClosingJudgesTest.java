package dev.wspec.conformance.judge;

import static dev.wspec.conformance.Event.Ended.How.DEADLINE;
import static dev.wspec.conformance.Event.Ended.How.EOF;
import static dev.wspec.conformance.Event.Ended.How.RESET;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.answersClose;
import static dev.wspec.conformance.judge.Judges.closeReplyIs;
import static dev.wspec.conformance.judge.Judges.closesCleanly;
import static dev.wspec.conformance.judge.Judges.endsTcpItself;
import static dev.wspec.conformance.judge.Judges.endsTcpWithoutReset;
import static dev.wspec.conformance.judge.Judges.noSecondClose;
import static dev.wspec.conformance.judge.Judges.staysSilentAfterClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Transcript;
import org.junit.jupiter.api.Test;

class ClosingJudgesTest {

  private static Finding finding(Judge judge, Transcript transcript) {
    return judge.judge(transcript).finding();
  }

  private static Talk weClose() {
    return Talk.withServer().sends(close(3000));
  }

  @Test
  void aCloseAnswersAClose() {
    assertThat(finding(answersClose(), weClose().receives(close()).ended(EOF)))
        .isEqualTo(Finding.HELD);
    assertThat(finding(answersClose(), weClose().ended(EOF))).isEqualTo(Finding.BROKEN);
    assertThat(finding(answersClose(), weClose().ended(RESET))).isEqualTo(Finding.TOLERABLE);
    assertThat(finding(answersClose(), Talk.withServer().ended(EOF)))
        .isEqualTo(Finding.NOT_APPLICABLE);
  }

  @Test
  void theAnswerRepeatsTheCodeOrSays1000OrNothing() {
    for (var reply : new RawFrame[] {close(3000), close(1000), close()}) {
      assertThat(finding(closeReplyIs(3000), weClose().receives(reply).ended(EOF)))
          .isEqualTo(Finding.HELD);
    }
    assertThat(finding(closeReplyIs(3000), weClose().receives(close(1001)).ended(EOF)))
        .isEqualTo(Finding.TOLERABLE);
    assertThat(finding(closeReplyIs(3000), weClose().receives(close(1002)).ended(EOF)))
        .isEqualTo(Finding.BROKEN);
    assertThat(finding(closeReplyIs(3000), weClose().ended(EOF))).isEqualTo(Finding.NOT_APPLICABLE);
  }

  @Test
  void theCodeOfASubjectThatClosedFirstIsNoReply() {
    Talk talk = Talk.withServer().receives(close(1001)).sends(close(3000));
    assertThat(finding(closeReplyIs(3000), talk.ended(EOF))).isEqualTo(Finding.NOT_APPLICABLE);
  }

  @Test
  void aCleanCloseIsACloseAndAFin() {
    assertThat(finding(closesCleanly(), weClose().receives(close()).ended(EOF)))
        .isEqualTo(Finding.HELD);
    assertThat(finding(closesCleanly(), weClose().receives(close()).ended(RESET)))
        .isEqualTo(Finding.TOLERABLE);
    assertThat(finding(closesCleanly(), weClose().receives(close()).ended(DEADLINE)))
        .isEqualTo(Finding.BROKEN);
    assertThat(finding(closesCleanly(), weClose().ended(DEADLINE))).isEqualTo(Finding.BROKEN);
  }

  @Test
  void aServerEndsTcpItself() {
    assertThat(finding(endsTcpItself(), weClose().receives(close()).ended(EOF)))
        .isEqualTo(Finding.HELD);
    assertThat(finding(endsTcpItself(), weClose().receives(close()).halfCloses().ended(EOF)))
        .isEqualTo(Finding.TOLERABLE);
    assertThat(finding(endsTcpItself(), weClose().receives(close()).ended(DEADLINE)))
        .isEqualTo(Finding.BROKEN);
    assertThat(finding(endsTcpItself(), weClose().ended(EOF))).isEqualTo(Finding.NOT_APPLICABLE);
    assertThat(finding(endsTcpItself(), Talk.withClient().sends(close()).ended(EOF)))
        .isEqualTo(Finding.NOT_APPLICABLE);
  }

  @Test
  void aResetIsNotAFin() {
    assertThat(finding(endsTcpWithoutReset(), weClose().ended(EOF))).isEqualTo(Finding.HELD);
    assertThat(finding(endsTcpWithoutReset(), weClose().ended(RESET))).isEqualTo(Finding.BROKEN);
    assertThat(finding(endsTcpWithoutReset(), weClose().ended(DEADLINE)))
        .isEqualTo(Finding.NOT_APPLICABLE);
  }

  @Test
  void thereIsOneCloseAndNoDataBehindIt() {
    Talk talk = weClose().receives(close());
    assertThat(finding(noSecondClose(), talk.transcript())).isEqualTo(Finding.HELD);
    assertThat(finding(staysSilentAfterClose(), talk.receives(pong("x")).transcript()))
        .isEqualTo(Finding.HELD);
    assertThat(finding(staysSilentAfterClose(), talk.receives(ping("x")).transcript()))
        .isEqualTo(Finding.TOLERABLE);
    assertThat(finding(staysSilentAfterClose(), talk.receives(text("x")).transcript()))
        .isEqualTo(Finding.BROKEN);
    assertThat(finding(noSecondClose(), talk.receives(close()).transcript()))
        .isEqualTo(Finding.BROKEN);
    assertThat(finding(staysSilentAfterClose(), Talk.withServer().ended(EOF)))
        .isEqualTo(Finding.NOT_APPLICABLE);
  }
}
