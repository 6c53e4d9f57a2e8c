package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Event;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.protocol.Role;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WireLinesTest {

  private static WireLine only(ScannedFrame frame) {
    Transcript transcript = SampleRun.transcript(new Event.Sent(1_500_000, 0, frame));
    return new WireLines(10, 16).of(transcript).get(0);
  }

  private static ScannedFrame close(byte... payload) {
    return new ScannedFrame(
        0,
        2,
        true,
        0,
        ScannedFrame.CLOSE,
        false,
        0,
        LengthForm.BITS_7,
        payload.length,
        Payload.whole(payload));
  }

  @ParameterizedTest
  @EnumSource(LengthForm.class)
  void hexIsWhatStoodOnTheWire(LengthForm form) {
    byte[] sent =
        RawFrame.text("Hello")
            .rsv(5)
            .lengthAs(form)
            .maskedWith(0x37FA213D)
            .toBytes(Role.CLIENT, new Random(0));
    ScannedFrame frame =
        new ScannedFrame(
            0,
            sent.length - 5,
            true,
            5,
            ScannedFrame.TEXT,
            true,
            0x37FA213D,
            form,
            5,
            Payload.whole(new byte[] {'H', 'e', 'l', 'l', 'o'}));

    WireLine line = only(frame);

    assertThat((String.join("", line.header()) + line.payloadHex()).replace(" ", ""))
        .isEqualTo(HexFormat.of().formatHex(sent));
    assertThat(line.details()).contains("FIN", "RSV1", "RSV3", "masked 37fa213d");
    assertThat(line.content()).containsExactly("“Hello”");
    assertThat(line.time()).isEqualTo("1.50 ms");
  }

  @ParameterizedTest
  @CsvSource({
    "03e8, 1000 normal closure", // 1000
    "03ed, '1005 no status received, never on the wire'", // 1005
    "0bb8, 3000 registered range", // 3000
    "0fa0, 4000 private use", // 4000
    "07d0, 2000 unassigned", // 2000
    "ffff, 65535 out of range", // 65535
    "0000, 0 not used", // 0
  })
  void closeCodesHaveNames(String hex, String words) {
    assertThat(only(close(HexFormat.of().parseHex(hex))).content()).containsExactly(words);
  }

  @Test
  void reasonsAndPayloadsAreTextOrHex() {
    // 1002 and "no", 1002 and two octets that are never UTF-8, one octet that is no code
    assertThat(only(close((byte) 3, (byte) 0xEA, (byte) 'n', (byte) 'o')).content())
        .containsExactly("1002 protocol error", "reason “no”");
    assertThat(only(close((byte) 3, (byte) 0xEA, (byte) 0xFF, (byte) 0xFE)).content())
        .containsExactly("1002 protocol error", "reason hex fffe");
    assertThat(only(close((byte) 3)).content()).containsExactly("hex 03");
    assertThat(only(close()).content()).isEmpty();
  }

  @Test
  void longPayloadIsCutEvenAmidACharacter() {
    byte[] octets = "aäöüaäöüaäöü".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    // Octet 16 is the first of "ä".
    assertThat(PayloadWords.data(Payload.whole(octets), 16)).containsExactly("“aäöüaäöüa” …");
  }

  @Test
  void declaredLengthIsUnsigned() {
    ScannedFrame frame =
        new ScannedFrame(0, 10, true, 0, 0xB, false, 0, LengthForm.BITS_64, -1, Payload.EMPTY);

    assertThat(only(frame).details()).contains("length 18446744073709551615 in 64 bits");
    assertThat(only(frame).name()).isEqualTo("reserved opcode 0xB");
  }

  @Test
  void middleOfALongTranscriptIsCountedNotListed() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(new Event.Note(i, 0, "note " + i));
    }
    Transcript transcript = SampleRun.transcript(events.toArray(new Event[0]));

    List<WireLine> lines = new WireLines(10, 16).of(transcript);

    assertThat(lines).hasSize(11);
    assertThat(lines.get(5).content()).containsExactly("90 events are left out here");
    assertThat(lines.get(10).content()).containsExactly("note 99");
    assertThat(new WireLines(3, 16).last(transcript)).hasSize(3);
  }

  @Test
  void eachLineAroundAnIntermediarySaysAtWhichOfOurEndsItWas() {
    RawRequest request = RawRequest.get("/", List.of());
    RawResponse response = RawResponse.parse("HTTP/1.1 101 Switching Protocols\r\n\r\n", "");
    ScannedFrame unmasked =
        new ScannedFrame(0, 2, true, 0, 0x1, false, 0, LengthForm.BITS_7, 0, Payload.EMPTY);
    List<WireLine> lines =
        new WireLines(10, 16)
            .of(
                new Transcript(
                    SubjectRole.INTERMEDIARY,
                    Set.of(),
                    List.of(
                        new Event.Opened(0, 1, request, response),
                        new Event.Sent(1, 1, unmasked),
                        new Event.Opened(2, 0, request, response),
                        new Event.Opened(3, 2, request, response))));

    assertThat(lines)
        .extracting(line -> line.direction().symbol() + " " + line.name() + " " + line.end())
        .containsExactly(
            "← request at the origin",
            "→ response at the origin",
            "→ Text at the origin",
            "→ request at the client",
            "← response at the client",
            "→ request at the client 2",
            "← response at the client 2");
    // Our origin is a server, which does not mask.
    assertThat(lines.get(2).anatomy()).extracting(FrameAnatomy::offence).allMatch(String::isEmpty);
  }

  @Test
  void everyEventOfTheSampleCanBeTold() {
    for (CaseResult result : SampleRun.cases()) {
      if (result.transcript() != null) {
        assertThat(new WireLines(100, 64).of(result.transcript()))
            .isNotEmpty()
            .allSatisfy(line -> assertThat(line.toString()).doesNotContain("\u001b", "\u0000"));
      }
    }
  }
}
