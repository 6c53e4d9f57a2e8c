package dev.wspec.codec;

import static dev.wspec.codec.Received.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8ValidatorTest {
  @ParameterizedTest
  @CsvSource({
    "80, 0", // a continuation byte first
    "c0 80, 0", // NUL in a form longer than needed
    "c1 bf, 0",
    "c2 41, 1", // a character that breaks off
    "e0 9f bf, 1", // U+07FF in three bytes
    "ed a0 80, 1", // the first surrogate
    "ed bf bf, 1", // the last surrogate
    "e2 82 e2, 2",
    "f0 8f bf bf, 1", // U+FFFF in four bytes
    "f4 90 80 80, 1", // U+110000
    "f0 9f 98 7f, 3",
    "f5 80 80 80, 0",
    "fe, 0",
    "41 42 ff, 2",
  })
  void findsTheByteThatCannotBeMended(String text, int offset) {
    byte[] bytes = hex(text);
    assertThat(new Utf8Validator().validate(bytes, 0, bytes.length)).isEqualTo(offset);
  }

  @ParameterizedTest
  @CsvSource({
    "00",
    "7f",
    "c2 80",
    "df bf",
    "e0 a0 80",
    "ed 9f bf",
    "ee 80 80",
    "ef bf bf",
    "f0 90 80 80",
    "f4 8f bf bf"
  })
  void takesTheFirstAndLastCharacterOfEachForm(String text) {
    byte[] bytes = hex(text);
    Utf8Validator validator = new Utf8Validator();
    assertThat(validator.validate(bytes, 0, bytes.length)).isEqualTo(-1);
    assertThat(validator.isComplete()).isTrue();

    validator.reset();
    validator.validate(bytes, 0, bytes.length - 1);
    assertThat(validator.isComplete()).isEqualTo(bytes.length == 1);
  }

  @Test
  void nothingIsValidAfterAnInvalidByte() {
    Utf8Validator validator = new Utf8Validator();
    validator.validate(hex("ff"), 0, 1);

    assertThat(validator.validate(hex("41 41"), 1, 1)).isEqualTo(1);
    assertThat(validator.isComplete()).isFalse();

    validator.reset();
    assertThat(validator.validate(hex("41"), 0, 1)).isEqualTo(-1);
  }

  @Test
  void agreesWithTheDecoderOnEveryPairOfBytes() {
    for (int pair = 0; pair < 1 << 16; pair++) {
      byte[] bytes = {(byte) (pair >> 8), (byte) pair};
      assertThat(new Utf8Validator().validate(bytes, 0, 2)).isEqualTo(firstInvalid(bytes));
    }
  }

  @Property(tries = 2000)
  void agreesWithTheDecoderHoweverTheTextIsCut(
      @ForAll("nearlyText") byte[] bytes, @ForAll @IntRange(max = 120) int at) {
    int cut = Math.min(at, bytes.length);
    Utf8Validator validator = new Utf8Validator();
    int bad = validator.validate(bytes, 0, cut);
    if (bad < 0) {
      bad = validator.validate(bytes, cut, bytes.length - cut);
    }

    assertThat(bad).isEqualTo(firstInvalid(bytes));
    assertThat(validator.isComplete()).isEqualTo(isUtf8(bytes));
  }

  /** Text long enough for blocks of 32 bytes, most of it with one byte changed. */
  @Provide
  static Arbitrary<byte[]> nearlyText() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .ascii()
            .withChars("\u00E4\u07FF\u0800\u20AC\uD7FF\uFFFD")
            .ofMaxLength(90)
            .map(s -> s + "\uD83D\uDE00" + s);
    Arbitrary<Integer> place = Arbitraries.integers().between(0, 200);
    Arbitrary<Byte> other = Arbitraries.bytes();
    return Combinators.combine(text, place, other)
        .as(
            (s, i, b) -> {
              byte[] bytes = s.getBytes(UTF_8);
              if (i < bytes.length) {
                bytes[i] = b;
              }
              return bytes;
            });
  }

  /** The shortest prefix that nothing makes valid, by trial; -1 if there is none. */
  private static int firstInvalid(byte[] bytes) {
    for (int length = 1; length <= bytes.length; length++) {
      if (!canBeMended(Arrays.copyOf(bytes, length))) {
        return length - 1;
      }
    }
    return -1;
  }

  private static boolean canBeMended(byte[] prefix) {
    for (int more = 0; more <= 3; more++) {
      byte[] lowest = Arrays.copyOf(prefix, prefix.length + more);
      byte[] highest = lowest.clone();
      Arrays.fill(lowest, prefix.length, lowest.length, (byte) 0x80);
      Arrays.fill(highest, prefix.length, highest.length, (byte) 0xBF);
      if (isUtf8(lowest) || isUtf8(highest)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      var unused = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)); // REPORT is the default
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
