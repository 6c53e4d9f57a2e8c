package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.report.FrameAnatomy.Sender;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FrameAnatomyTest {

  private static final Sender SERVER = new Sender(false, false);
  private static final Sender CLIENT = new Sender(true, false);

  private static List<FrameAnatomy> parts(
      boolean fin, int rsv, int opcode, boolean masked, LengthForm form, long length, Sender by) {
    Payload payload = Payload.whole(new byte[(int) Math.max(0, Math.min(length, 200))]);
    int key = masked ? 0x37FA213D : 0;
    return FrameAnatomy.of(
        new ScannedFrame(0, 2, fin, rsv, opcode, masked, key, form, length, payload), by);
  }

  private static String bits(List<FrameAnatomy> parts) {
    return parts.stream().map(FrameAnatomy::bits).collect(Collectors.joining("|"));
  }

  private static List<String> offences(List<FrameAnatomy> parts) {
    return parts.stream().map(FrameAnatomy::offence).filter(o -> !o.isEmpty()).toList();
  }

  @Test
  void soundFramesAreTakenApartWithoutComplaint() {
    var hello = parts(true, 0, 1, true, LengthForm.BITS_7, 5, CLIENT);

    assertThat(bits(hello)).isEqualTo("1|000|0001|1|0000101|37 fa 21 3d");
    assertThat(offences(hello)).isEmpty();
    assertThat(bits(parts(true, 0, 2, false, LengthForm.BITS_16, 256, SERVER)))
        .isEqualTo("1|000|0010|0|1111110|01 00");
  }

  @Test
  void whatMustNotBeSoIsNamed() {
    assertThat(offences(parts(false, 0, 9, false, LengthForm.BITS_7, 0, SERVER)))
        .containsExactly("a control frame is never in pieces");
    assertThat(offences(parts(true, 2, 1, true, LengthForm.BITS_7, 0, SERVER)))
        .containsExactly("reserved, no extension uses it here", "a server must not mask");
    assertThat(offences(parts(true, 0, 3, false, LengthForm.BITS_16, 5, CLIENT)))
        .containsExactly("reserved", "a client must mask", "not the shortest form");
    assertThat(offences(parts(true, 0, 8, false, LengthForm.BITS_7, 1, SERVER)))
        .containsExactly("one octet is no close code");
    assertThat(offences(parts(true, 0, 10, false, LengthForm.BITS_16, 126, SERVER)))
        .containsExactly("more than 125 in a control frame");
    assertThat(offences(parts(true, 0, 2, false, LengthForm.BITS_64, -1, SERVER)))
        .containsExactly("the highest bit must be 0");
  }

  @Test
  void compressionGivesItsBitAMeaning() {
    Sender deflating = new Sender(false, true);

    assertThat(offences(parts(true, 4, 1, false, LengthForm.BITS_7, 1, deflating))).isEmpty();
    assertThat(offences(parts(true, 4, 9, false, LengthForm.BITS_7, 1, deflating))).hasSize(1);
    assertThat(offences(parts(true, 4, 0, false, LengthForm.BITS_7, 1, deflating))).hasSize(1);
  }
}
