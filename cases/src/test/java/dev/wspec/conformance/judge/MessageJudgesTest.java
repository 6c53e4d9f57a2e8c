package dev.wspec.conformance.judge;

import static dev.wspec.conformance.Event.Ended.How.DEADLINE;
import static dev.wspec.conformance.Event.Ended.How.EOF;
import static dev.wspec.conformance.Event.Ended.How.LEFT;
import static dev.wspec.conformance.Event.Ended.How.RESET;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.answersPings;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.survives;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Transcript;
import org.junit.jupiter.api.Test;

class MessageJudgesTest {
  private static final byte NONCE = 0x5A;

  private static Finding finding(Judge judge, Transcript transcript) {
    return judge.judge(transcript).finding();
  }

  private static Transcript closed(Talk talk) {
    return talk.sends(close(1000)).receives(close(1000)).ended(EOF);
  }

  @Test
  void messagesMayComeBackInOtherFrames() {
    Transcript t =
        closed(
            Talk.withServer()
                .sends(text("one"), binary((byte) 2))
                .receives(text("on").notFinal(), continuation("e"), binary((byte) 2)));
    assertThat(finding(echoesEveryMessage(), t)).isEqualTo(Finding.HELD);
  }

  @Test
  void greetingsArePassedOver() {
    Talk early = Talk.withServer().receives(text("hello")).sends(text("one")).receives(text("one"));
    assertThat(finding(echoesEveryMessage(), closed(early))).isEqualTo(Finding.HELD);
    Talk late = Talk.withServer().sends(text("one")).receives(text("hello"), text("one"));
    assertThat(finding(echoesEveryMessage(), closed(late))).isEqualTo(Finding.HELD);
  }

  @Test
  void whatASilentSubjectMadeOfMessagesBeforeAViolationIsToldByAFence() {
    Talk settled =
        Talk.withServer()
            .withoutEcho()
            .sends(text("one"))
            .fences(NONCE)
            .receives(pong(NONCE))
            .sends(continuation("orphan"), text("two"))
            .receives(close(1002));
    assertThat(finding(echoesEveryMessage(), settled.ended(EOF))).isEqualTo(Finding.HELD);
    Talk unasked =
        Talk.withServer()
            .withoutEcho()
            .sends(text("one"), continuation("orphan"))
            .receives(close(1002));
    assertThat(finding(echoesEveryMessage(), unasked.ended(EOF))).isEqualTo(Finding.NOT_APPLICABLE);
  }

  @Test
  void aChangedMissingOrDoubledMessageIsBroken() {
    Talk changed = Talk.withServer().sends(text("one")).receives(text("One"));
    assertThat(finding(echoesEveryMessage(), closed(changed))).isEqualTo(Finding.BROKEN);
    Talk otherType = Talk.withServer().sends(text("a")).receives(binary((byte) 'a'));
    assertThat(finding(echoesEveryMessage(), closed(otherType))).isEqualTo(Finding.BROKEN);
    Talk missing = Talk.withServer().sends(text("one"), text("two")).receives(text("one"));
    assertThat(finding(echoesEveryMessage(), closed(missing))).isEqualTo(Finding.BROKEN);
    Talk swapped =
        Talk.withServer().sends(text("one"), text("two")).receives(text("two"), text("one"));
    assertThat(finding(echoesEveryMessage(), closed(swapped))).isEqualTo(Finding.BROKEN);
    Talk doubled = Talk.withServer().sends(text("one")).receives(text("one"), text("one"));
    assertThat(finding(echoesEveryMessage(), closed(doubled))).isEqualTo(Finding.BROKEN);
  }

  @Test
  void anEchoThatTheCloseOvertakesIsTolerable() {
    Talk talk = Talk.withServer().sends(text("good"), text("bad").rsv(2)).receives(close(1002));
    assertThat(finding(echoesEveryMessage(), talk.ended(EOF))).isEqualTo(Finding.TOLERABLE);
  }

