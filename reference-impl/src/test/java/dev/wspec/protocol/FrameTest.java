package dev.wspec.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FrameTest {
  @Test
  void aCloseFrameBeginsWithItsCode() {
    Frame close = Frame.close(1000, "bye");

    assertThat(close.payload()).containsExactly(0x03, 0xE8, 'b', 'y', 'e');
    assertThat(close.closeCode()).isEqualTo(1000);
    assertThat(close.closeReason()).isEqualTo("bye");
  }

  @Test
  void codesAreUnsigned() {
    assertThat(Frame.close(65535, "").closeCode()).isEqualTo(65535);
  }

  @Test
  void aCloseFrameWithoutBodyStandsFor1005() {
    assertThat(Frame.close().closeCode()).isEqualTo(1005);
    assertThat(Frame.close().closeReason()).isEmpty();
    assertThat(new Frame(Opcode.CLOSE, new byte[1]).closeCode()).isEqualTo(1005);
  }

  @Test
  void framesWithTheSameBytesAreEqual() {
    assertThat(Frame.text("a")).isEqualTo(Frame.text("a")).hasSameHashCodeAs(Frame.text("a"));
    assertThat(Frame.text("a"))
        .isNotEqualTo(Frame.text("b"))
        .isNotEqualTo(Frame.text("a").notFinal())
        .isNotEqualTo(Frame.text("a").withRsv(Frame.RSV1))
        .isNotEqualTo(Frame.binary(new byte[] {'a'}));
  }

  @Test
  void printsLongPayloadsInPart() {
    assertThat(Frame.text("Hello").withRsv(Frame.RSV1))
        .hasToString("TEXT fin rsv=0x40 5 bytes 48656c6c6f");
    assertThat(Frame.binary(new byte[100]).notFinal().toString())
        .startsWith("BINARY 100 bytes 0000")
        .endsWith("00...")
        .hasSizeLessThan(100);
  }

  @Test
  void otherBitsAreNotReserved() {
    assertThatIllegalArgumentException().isThrownBy(() -> Frame.text("").withRsv(0x80));
  }
}
