package dev.wspec.cases.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistancesTest {

  @ParameterizedTest
  @CsvSource({
    "f248cdc9c90700, 0, false", // Hello
    "f200110000, 5, true", // Hello as a reference to the one before
    "000500faff48656c6c6f00, 0, false", // a stored block
    "f348cdc9c9070000, 0, false", // a final block
    "f248050000" + "00ffffcac9c90700, 0, false", // two blocks
    "00, 0, false" // an empty message
  })
  void theExamplesAreRead(String hex, int farthest, boolean beyondStart) {
    assertThat(Distances.of(HexFormat.of().parseHex(hex)))
        .isEqualTo(new Distances.Reach(farthest, beyondStart));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 1000, 5000, 20_000, 32_000})
  void aRepetitionIsFoundAsFarBackAsItIs(int distance) {
    byte[] message = new byte[distance + 64];
    byte[] noise = new byte[64];
    new Random(distance).nextBytes(noise);
    System.arraycopy(noise, 0, message, 0, 64);
    System.arraycopy(noise, 0, message, distance, 64);
    try (DeflateStream stream = new DeflateStream()) {
      assertThat(Distances.of(stream.compress(message)))
          .isEqualTo(new Distances.Reach(distance, false));
    }
  }

  @Test
  void whatIsNoDeflateIsRefused() {
    assertThatThrownBy(() -> Distances.of(new byte[] {7, 1, 1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Distances.of(new byte[] {(byte) 0xf2, 0x48}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
