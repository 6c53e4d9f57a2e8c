package dev.wspec.conformance.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8ReadingTest {

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @Test
  void aCharacterMayBeCutAnywhere() {
    byte[] octets = hex("e282acf48fbfbf"); // € and U+10FFFF
    for (int cut = 0; cut <= octets.length; cut++) {
      Utf8Reading reading = Utf8Reading.begin();
      assertThat(reading.continues(Arrays.copyOf(octets, cut), false)).isTrue();
      assertThat(reading.continues(Arrays.copyOfRange(octets, cut, octets.length), true)).isTrue();
    }
  }

  @Test
  void anUnfinishedCharacterIsNoEnd() {
    Utf8Reading reading = Utf8Reading.begin();
    assertThat(reading.continues(hex("e282"), false)).isTrue();
    assertThat(reading.continues(new byte[0], true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "c0", "f5", "f490", "eda0", "e080", "f080", "c328"})
  void itFailsAtTheFirstOctetThatCannotBe(String digits) {
    byte[] octets = hex(digits);
    Utf8Reading reading = Utf8Reading.begin();
    assertThat(reading.continues(Arrays.copyOf(octets, octets.length - 1), false)).isTrue();
    byte[] bad = Arrays.copyOfRange(octets, octets.length - 1, octets.length);
    assertThat(reading.continues(bad, false)).isFalse();
  }
}
