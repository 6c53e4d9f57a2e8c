package dev.wspec.conformance.judge;

import static dev.wspec.conformance.Event.Ended.How.DEADLINE;
import static dev.wspec.conformance.Event.Ended.How.EOF;
import static dev.wspec.conformance.Event.Ended.How.LEFT;
import static dev.wspec.conformance.Event.Ended.How.RESET;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.closeCodeIfAnyIs;
import static dev.wspec.conformance.judge.Judges.doesNotDeliver;
import static dev.wspec.conformance.judge.Judges.endsTheConnection;
import static dev.wspec.conformance.judge.Judges.failsOrCarriesOn;
import static dev.wspec.conformance.judge.Judges.failsTheConnection;
import static dev.wspec.conformance.judge.Judges.ignoresPingsAfterClose;
import static dev.wspec.conformance.judge.Judges.ignoresPingsAfterViolation;
import static dev.wspec.conformance.judge.Judges.leniently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import org.junit.jupiter.api.Test;

class FailureJudgesTest {
  private static final byte NONCE = 0x5A;

  private static Finding finding(Judge judge, Transcript transcript) {
    return judge.judge(transcript).finding();
  }

  private static Talk settledThenViolated() {
    return Talk.withServer()
        .sends(text("settle"))
        .receives(text("settle"))
        .sends(text("bad").rsv(1));
  }

  @Test
  void aCloseFailsTheConnection() {
    Transcript t = settledThenViolated().receives(close(1002)).ended(EOF);
    assertThat(finding(failsTheConnection(), t)).isEqualTo(Finding.HELD);
    assertThat(finding(endsTheConnection(), t)).isEqualTo(Finding.HELD);
  }

  @Test
  void theEndOfTcpFailsTheConnection() {
    assertThat(finding(failsTheConnection(), settledThenViolated().ended(EOF)))
        .isEqualTo(Finding.HELD);
    assertThat(finding(failsTheConnection(), settledThenViolated().ended(RESET)))
        .isEqualTo(Finding.HELD);
  }

  @Test
  void anAnsweredFenceShowsThatItCarriedOn() {
    Transcript t = settledThenViolated().fences(NONCE).receives(pong(NONCE)).ended(LEFT);
    assertThat(finding(failsTheConnection(), t)).isEqualTo(Finding.BROKEN);
    assertThat(finding(closeCodeIfAnyIs(1002), t)).isEqualTo(Finding.NOT_APPLICABLE);
  }

  @Test
  void aFenceBehindTheCloseOfTheSubjectShowsNothing() {
    Transcript t =
        settledThenViolated().fences(NONCE).receives(close(1002), pong(NONCE)).ended(EOF);
    assertThat(finding(failsTheConnection(), t)).isEqualTo(Finding.HELD);
  }

  @Test
  void theFenceThatSettledDoesNotCount() {
    Transcript t =
        Talk.withServer()
            .withoutEcho()
            .sends(text("settle"))
            .fences(NONCE)
            .receives(pong(NONCE))
            .sends(ping("bad").notFinal())
            .receives(close(1002))
            .ended(EOF);
    assertThat(finding(failsTheConnection(), t)).isEqualTo(Finding.HELD);
  }

  @Test
  void withoutAnUnsoundFrameTheLastOneCounts() {
    Transcript carriedOn =
        Talk.withServer().sends(text("huge")).fences(NONCE).receives(pong(NONCE)).ended(LEFT);
    assertThat(finding(failsTheConnection(), carriedOn)).isEqualTo(Finding.BROKEN);
    Transcript failed = Talk.withServer().sends(text("huge")).receives(close(1009)).ended(EOF);
    assertThat(finding(failsTheConnection(), failed)).isEqualTo(Finding.HELD);
  }

  @Test
  void silenceUntilTheDeadlineIsBroken() {
    assertThat(finding(failsTheConnection(), settledThenViolated().ended(DEADLINE)))
        .isEqualTo(Finding.BROKEN);
    assertThat(finding(failsTheConnection(), settledThenViolated().ended(LEFT)))
        .isEqualTo(Finding.BROKEN);
  }

  @Test
  void nothingIsAskedOfAConnectionThatWasNeverOpened() {
    Transcript t = Talk.unopened().ended(EOF);
    assertThat(finding(failsTheConnection(), t)).isEqualTo(Finding.NOT_APPLICABLE);
    assertThat(finding(closeCodeIfAnyIs(1002), t)).isEqualTo(Finding.NOT_APPLICABLE);
    assertThat(finding(doesNotDeliver(), t)).isEqualTo(Finding.NOT_APPLICABLE);
  }

  @Test
  void anotherCodeIsTolerableAndNoCloseIsRight() {
    Judge judge = closeCodeIfAnyIs(1002, 1007);
    assertThat(finding(judge, settledThenViolated().receives(close(1007)).ended(EOF)))
        .isEqualTo(Finding.HELD);
    assertThat(finding(judge, settledThenViolated().ended(EOF))).isEqualTo(Finding.HELD);
    assertThat(finding(judge, settledThenViolated().receives(close(1000)).ended(EOF)))
        .isEqualTo(Finding.TOLERABLE);
    assertThat(finding(judge, settledThenViolated().receives(close()).ended(EOF)))
        .isEqualTo(Finding.TOLERABLE);
  }