  @Test
  void limitsOnSizeAndTypeAreTolerable() {
    Talk tooBig = Talk.withServer().sends(text("a".repeat(126))).receives(close(1009));
    assertThat(finding(echoesEveryMessage(), tooBig.ended(EOF))).isEqualTo(Finding.TOLERABLE);
    Talk small = Talk.withServer().sends(text("a")).receives(close(1009));
    assertThat(finding(echoesEveryMessage(), small.ended(EOF))).isEqualTo(Finding.BROKEN);
    Talk type = Talk.withServer().sends(binary((byte) 1)).receives(close(1003));
    assertThat(finding(echoesEveryMessage(), type.ended(EOF))).isEqualTo(Finding.TOLERABLE);
  }

  @Test
  void whoDoesNotEchoHasToSurvive() {
    Talk alive =
        Talk.withServer().withoutEcho().sends(text("one")).fences(NONCE).receives(pong(NONCE));
    assertThat(finding(echoesEveryMessage(), alive.ended(LEFT))).isEqualTo(Finding.HELD);
    Talk dead = Talk.withServer().withoutEcho().sends(text("one")).receives(close(1002));
    assertThat(finding(echoesEveryMessage(), dead.ended(EOF))).isEqualTo(Finding.BROKEN);
  }

  @Test
  void anOrdinaryClosingHandshakeShowsSurvival() {
    assertThat(finding(survives(), closed(Talk.withServer().sends(pong("x")))))
        .isEqualTo(Finding.HELD);
    Talk echoed = Talk.withServer().sends(close(1002)).receives(close(1002));
    assertThat(finding(survives(), echoed.ended(EOF))).isEqualTo(Finding.HELD);
  }

  @Test
  void aComplaintADropOrSilenceIsNoSurvival() {
    Talk complaint = Talk.withServer().sends(pong("x"), close(1000)).receives(close(1002));
    assertThat(finding(survives(), complaint.ended(EOF))).isEqualTo(Finding.BROKEN);
    assertThat(finding(survives(), Talk.withServer().sends(pong("x")).ended(EOF)))
        .isEqualTo(Finding.BROKEN);
    assertThat(finding(survives(), Talk.withServer().sends(pong("x"), close(1000)).ended(DEADLINE)))
        .isEqualTo(Finding.BROKEN);
  }

  @Test
  void leavingOfItsOwnAccordAndAResetAfterOurCloseAreTolerable() {
    Talk left = Talk.withServer().sends(pong("x")).receives(close(1001));
    assertThat(finding(survives(), left.ended(EOF))).isEqualTo(Finding.TOLERABLE);
    Talk reset = Talk.withServer().sends(pong("x"), close(1000));
    assertThat(finding(survives(), reset.ended(RESET))).isEqualTo(Finding.TOLERABLE);
  }

  @Test
  void onlyTheLastPingHasToBeAnswered() {
    Talk last = Talk.withServer().sends(ping("1"), ping("2")).receives(pong("2"));
    assertThat(finding(answersPings(), closed(last))).isEqualTo(Finding.HELD);
    Talk first = Talk.withServer().sends(ping("1"), ping("2")).receives(pong("1"));
    assertThat(finding(answersPings(), closed(first))).isEqualTo(Finding.BROKEN);
    Talk changed = Talk.withServer().sends(ping("1")).receives(pong("one"));
    assertThat(finding(answersPings(), closed(changed))).isEqualTo(Finding.BROKEN);
  }

  @Test
  void fencesAndLatePingsAreNotAskedAbout() {
    Talk talk = Talk.withServer().fences(NONCE).sends(close(1000), ping("late"));
    assertThat(finding(answersPings(), talk.ended(EOF))).isEqualTo(Finding.NOT_APPLICABLE);
    assertThat(finding(answersPings(), Talk.unopened().ended(EOF)))
        .isEqualTo(Finding.NOT_APPLICABLE);
  }

  @Test
  void thePongForALaterFenceStandsForThoseBefore() {
    Talk talk = Talk.withServer().sends(ping("1"), ping("2")).fences(NONCE).receives(pong(NONCE));
    assertThat(finding(answersPings(), closed(talk))).isEqualTo(Finding.HELD);
  }
}
