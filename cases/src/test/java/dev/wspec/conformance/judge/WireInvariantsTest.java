package dev.wspec.conformance.judge;

import static dev.wspec.conformance.Event.Ended.How.EOF;
import static dev.wspec.conformance.Event.Ended.How.RESET;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.closeOctets;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.frame;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.RawFrame.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Check;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Transcript;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WireInvariantsTest {

  /** What is not as it should be, by requirement. */
  private static Map<String, Finding> complaints(Transcript transcript) {
    Map<String, Finding> complaints = new TreeMap<>();
    for (Check check : WireInvariants.checks()) {
      Finding finding = check.judge().judge(transcript).finding();
      if (finding != Finding.HELD && finding != Finding.NOT_APPLICABLE) {
        complaints.put(check.requirement(), finding);
      }
    }
    return complaints;
  }

  private static Map<String, Finding> complaints(Talk talk) {
    return complaints(talk.ended(EOF));
  }

  @Test
  void everyInvariantCitesARequirementOnce() {
    Requirements requirements = Requirements.load();
    List<String> cited = WireInvariants.checks().stream().map(Check::requirement).toList();
    assertThat(cited).doesNotHaveDuplicates().allMatch(id -> requirements.find(id).isPresent());
  }

  @Test
  void soundConversationsAreNotComplainedAbout() {
    Talk server =
        Talk.withServer()
            .receives(ping("heartbeat"), pong("nobody asked"))
            .sends(text("é".repeat(100)), ping("1"), ping("1"), ping("2"))
            .receives(text((byte) 0xC3).notFinal(), pong("1"))
            .receives(continuation((byte) 0xA9), pong("1"), pong("2"), binary((byte) 0xFF))
            .sends(close(1000))
            .receives(close(1000, "bye"));
    assertThat(complaints(server)).isEmpty();
    Talk client = Talk.withClient().receives(text("a"), text("b"), text("c"), close(1010, "x"));
    assertThat(complaints(client)).isEmpty();
  }

  @Test
  void nothingIsAskedWhereNoConnectionWasOpened() {
    for (Check check : WireInvariants.checks()) {
      assertThat(check.judge().judge(Talk.unopened().ended(EOF)).finding())
          .isEqualTo(Finding.NOT_APPLICABLE);
    }
  }

  @Test
  void maskingIsForClients() {
    assertThat(complaints(Talk.withServer().receives(text("a").masked())))
        .containsOnly(Map.entry("6455-5.1-05", Finding.BROKEN));
    assertThat(complaints(Talk.withClient().receives(text("a").unmasked())))
        .containsOnly(Map.entry("6455-5.1-01", Finding.BROKEN));
  }

  @Test
  void aMaskingKeyUsedThreeTimesIsNoChance() {
    Talk talk = Talk.withClient();
    for (int i = 0; i < 3; i++) {
      talk.receives(text("a").maskedWith(0));
    }
    assertThat(complaints(talk)).containsOnly(Map.entry("6455-5.3-03", Finding.BROKEN));
    Talk twice = Talk.withClient().receives(text("a").maskedWith(7), text("b").maskedWith(7));
    assertThat(complaints(twice)).isEmpty();
  }

  @Test
  void rsv1BelongsToTheFirstFrameOfACompressedMessage() {
    assertThat(complaints(Talk.withServer().receives(text("a").rsv(4))))
        .containsOnly(Map.entry("6455-5.2-03", Finding.BROKEN));
    Talk first = Talk.withDeflatingServer();
    assertThat(complaints(first.receives(text("a").rsv(4).notFinal(), continuation("b"))))
        .isEmpty();
    Talk second = Talk.withDeflatingServer();
    assertThat(complaints(second.receives(text("a").notFinal(), continuation("b").rsv(4))))
        .containsOnly(Map.entry("6455-5.2-03", Finding.BROKEN));
    assertThat(complaints(Talk.withDeflatingServer().receives(ping("a").rsv(4))))
        .containsOnly(Map.entry("6455-5.2-03", Finding.BROKEN));
  }

  @Test
  void reservedOpcodesAreNotSent() {
    assertThat(complaints(Talk.withServer().receives(frame(0x3))))
        .containsOnly(Map.entry("6455-5.8-01", Finding.BROKEN));
    assertThat(complaints(Talk.withServer().receives(frame(0xB))))
        .containsOnly(Map.entry("6455-5.8-01", Finding.BROKEN));
  }

  @Test
  void lengthsAreMinimalAndNotNegative() {
    assertThat(complaints(Talk.withServer().receives(text("a").lengthAs(LengthForm.BITS_16))))
        .containsOnly(Map.entry("6455-5.2-17", Finding.BROKEN));
    assertThat(complaints(Talk.withServer().receives(binary().declaring(Long.MIN_VALUE))))
        .containsOnly(Map.entry("6455-5.2-15", Finding.BROKEN));
  }

  @Test
  void controlFramesAreShortAndWhole() {
    assertThat(complaints(Talk.withServer().receives(ping(new byte[126]))))
        .containsOnly(Map.entry("6455-5.5-02", Finding.BROKEN));
    assertThat(complaints(Talk.withServer().receives(pong("a").notFinal())))
        .containsOnly(Map.entry("6455-5.4-09", Finding.BROKEN));
  }

  @Test
  void fragmentsAreInOrder() {
    assertThat(complaints(Talk.withServer().receives(continuation("a"))))
        .containsOnly(Map.entry("6455-5.4-05", Finding.BROKEN));
    assertThat(complaints(Talk.withServer().receives(text("a").notFinal(), text("b"))))
        .containsOnly(Map.entry("6455-5.4-11", Finding.BROKEN));
  }

  @Test
  void textAndReasonsAreUtf8() {
    assertThat(complaints(Talk.withServer().receives(text((byte) 0xC3))))
        .containsOnly(Map.entry("6455-5.6-03", Finding.BROKEN));
    assertThat(complaints(Talk.withServer().receives(closeOctets(1000, (byte) 0xFF))))
        .containsOnly(Map.entry("6455-8.1-04", Finding.BROKEN));
  }

  @Test
  void closeBodiesBeginWithACodeThatMayBeSent() {
    assertThat(complaints(Talk.withServer().receives(frame(0x8, (byte) 3))))
        .containsOnly(Map.entry("6455-5.5.1-03", Finding.BROKEN));
    assertThat(complaints(Talk.withServer().receives(close(999))))
        .containsOnly(Map.entry("6455-7.4.2-01", Finding.BROKEN));
    assertThat(complaints(Talk.withServer().receives(close(1005))))
        .containsOnly(Map.entry("6455-7.4.1-06", Finding.BROKEN));
    assertThat(complaints(Talk.withServer().receives(close(1006))))
        .containsOnly(Map.entry("6455-7.4.1-07", Finding.BROKEN));
    assertThat(complaints(Talk.withServer().receives(close(1015))))
        .containsOnly(Map.entry("6455-7.4.1-14", Finding.BROKEN));
    assertThat(complaints(Talk.withServer().receives(close(1004))))
        .containsOnly(Map.entry("6455-7.4.1-05", Finding.TOLERABLE));
    assertThat(complaints(Talk.withServer().receives(close(1016))))
        .containsOnly(Map.entry("6455-7.4.2-02", Finding.TOLERABLE));
    assertThat(complaints(Talk.withServer().receives(close(5000))))
        .containsOnly(Map.entry("6455-7.4.2-05", Finding.TOLERABLE));
    assertThat(complaints(Talk.withServer().receives(close(1010))))
        .containsOnly(Map.entry("6455-7.4.1-11", Finding.TOLERABLE));
  }

  @Test
  void theCloseIsTheLastWord() {
    assertThat(complaints(Talk.withServer().receives(close(1000), text("a"))))
        .containsOnly(Map.entry("6455-5.5.1-09", Finding.BROKEN));
    assertThat(complaints(Talk.withServer().receives(close(1000), close(1000))))
        .containsOnly(Map.entry("6455-5.5.1-20", Finding.BROKEN));
  }

  @Test
  void aPongOutOfOrderIsTolerable() {
    Talk talk = Talk.withServer().sends(ping("1"), ping("2")).receives(pong("2"), pong("1"));
    assertThat(complaints(talk)).containsOnly(Map.entry("6455-5.5.3-02", Finding.TOLERABLE));
  }

  @Test
  void halfAFrameIsForgivenWhereTheConnectionGoesDown() {
    assertThat(complaints(Talk.withServer().receivesOctets((byte) 0x81)))
        .containsOnly(Map.entry("6455-6.1-03", Finding.BROKEN));
    Talk broken = Talk.withServer().sends(text("a").rsv(1)).receivesOctets((byte) 0x81);
    assertThat(complaints(broken)).containsOnly(Map.entry("6455-6.1-03", Finding.TOLERABLE));
    Transcript reset = Talk.withServer().receivesOctets((byte) 0x81).ended(RESET);
    assertThat(complaints(reset)).containsOnly(Map.entry("6455-6.1-03", Finding.TOLERABLE));
  }
}