  @Test
  void aSubjectThatLeavesTcpOpenDoesNotEndTheConnection() {
    Transcript t = settledThenViolated().receives(close(1002)).ended(DEADLINE);
    assertThat(finding(endsTheConnection(), t)).isEqualTo(Finding.BROKEN);
  }

  @Test
  void anEchoOfTheUnsoundMessageIsADelivery() {
    assertThat(finding(doesNotDeliver(), settledThenViolated().receives(text("bad")).ended(EOF)))
        .isEqualTo(Finding.BROKEN);
    assertThat(finding(doesNotDeliver(), settledThenViolated().receives(close(1002)).ended(EOF)))
        .isEqualTo(Finding.HELD);
  }

  @Test
  void aLateEchoOfTheSoundMessageIsNoDelivery() {
    Transcript t =
        Talk.withServer()
            .sends(text("good"), text("bad").rsv(1))
            .receives(text("good"), close(1002))
            .ended(EOF);
    assertThat(finding(doesNotDeliver(), t)).isEqualTo(Finding.HELD);
  }

  @Test
  void aSubjectThatDoesNotEchoMaySpeakOfItsOwnAccord() {
    Talk talk = settledThenViolated().withoutEcho();
    assertThat(finding(doesNotDeliver(), talk.receives(text("news")).ended(EOF)))
        .isEqualTo(Finding.HELD);
  }

  @Test
  void dataBehindOurCloseIsNotToBeDelivered() {
    Talk talk = Talk.withServer().sends(close(1000), text("late"));
    assertThat(finding(doesNotDeliver(), talk.receives(text("late")).ended(EOF)))
        .isEqualTo(Finding.BROKEN);
  }

  @Test
  void withoutAViolationNothingCanBeDelivered() {
    Transcript t = Talk.withServer().sends(text("good")).ended(EOF);
    assertThat(finding(doesNotDeliver(), t)).isEqualTo(Finding.NOT_APPLICABLE);
  }

  @Test
  void aPongForAPingBehindOurCloseIsTolerable() {
    Talk talk = Talk.withServer().sends(close(1000), ping("late")).receives(close(1000));
    assertThat(finding(ignoresPingsAfterClose(), talk.transcript())).isEqualTo(Finding.HELD);
    assertThat(finding(ignoresPingsAfterClose(), talk.receives(pong("late")).ended(EOF)))
        .isEqualTo(Finding.TOLERABLE);
    assertThat(finding(ignoresPingsAfterClose(), Talk.withServer().ended(EOF)))
        .isEqualTo(Finding.NOT_APPLICABLE);
  }

  @Test
  void aPongForAPingBehindTheViolationIsBroken() {
    Talk talk = settledThenViolated().sends(ping("late")).receives(close(1002));
    assertThat(finding(ignoresPingsAfterViolation(), talk.transcript())).isEqualTo(Finding.HELD);
    assertThat(finding(ignoresPingsAfterViolation(), talk.receives(pong("late")).ended(EOF)))
        .isEqualTo(Finding.BROKEN);
  }

  @Test
  void whereTheRfcIsSilentCarryingOnIsTolerableAndHangingIsNot() {
    Judge judge = failsOrCarriesOn("the RFC is silent");
    assertThat(finding(judge, settledThenViolated().receives(close(1002)).ended(EOF)))
        .isEqualTo(Finding.HELD);
    assertThat(
            finding(judge, settledThenViolated().fences(NONCE).receives(pong(NONCE)).ended(LEFT)))
        .isEqualTo(Finding.TOLERABLE);
    assertThat(finding(judge, settledThenViolated().ended(DEADLINE))).isEqualTo(Finding.BROKEN);
  }

  @Test
  void lenienceTurnsBrokenIntoTolerable() {
    Judge judge = leniently(endsTheConnection(), "the RFC is silent");
    assertThat(finding(judge, settledThenViolated().ended(DEADLINE))).isEqualTo(Finding.TOLERABLE);
    assertThat(finding(judge, settledThenViolated().ended(EOF))).isEqualTo(Finding.HELD);
  }

  @Test
  void whatAReceiverDoesWithALengthThatIsNotMinimalIsItsOwnAffair() {
    CaseJudge judge = new CaseJudge(Requirements.load(), false);
    Transcript silent =
        Talk.withServer()
            .sends(text("settle"))
            .receives(text("settle"))
            .sends(ping("").lengthAs(RawFrame.LengthForm.BITS_16))
            .ended(DEADLINE);
    assertThat(
            Catalogue.load().all().stream()
                .filter(c -> c.id().value().contains("/not-minimal~"))
                .map(c -> judge.judge(c, silent).verdict()))
        .isNotEmpty()
        .containsOnly(Verdict.NON_STRICT);
  }
}
