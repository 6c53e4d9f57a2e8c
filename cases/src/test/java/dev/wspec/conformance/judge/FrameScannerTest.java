package dev.wspec.conformance.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.protocol.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrameScannerTest {

  private final List<ScannedFrame> frames = new ArrayList<>();
  private final FrameScanner scanner = new FrameScanner(into(frames));

  private static FrameSink into(List<ScannedFrame> frames) {
    return new FrameSink() {
      @Override
      public void header(ScannedFrame header) {}

      @Override
      public void payload(byte[] octets, int from, int to) {}

      @Override
      public void frame(ScannedFrame frame) {
        frames.add(frame);
      }
    };
  }

  private void scan(String hex) {
    byte[] octets = HexFormat.of().parseHex(hex);
    scanner.scan(octets, 0, octets.length);
  }

  @Test
  void readsAnUnmaskedText() {
    scan("810548656c6c6f"); // "Hello", RFC 6455 §5.7
    assertThat(frames)
        .containsExactly(
            new ScannedFrame(
                0,
                2,
                true,
                0,
                ScannedFrame.TEXT,
                false,
                0,
                LengthForm.BITS_7,
                5,
                Payload.whole("Hello".getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    assertThat(scanner.rest()).isEmpty();
  }

  @Test
  void unmasksAndKeepsTheKey() {
    scan("818537fa213d7f9f4d5158"); // masked "Hello", RFC 6455 §5.7
    assertThat(frames).singleElement().extracting(f -> f.payload().hex()).isEqualTo("48656c6c6f");
    assertThat(frames.get(0).maskingKey()).isEqualTo(0x37fa213d);
    assertThat(frames.get(0).headerLength()).isEqualTo(6);
  }

  @Test
  void readsReservedBitsAndOpcodesAsTheyAre() {
    scan("7b00"); // FIN clear, all RSV bits, opcode 0xB, empty
    assertThat(frames.get(0).fin()).isFalse();
    assertThat(frames.get(0).rsv()).isEqualTo(7);
    assertThat(frames.get(0).opcode()).isEqualTo(0xB);
  }

  @Test
  void keepsNonMinimalLengthsVisible() {
    scan("827e000101" + "827f000000000000000102"); // one octet each, written with 16 and 64 bits
    assertThat(frames)
        .extracting(ScannedFrame::lengthForm)
        .containsExactly(LengthForm.BITS_16, LengthForm.BITS_64);
    assertThat(frames).extracting(f -> f.payload().hex()).containsExactly("01", "02");
    assertThat(frames.get(1).offset()).isEqualTo(5);
  }

  @Test
  void lengthWithBit63SetSwallowsTheRest() {
    scan("827f8000000000000000" + "8900".repeat(100)); // a length of 2^63 before Pings
    assertThat(frames).isEmpty();
    assertThat(scanner.rest().orElseThrow().what())
        .isEqualTo("a Binary frame of 9223372036854775808 octets cut short after 200 of them");
    assertThat(scanner.rest().orElseThrow().octets().length()).isBetween(100L, 200L);
  }

  @Test
  void tellsOfAHeaderCutShort() {
    scan("82"); // FIN and Binary, then nothing
    assertThat(scanner.rest())
        .hasValueSatisfying(
            rest -> {
              assertThat(rest.what()).isEqualTo("a frame header cut short after 1 octet");
              assertThat(rest.octets().hex()).isEqualTo("82");
            });
  }

  @Test
  void keepsBothEndsAndADigestOfALongPayload() throws Exception {
    byte[] payload = new byte[70_000];
    new Random(1).nextBytes(payload);
    byte[] octets = RawFrame.binary(payload).toBytes(Role.CLIENT, new Random(2));
    scanner.scan(octets, 0, octets.length);
    Payload kept = frames.get(0).payload();
    assertThat(kept.length()).isEqualTo(70_000);
    assertThat(kept.head()).isEqualTo(Arrays.copyOf(payload, 64));
    assertThat(kept.tail()).isEqualTo(Arrays.copyOfRange(payload, 70_000 - 64, 70_000));
    assertThat(kept.sha256())
        .isEqualTo(
            HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(payload)));
  }

  @Test
  void keepsAPayloadOf4096OctetsWhole() {
    byte[] octets = RawFrame.binary(new byte[4096]).toBytes(Role.SERVER, new Random(0));
    scanner.scan(octets, 0, octets.length);
    assertThat(frames.get(0).payload().isWhole()).isTrue();
  }

  @Property(tries = 200)
  void anyOctetsInAnyPiecesGiveTheSameFramesAndLoseNothing(
      @ForAll byte[] octets, @ForAll @IntRange(min = 1, max = 9) int piece) {
    List<ScannedFrame> whole = new ArrayList<>();
    FrameScanner atOnce = new FrameScanner(into(whole));
    atOnce.scan(octets, 0, octets.length);
    List<ScannedFrame> pieces = new ArrayList<>();
    FrameScanner inPieces = new FrameScanner(into(pieces));
    for (int at = 0; at < octets.length; at += piece) {
      inPieces.scan(octets, at, Math.min(octets.length, at + piece));
    }
    assertThat(pieces).isEqualTo(whole);
    assertThat(inPieces.rest()).isEqualTo(atOnce.rest());
    long read = whole.stream().mapToLong(f -> f.headerLength() + f.length()).sum();
    assertThat(read == octets.length).isEqualTo(atOnce.rest().isEmpty());
  }

  @Property(tries = 200)
  void whatWasWrittenIsReadBack(
      @ForAll @IntRange(max = 15) int opcode,
      @ForAll @IntRange(max = 7) int rsv,
      @ForAll LengthForm form,
      @ForAll @IntRange(max = 125) int size,
      @ForAll Role sender) {
    byte[] payload = new byte[size];
    new Random(size).nextBytes(payload);
    byte[] octets =
        RawFrame.frame(opcode, payload).rsv(rsv).lengthAs(form).toBytes(sender, new Random(3));
    List<ScannedFrame> read = new ArrayList<>();
    new FrameScanner(into(read)).scan(octets, 0, octets.length);
    assertThat(read)
        .singleElement()
        .satisfies(
            frame -> {
              assertThat(frame.opcode()).isEqualTo(opcode);
              assertThat(frame.rsv()).isEqualTo(rsv);
              assertThat(frame.lengthForm()).isEqualTo(form);
              assertThat(frame.masked()).isEqualTo(sender.masks());
              assertThat(frame.payload()).isEqualTo(Payload.whole(payload));
            });
  }
}
