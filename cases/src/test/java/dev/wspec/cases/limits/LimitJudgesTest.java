package dev.wspec.cases.limits;

import static dev.wspec.cases.limits.LimitJudges.answersOrRefusesPings;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.judge.Talk;
import org.junit.jupiter.api.Test;

class LimitJudgesTest {

  @Test
  void aServerMayCloseOverTooManyPingsAndGetItsCloseAnswered() {
    assertEquals(
        Finding.TOLERABLE,
        answersOrRefusesPings()
            .judge(
                Talk.withServer()
                    .sends(ping("one"), ping("two"))
                    .receives(pong("one"), close(1008, "too many"))
                    .sends(close(1000))
                    .ended(How.EOF))
            .finding());
  }

  @Test
  void aServerThatWaitsForOurCloseHasRefusedNothing() {
    assertEquals(
        Finding.BROKEN,
        answersOrRefusesPings()
            .judge(
                Talk.withServer()
                    .sends(ping("one"), ping("two"))
                    .receives(pong("one"))
                    .sends(close(1000))
                    .receives(close(1008))
                    .ended(How.EOF))
            .finding());
  }

  @Test
  void aCodeThatSpeaksOfNoLimitIsNoRefusal() {
    assertEquals(
        Finding.BROKEN,
        answersOrRefusesPings()
            .judge(
                Talk.withServer()
                    .sends(ping("one"), ping("two"))
                    .receives(pong("one"), close(1002))
                    .sends(close(1000))
                    .ended(How.EOF))
            .finding());
  }
}
