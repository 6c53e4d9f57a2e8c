package dev.wspec.conformance.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.codec.FrameDecoder;
import dev.wspec.codec.MessageAssembler;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * The strict codec and the scanner that judges read with are two on purpose; this ties them: the
 * codec rejects a stream if and only if the rules are broken in what the scanner reads.
 */
class TwoCodecsTest {

  @Property(tries = 300)
  void the_codec_rejects_what_breaks_the_rules_and_nothing_else(
      @ForAll Role receiver, @ForAll("streams") byte[] stream) {
    agree(receiver, stream);
  }

  @Property(tries = 20_000)
  @Tag("slow")
  void the_codec_rejects_what_breaks_the_rules_and_nothing_else_for_long(
      @ForAll Role receiver, @ForAll("streams") byte[] stream) {
    agree(receiver, stream);
  }

  private static void agree(Role receiver, byte... stream) {
    List<ScannedFrame> frames = scan(stream);
    FrameRules rules = new FrameRules(receiver.peer(), false);
    int sound = 0;
    for (ScannedFrame frame : frames) {
      int end = (int) (frame.offset() + frame.headerLength() + frame.length());
      if (!rules.read(frame).isEmpty()) {
        assertThat(isRejected(receiver, stream, end)).as("rejected at %s", frame).isTrue();
        assertThat(isRejected(receiver, stream, sound)).as("before %s", frame).isFalse();
        return;
      }
      sound = end;
    }
    assertThat(isRejected(receiver, stream, sound)).as("sound frames").isFalse();
  }

  private static List<ScannedFrame> scan(byte... stream) {
    List<ScannedFrame> frames = new ArrayList<>();
    FrameScanner scanner =
        new FrameScanner(
            new FrameSink() {
              @Override
              public void header(ScannedFrame header) {}

              @Override
              public void payload(byte[] octets, int from, int to) {}

              @Override
              public void frame(ScannedFrame frame) {
                frames.add(frame);
              }
            });
    scanner.scan(stream, 0, stream.length);
    return frames;
  }

  private static boolean isRejected(Role receiver, byte[] stream, int length) {
    FrameDecoder decoder = new FrameDecoder(receiver);
    MessageAssembler assembler = new MessageAssembler(receiver);
    byte[] octets = Arrays.copyOf(stream, length);
    decoder.feed(octets, 0, length);
    try {
      while (decoder.advance()) {
        Frame unused = assembler.accept(decoder);
      }
      return false;
    } catch (ProtocolViolation e) {
      return true;
    }
  }

  /** Short frames, most of them masked, with any bit and any form of length. */
  @Provide
  static Arbitrary<byte[]> streams() {
    Arbitrary<Integer> first =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(
                6, Arbitraries.of(0x01, 0x81, 0x02, 0x82, 0x80, 0x00, 0x89, 0x8A, 0x88)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 255)));
    Arbitrary<Boolean> masked = Arbitraries.of(true, true, true, false);
    Arbitrary<Integer> form = Arbitraries.of(7, 7, 7, 7, 16, 64);
    Arbitrary<byte[]> payload =
        Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(6),
            Arbitraries.of("", "a", "\u00e9", "\u20ac", "\ud83d\ude00").map(t -> t.getBytes(UTF_8)),
            Arbitraries.of(
                new byte[] {3, -24}, new byte[] {3, -19}, new byte[] {3}, new byte[126]));
    return Combinators.combine(first, masked, form, payload)
        .as(TwoCodecsTest::frame)
        .list()
        .ofMaxSize(5)
        .map(
            frames -> {
              ByteArrayOutputStream all = new ByteArrayOutputStream();
              frames.forEach(all::writeBytes);
              return all.toByteArray();
            });
  }

  private static byte[] frame(int first, boolean masked, int form, byte... payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first);
    int mask = masked ? 0x80 : 0;
    if (form == 64) {
      out.write(mask | 127);
      out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    } else if (form == 16 || payload.length > 125) {
      out.write(mask | 126);
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      out.write(mask | payload.length);
    }
    byte[] key = {1, 2, 3, 4};
    if (masked) {
      out.writeBytes(key);
    }
    for (int i = 0; i < payload.length; i++) {
      out.write(masked ? payload[i] ^ key[i & 3] : payload[i]);
    }
    return out.toByteArray();
  }

  @Property(tries = 500)
  void the_judges_take_the_same_octets_for_text_as_the_platform_does(
      @ForAll @Size(max = 9) List<@IntRange(max = 255) Integer> octets,
      @ForAll @IntRange(max = 9) int cut) {
    byte[] text = new byte[octets.size()];
    for (int i = 0; i < text.length; i++) {
      // Half of all octets are such that characters of several octets come about.
      int octet = octets.get(i);
      text[i] = (byte) (i % 2 == 0 ? 0xC0 | octet & 0x3F : octet);
    }
    int at = Math.min(cut, text.length);
    Utf8Check check = new Utf8Check();
    check.add(text, 0, at);
    check.add(text, at, text.length);
    assertThat(check.errorAt() < 0).isEqualTo(isText(text));
  }

  private static boolean isText(byte... octets) {
    try {
      var unused = UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
