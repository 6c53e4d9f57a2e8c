package dev.wspec.codec;

import static dev.wspec.codec.Received.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageAssemblerTest {
  private static final Role CLIENT = Role.CLIENT;

  @Test
  void joinsFragments() {
    // the fragmented "Hello" of RFC 6455 §5.7
    assertThat(Received.messages(CLIENT, hex("0103 48656c 8002 6c6f")))
        .isEqualTo(Received.of(Frame.text("Hello")));
  }

  @Test
  void joinsEmptyFragments() {
    assertThat(Received.messages(CLIENT, hex("0200 0000 0001 2a 0000 8000")))
        .isEqualTo(Received.of(Frame.binary(hex("2a"))));
    assertThat(Received.messages(CLIENT, hex("0100 8000"))).isEqualTo(Received.of(Frame.text("")));
  }

  @Test
  void letsControlFramesThroughBetweenFragments() {
    assertThat(Received.messages(CLIENT, hex("0101 41 8901 70 8a00 8001 42 8800")))
        .isEqualTo(
            Received.of(
                Frame.ping(hex("70")), Frame.pong(hex("")), Frame.text("AB"), Frame.close()));
  }

  @Test
  void joinsCharactersThatFragmentsDivide() {
    // U+1F600, a byte in each frame, and a Ping in the middle
    assertThat(Received.messages(CLIENT, hex("0101 f0 0001 9f 8900 0001 98 8001 80")))
        .isEqualTo(Received.of(Frame.ping(hex("")), Frame.text("\uD83D\uDE00")));
  }

  @Test
  void failsTextAtTheFirstByteThatIsNotUtf8() {
    byte[] prefix = hex("0109 6869 20"); // 9 bytes announced, three there
    assertThat(Received.messages(CLIENT, prefix).broken()).isNull();
    assertThat(Received.messages(CLIENT, hex("0109 6869 20 ed")).broken()).isNull();
    // ED A0 begins a surrogate: nothing that follows could mend it
    assertThat(Received.messages(CLIENT, hex("0109 6869 20 ed a0")))
        .isEqualTo(Received.violation(Rule.INVALID_UTF8));
  }

  @Test
  void doesNotJudgeBinary() {
    assertThat(Received.messages(CLIENT, hex("8202 ffc3")))
        .isEqualTo(Received.of(Frame.binary(hex("ffc3"))));
  }

  @Test
  void startsEachTextAfresh() {
    assertThat(Received.messages(CLIENT, Set.of(Rule.INVALID_UTF8), hex("8101 c3 8101 41")))
        .isEqualTo(Received.of(new Frame(Opcode.TEXT, hex("c3")), Frame.text("A")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8800", "8802 03e8", "8802 03f6", "8802 0bb8", "8804 1387 c3a4"})
  void takesCloseFramesThatKeepTheRules(String close) {
    assertThat(Received.messages(CLIENT, hex(close)).frames()).hasSize(1);
  }

  @Test
  void takesMissingExtensionFromAClientOnly() {
    assertThat(Received.messages(Role.SERVER, hex("8882 00000000 03f2")).broken()).isNull();
    assertThat(Received.messages(CLIENT, hex("8802 03f2")).broken())
        .isEqualTo(Rule.INVALID_CLOSE_CODE);
  }

  @Test
  void refusesFramesBeyondTheLimitAtTheirHeader() {
    assertThat(limited("8203 414141").broken()).isNull();
    assertThat(limited("8204").broken()).isEqualTo(Rule.MESSAGE_TOO_BIG);
    assertThat(limited("827f7fffffffffffffff").broken()).isEqualTo(Rule.MESSAGE_TOO_BIG);
  }

  @Test
  void refusesMessagesBeyondTheLimitAtTheHeaderThatExceedsIt() {
    assertThat(limited("0203 414141 0002 4141 0000 8000").broken()).isNull();
    assertThat(limited("0203 414141 0003").broken()).isEqualTo(Rule.MESSAGE_TOO_BIG);
  }

  @Test
  void countsEachMessageByItself() {
    assertThat(limited("8203 414141 8203 414141 8203 414141").frames()).hasSize(3);
  }

  @Test
  void doesNotLimitControlFramesBelowWhatTheyMayBe() {
    assertThat(limited("897d" + "00".repeat(125)).frames()).hasSize(1);
  }

  @Test
  void theLimitIsNeverWaived() {
    Limits limits = new Limits(3, 5);
    Set<Rule> all = Set.of(Rule.values());
    assertThat(
            Received.messages(
                    new FrameDecoder(CLIENT, 0, limits, all),
                    new MessageAssembler(CLIENT, limits, null, all),
                    hex("8204"))
                .broken())
        .isEqualTo(Rule.MESSAGE_TOO_BIG);
  }

  /** Frames of at most 3 bytes, messages of at most 5. */
  private static Received limited(String stream) {
    Limits limits = new Limits(3, 5);
    return Received.messages(
        new FrameDecoder(CLIENT, 0, limits, Set.of()),
        new MessageAssembler(CLIENT, limits, null, Set.of()),
        hex(stream));
  }
}
