package dev.wspec.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.Role;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RoundTripTest {
  private static final int ALL_RSV = Frame.RSV1 | Frame.RSV2 | Frame.RSV3;

  @Property(tries = 300)
  void whatIsEncodedIsDecodedHoweverItIsCut(
      @ForAll Role sender,
      @ForAll("frames") List<Frame> frames,
      @ForAll @Size(max = 12) Set<@IntRange(max = 2000) Integer> cuts) {
    byte[] stream = encode(sender, frames);
    FrameDecoder decoder = new FrameDecoder(sender.peer(), ALL_RSV, Limits.DEFAULT, Set.of());
    int[] sorted = cuts.stream().mapToInt(c -> Math.min(c, stream.length)).sorted().toArray();

    assertThat(Received.frames(decoder, stream, sorted)).isEqualTo(new Received(frames, null));
  }

  @Property(tries = 1000)
  void anyBytesComeOutTheSameHoweverTheyAreCut(
      @ForAll Role self,
      @ForAll("nearlyFrames") byte[] stream,
      @ForAll @Size(max = 8) Set<@IntRange(max = 80) Integer> cuts) {
    int[] sorted = cuts.stream().mapToInt(c -> Math.min(c, stream.length)).sorted().toArray();

    assertThat(Received.messages(self, stream, sorted)).isEqualTo(Received.messages(self, stream));
  }

  @Property(tries = 500)
  void maskingIsTheExclusiveOrWithTheKeyByteByByte(
      @ForAll @Size(max = 200) byte[] bytes,
      @ForAll int key,
      @ForAll @IntRange(max = 9) int skipped) {
    int from = Math.min(skipped, bytes.length);
    byte[] expected = bytes.clone();
    for (int i = from; i < bytes.length; i++) {
      expected[i] ^= (byte) (key >>> (24 - 8 * ((i - from) & 3)));
    }

    byte[] inPlace = bytes.clone();
    Masking.apply(inPlace, from, bytes.length - from, key);
    assertThat(inPlace).isEqualTo(expected);

    byte[] copy = new byte[bytes.length - from + 5];
    Masking.copy(bytes, from, copy, 5, bytes.length - from, key);
    assertThat(Arrays.copyOfRange(copy, 5, copy.length))
        .isEqualTo(Arrays.copyOfRange(expected, from, expected.length));
  }

  @Property(tries = 300)
  void maskingInTwoStepsIsMaskingInOne(
      @ForAll @Size(max = 100) byte[] bytes, @ForAll int key, @ForAll @IntRange(max = 100) int at) {
    int cut = Math.min(at, bytes.length);
    byte[] once = bytes.clone();
    Masking.apply(once, 0, once.length, key);

    byte[] twice = bytes.clone();
    Masking.apply(twice, 0, cut, key);
    Masking.apply(twice, cut, twice.length - cut, Masking.advance(key, cut));

    assertThat(twice).isEqualTo(once);
  }

  @Provide
  static Arbitrary<List<Frame>> frames() {
    return frame().list().ofMaxSize(6);
  }

  private static Arbitrary<Frame> frame() {
    Arbitrary<byte[]> payload = payload(300);
    Arbitrary<Frame> data =
        Combinators.combine(
                Arbitraries.of(true, false),
                Arbitraries.of(0, Frame.RSV1, Frame.RSV2, Frame.RSV3, ALL_RSV),
                Arbitraries.of(Opcode.TEXT, Opcode.BINARY),
                payload)
            .as(Frame::new);
    Arbitrary<Frame> rest =
        Combinators.combine(Arbitraries.of(true, false), payload)
            .as((fin, bytes) -> new Frame(fin, 0, Opcode.CONTINUATION, bytes));
    Arbitrary<Frame> control =
        Combinators.combine(Arbitraries.of(Opcode.CLOSE, Opcode.PING, Opcode.PONG), payload(125))
            .as(Frame::new);
    return Arbitraries.oneOf(data, rest, control);
  }

  private static Arbitrary<byte[]> payload(int longest) {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(longest);
  }

  /** Streams of short frames with any bits in the two first bytes, right and wrong ones. */
  @Provide
  static Arbitrary<byte[]> nearlyFrames() {
    Arbitrary<Integer> first =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.of(0x01, 0x81, 0x82, 0x80, 0x00, 0x89, 0x8A, 0x88)),
            Tuple.of(1, Arbitraries.integers().between(0, 255)));
    Arbitrary<Integer> mask = Arbitraries.of(0x00, 0x80);
    Arbitrary<byte[]> frame =
        Combinators.combine(first, mask, payload(8))
            .as(
                (b0, bit, payload) -> {
                  ByteArrayOutputStream out = new ByteArrayOutputStream();
                  out.write(b0);
                  out.write(bit | payload.length);
                  if (bit != 0) {
                    out.writeBytes(new byte[] {1, 2, 3, 4});
                  }
                  out.writeBytes(payload);
                  return out.toByteArray();
                });
    return frame
        .list()
        .ofMaxSize(6)
        .map(
            list -> {
              ByteArrayOutputStream out = new ByteArrayOutputStream();
              list.forEach(out::writeBytes);
              return out.toByteArray();
            });
  }

  private static byte[] encode(Role sender, List<Frame> frames) {
    FrameEncoder encoder = new FrameEncoder(sender);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    frames.forEach(frame -> out.writeBytes(encoder.encode(frame)));
    return out.toByteArray();
  }
}
