package dev.wspec.codec;

import static dev.wspec.codec.Received.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
  /** Streams short enough for every split, good ones and bad ones. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "8105 48656c6c6f 8900", // two frames
        "0101 41 8900 8001 42 8800", // fragments around a Ping, then a Close
        "0101 f0 0001 9f 8002 9880", // a character in three fragments
        "8101 41 8102 c328", // text that breaks at its second byte
        "8101 41 0900 8101 41", // a fragmented Ping
        "817e0001 41 8101 41", // a length that is not minimal
        "8801 03 8101 41" // a Close body of one byte
      })
  void howAStreamIsCutMakesNoDifference(String digits) {
    byte[] stream = hex(digits);
    Received whole = Received.messages(Role.CLIENT, stream);
    for (long choice = 0; choice < 1L << (stream.length - 1); choice++) {
      assertThat(Received.messages(Role.CLIENT, stream, Received.cuts(choice, stream.length)))
          .isEqualTo(whole);
    }
  }

  @Test
  void howAMaskedStreamIsCutMakesNoDifference() {
    byte[] stream = hex("8185 37fa213d 7f9f4d5158 8980 00000000");
    for (long choice = 0; choice < 1L << (stream.length - 1); choice++) {
      assertThat(
              Received.frames(
                  new FrameDecoder(Role.SERVER), stream, Received.cuts(choice, stream.length)))
          .isEqualTo(Received.of(Frame.text("Hello"), Frame.ping(hex(""))));
    }
  }

  @Test
  void aFrameThatLiesWholeInTheRangeIsOneSliceInPlace() throws ProtocolViolation {
    byte[] buffer = hex("ffff 8185 37fa213d 7f9f4d5158 ff");
    FrameDecoder decoder = new FrameDecoder(Role.SERVER);
    decoder.feed(buffer, 2, 11);

    assertThat(decoder.advance()).isTrue();
    assertThat(decoder.opcode()).isEqualTo(Opcode.TEXT);
    assertThat(decoder.fin()).isTrue();
    assertThat(decoder.rsv()).isZero();
    assertThat(decoder.startsFrame()).isTrue();
    assertThat(decoder.endsFrame()).isTrue();
    assertThat(decoder.buffer()).isSameAs(buffer);
    assertThat(decoder.sliceOffset()).isEqualTo(8);
    assertThat(decoder.sliceLength()).isEqualTo(5);
    assertThat(Arrays.copyOfRange(buffer, 8, 13)).asHexString().isEqualTo("48656C6C6F");
    assertThat(decoder.unread()).isZero();
    assertThat(decoder.advance()).isFalse();
    assertThat(buffer).startsWith(0xFF, 0xFF).endsWith(0xFF);
  }

  @Test
  void aFrameOfAnyLengthPassesInSlices() throws ProtocolViolation {
    FrameDecoder decoder =
        new FrameDecoder(Role.CLIENT, 0, new Limits(Long.MAX_VALUE, 0), Set.of());
    byte[] header = hex("827f7fffffffffffffff");
    decoder.feed(header, 0, header.length);

    assertThat(decoder.advance()).isTrue();
    assertThat(decoder.payloadLength()).isEqualTo(Long.MAX_VALUE);
    assertThat(decoder.sliceLength()).isZero();
    assertThat(decoder.endsFrame()).isFalse();
    assertThat(decoder.advance()).isFalse();

    decoder.feed(new byte[10], 0, 10);
    assertThat(decoder.advance()).isTrue();
    assertThat(decoder.startsFrame()).isFalse();
    assertThat(decoder.sliceLength()).isEqualTo(10);
    assertThat(decoder.endsFrame()).isFalse();
    assertThat(decoder.advance()).isFalse();
  }

  @Test
  void takesNoMoreBytesBeforeItHasUsedThoseItHas() {
    FrameDecoder decoder = new FrameDecoder(Role.CLIENT);
    decoder.feed(hex("8100"), 0, 2);
    assertThatIllegalStateException().isThrownBy(() -> decoder.feed(hex("8100"), 0, 2));
  }

  @Test
  void allocatesNothingPerFrame() throws ProtocolViolation {
    byte[] frame = new FrameEncoder(Role.CLIENT).encode(Frame.binary(new byte[200]));
    FrameDecoder decoder = new FrameDecoder(Role.SERVER);
    decode(decoder, frame, 1_000);

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    decode(decoder, frame, 100_000);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isLessThan(100_000); // below one byte per frame
  }

  private static void decode(FrameDecoder decoder, byte[] frame, int times)
      throws ProtocolViolation {
    int slices = 0;
    for (int i = 0; i < times; i++) {
      decoder.feed(frame, 0, frame.length);
      while (decoder.advance()) {
        slices++;
      }
    }
    assertThat(slices).isEqualTo(times);
  }

  @ParameterizedTest
  @ValueSource(ints = {126, 65536})
  void theEncoderRefusesLongControlFrames(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrameEncoder(Role.SERVER).encode(Frame.ping(new byte[length])));
  }

  @Test
  void theEncoderRefusesFragmentedControlFrames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrameEncoder(Role.SERVER).encode(Frame.close().notFinal()));
  }

  @Test
  void aClientTakesAnotherKeyForEachFrame() {
    FrameEncoder encoder = new FrameEncoder(Role.CLIENT);
    assertThat(
            Stream.generate(() -> encoder.encode(Frame.text("")))
                .limit(600)
                .map(Arrays::toString)
                .distinct())
        .hasSize(600);
  }
}
