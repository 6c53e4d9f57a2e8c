package dev.wspec.conformance.judge;

import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.freshMaskingKeys;
import static dev.wspec.conformance.judge.Judges.maskingKeysUseEveryBit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import org.junit.jupiter.api.Test;

class MaskingJudgesTest {

  private static Finding finding(Judge judge, Talk talk) {
    return judge.judge(talk.transcript()).finding();
  }

  @Test
  void randomKeysAreFreshAndUseEveryBit() {
    Talk talk = Talk.withClient();
    for (int i = 0; i < 100; i++) {
      talk.receives(text("a"));
    }
    assertThat(finding(freshMaskingKeys(), talk)).isEqualTo(Finding.HELD);
    assertThat(finding(maskingKeysUseEveryBit(), talk)).isEqualTo(Finding.HELD);
  }

  @Test
  void aCounterIsFreshAndLeavesBitsAlone() {
    Talk talk = Talk.withClient();
    for (int i = 0; i < 100; i++) {
      talk.receives(text("a").maskedWith(i));
    }
    assertThat(finding(freshMaskingKeys(), talk)).isEqualTo(Finding.HELD);
    assertThat(finding(maskingKeysUseEveryBit(), talk)).isEqualTo(Finding.BROKEN);
  }

  @Test
  void oneKeyForAllIsNotFresh() {
    Talk talk = Talk.withClient();
    for (int i = 0; i < 3; i++) {
      talk.receives(text("a").maskedWith(0));
    }
    assertThat(finding(freshMaskingKeys(), talk)).isEqualTo(Finding.BROKEN);
    assertThat(finding(maskingKeysUseEveryBit(), talk)).isEqualTo(Finding.NOT_APPLICABLE);
  }
}
