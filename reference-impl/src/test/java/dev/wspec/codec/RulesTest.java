package dev.wspec.codec;

import static dev.wspec.codec.Received.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.wspec.protocol.CloseCode;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For each rule the bytes that just break it, and what becomes of them when it is waived. */
class RulesTest {
  private static final Role CLIENT = Role.CLIENT;
  private static final Role SERVER = Role.SERVER;

  /** Receiver, bytes that break just the rule, the rule, and what they are without the rule. */
  static Stream<Arguments> breaches() {
    return Stream.of(
        // RSV1, RSV2 and RSV3 on each kind of frame, none negotiated
        arguments(CLIENT, "c100", Rule.RSV_BITS, Received.of(Frame.text(""))),
        arguments(CLIENT, "a100", Rule.RSV_BITS, Received.of(Frame.text(""))),
        arguments(CLIENT, "9200", Rule.RSV_BITS, Received.of(Frame.binary(hex("")))),
        arguments(CLIENT, "c900", Rule.RSV_BITS, Received.of(Frame.ping(hex("")))),
        arguments(CLIENT, "b800", Rule.RSV_BITS, Received.of(Frame.close())),
        arguments(SERVER, "f180 00000000", Rule.RSV_BITS, Received.of(Frame.text(""))),
        // a data opcode and a control opcode that are reserved, passed over if waived
        arguments(CLIENT, "8301 41", Rule.RESERVED_OPCODE, Received.of()),
        arguments(CLIENT, "8f01 41 8101 41", Rule.RESERVED_OPCODE, Received.of(Frame.text("A"))),
        // masking in the wrong direction
        arguments(SERVER, "8101 41", Rule.UNMASKED_CLIENT_FRAME, Received.of(Frame.text("A"))),
        arguments(
            CLIENT, "8181 01000000 40", Rule.MASKED_SERVER_FRAME, Received.of(Frame.text("A"))),
        // control frames of 126 bytes and in two parts
        arguments(
            CLIENT,
            "897e007e" + "41".repeat(126),
            Rule.CONTROL_TOO_LONG,
            Received.of(Frame.ping("A".repeat(126).getBytes(UTF_8)))),
        arguments(
            CLIENT,
            "897f0000000000010000" + "00".repeat(65536),
            Rule.CONTROL_TOO_LONG,
            Received.of(Frame.ping(new byte[65536]))),
        arguments(CLIENT, "0900", Rule.CONTROL_FRAGMENTED, Received.of(Frame.ping(hex("")))),
        // lengths in more bytes than they need, at the borders
        arguments(CLIENT, "817e0001 41", Rule.LENGTH_NOT_MINIMAL, Received.of(Frame.text("A"))),
        arguments(
            CLIENT,
            "827e007d" + "00".repeat(125),
            Rule.LENGTH_NOT_MINIMAL,
            Received.of(Frame.binary(new byte[125]))),
        arguments(
            CLIENT,
            "827f0000000000000000",
            Rule.LENGTH_NOT_MINIMAL,
            Received.of(Frame.binary(hex("")))),
        arguments(
            CLIENT,
            "827f000000000000ffff" + "00".repeat(65535),
            Rule.LENGTH_NOT_MINIMAL,
            Received.of(Frame.binary(new byte[65535]))),
        arguments(
            CLIENT,
            "827f8000000000010000" + "00".repeat(65536),
            Rule.LENGTH_NEGATIVE,
            Received.of(Frame.binary(new byte[65536]))),
        // continuations of nothing and messages within messages
        arguments(
            CLIENT, "8001 41", Rule.UNEXPECTED_CONTINUATION, Received.of(Frame.binary(hex("41")))),
        arguments(CLIENT, "0000", Rule.UNEXPECTED_CONTINUATION, Received.of()),
        arguments(
            CLIENT, "0101 41 8101 42", Rule.EXPECTED_CONTINUATION, Received.of(Frame.text("B"))),
        arguments(CLIENT, "0101 41 0201 42", Rule.EXPECTED_CONTINUATION, Received.of()),
        // text that is not UTF-8, or not yet when it ends
        arguments(
            CLIENT, "8101 ff", Rule.INVALID_UTF8, Received.of(new Frame(Opcode.TEXT, hex("ff")))),
        arguments(
            CLIENT, "8101 c3", Rule.INVALID_UTF8, Received.of(new Frame(Opcode.TEXT, hex("c3")))),
        arguments(
            CLIENT,
            "0101 c3 8001 41", // C3 is left open by the first fragment and broken by the second
            Rule.INVALID_UTF8,
            Received.of(new Frame(Opcode.TEXT, hex("c341")))),
        // Close bodies
        arguments(
            CLIENT,
            "8801 03",
            Rule.CLOSE_PAYLOAD_OF_ONE_BYTE,
            Received.of(new Frame(Opcode.CLOSE, hex("03")))),
        arguments(CLIENT, "8802 03ed", Rule.INVALID_CLOSE_CODE, Received.of(Frame.close(1005, ""))),
        arguments(CLIENT, "8802 03f2", Rule.INVALID_CLOSE_CODE, Received.of(Frame.close(1010, ""))),
        arguments(
            CLIENT,
            "8803 03e8 ff",
            Rule.CLOSE_REASON_NOT_UTF8,
            Received.of(new Frame(Opcode.CLOSE, hex("03e8ff")))),
        arguments(
            CLIENT,
            "8804 03e8 e282",
            Rule.CLOSE_REASON_NOT_UTF8,
            Received.of(new Frame(Opcode.CLOSE, hex("03e8e282")))));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void aBreachFailsTheConnection(Role self, String bytes, Rule rule, Received without) {
    assertThat(Received.messages(self, hex(bytes)).broken()).isEqualTo(rule);
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void aBreachFailsTheConnectionBytewise(Role self, String bytes, Rule rule, Received without) {
    byte[] stream = hex(bytes);
    assertThat(Received.messages(self, stream, Received.everywhere(stream)).broken())
        .isEqualTo(rule);
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void aWaivedRuleIsNotEnforced(Role self, String bytes, Rule rule, Received without) {
    assertThat(Received.messages(self, Set.of(rule), hex(bytes))).isEqualTo(without);
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void noOtherRuleIsWaivedWithIt(Role self, String bytes, Rule rule, Received without) {
    Set<Rule> others = EnumSet.complementOf(EnumSet.of(rule));
    assertThat(Received.messages(self, others, hex(bytes)).broken()).isEqualTo(rule);
  }

  @Test
  void everyRuleOfTheFramingLayerHasItsBreach() {
    Set<Object> shown = breaches().map(row -> row.get()[2]).collect(Collectors.toSet());
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(
                EnumSet.of(Rule.MESSAGE_TOO_BIG, Rule.DEFLATE_DATA, Rule.DEFLATE_UNFINISHED)));
  }

  /** Headers that are wrong from a certain byte on; no payload is sent. */
  @ParameterizedTest
  @ValueSource(
      strings = {"c1", "83", "09", "81 80", "89 7e", "81 7e 007d", "81 7f 8000000000000000"})
  void headersAreJudgedBeforeTheirPayloadArrives(String header) {
    assertThat(Received.frames(new FrameDecoder(CLIENT), hex(header)).broken()).isNotNull();
  }

  @Test
  void fragmentsAreJudgedBeforeTheirPayloadArrives() {
    assertThat(Received.messages(CLIENT, hex("8005")))
        .isEqualTo(Received.violation(Rule.UNEXPECTED_CONTINUATION));
    assertThat(Received.messages(CLIENT, hex("0100 8105")))
        .isEqualTo(Received.violation(Rule.EXPECTED_CONTINUATION));
  }

  @Test
  void whatComesBeforeABreachIsDelivered() {
    assertThat(Received.messages(CLIENT, hex("8101 41 8901 42 c100")))
        .isEqualTo(Received.violation(Rule.RSV_BITS, Frame.text("A"), Frame.ping(hex("42"))));
  }

  @Test
  void anExtensionMayUseItsBitOnTheFirstFrameOfAMessageOnly() {
    assertThat(withRsv1("c100").broken()).isNull();
    assertThat(withRsv1("c200").broken()).isNull();
    assertThat(withRsv1("4100 c000").broken()).isEqualTo(Rule.RSV_BITS); // on a continuation
    assertThat(withRsv1("c900").broken()).isEqualTo(Rule.RSV_BITS); // on a Ping
    assertThat(withRsv1("e100").broken()).isEqualTo(Rule.RSV_BITS); // RSV2 beside it
  }

  @Test
  void aViolationSaysWhatWasSeenAndHowToClose() {
    FrameDecoder decoder = new FrameDecoder(CLIENT);
    decoder.feed(hex("c900"), 0, 2);

    ProtocolViolation violation = catchThrowableOfType(ProtocolViolation.class, decoder::advance);

    assertThat(violation).hasMessage("The reserved bits are 0x40 on a frame with opcode 9");
    assertThat(violation.closeCode()).isEqualTo(CloseCode.PROTOCOL_ERROR);
    assertThat(violation.rule().section()).isEqualTo("RFC 6455 §5.2");
  }

  private static Received withRsv1(String stream) {
    FrameDecoder decoder = new FrameDecoder(CLIENT, Frame.RSV1, Limits.DEFAULT, Set.of());
    return Received.frames(decoder, hex(stream));
  }
}
