package dev.wspec.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.codec.Limits;
import dev.wspec.protocol.DeflateParameters;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Masked frames in here have the masking key 00000000, so that their payload can be read. */
class SessionTest {
  private final Session server = new Session(Role.SERVER);
  private final Session client = new Session(Role.CLIENT);

  @Test
  void aServerReceivesAMaskedText() {
    assertThat(server.receive(hex("818537fa213d7f9f4d5158"))) // RFC 6455 §5.7: "Hello"
        .containsExactly(Frame.text("Hello"));
    assertThat(sent(server)).isEmpty();
  }

  @Test
  void aClientReceivesAnUnmaskedText() {
    assertThat(client.receive(hex("810548656c6c6f"))).containsExactly(Frame.text("Hello"));
  }

  @Test
  void aServerSendsUnmaskedFrames() {
    assertThat(server.send(Frame.text("Hello"))).isTrue();
    assertThat(sent(server)).isEqualTo("810548656c6c6f");
  }

  @Test
  void whatAClientSendsAServerReads() {
    client.send(Frame.binary(new byte[] {1, 2, 3}));
    client.send(Frame.ping(new byte[] {4}));
    assertThat(server.receive(client.output().take()))
        .containsExactly(Frame.binary(new byte[] {1, 2, 3}), Frame.ping(new byte[] {4}));
  }

  @Test
  void joinsFragmentsAndLetsAPingThrough() {
    assertThat(
            server.receive(
                hex(
                    "01 83 00000000 48656c" // "Hel", not final
                        + "89 81 00000000 21" // Ping "!"
                        + "80 82 00000000 6c6f"))) // "lo"
        .containsExactly(Frame.ping(new byte[] {0x21}), Frame.text("Hello"));
    assertThat(sent(server)).isEqualTo("8a0121"); // Pong "!"
  }

  @Test
  void answersPingsInOrderAndPongsNot() {
    server.receive(hex("898100000000 01" + "8a8100000000 02" + "898000000000"));
    assertThat(sent(server)).isEqualTo("8a0101" + "8a00");
  }

  @ParameterizedTest
  @CsvSource({
    "8880 00000000, 8800", // empty
    "8882 00000000 03e8, 880203e8", // 1000
    "8885 00000000 03e9 627965, 880203e9", // 1001, "bye"
    "8882 00000000 03f4, 880203f4", // 1012
    "8882 00000000 1387, 88021387", // 4999
    "8882 00000000 03f2, 880203e8" // 1010, which a server must not send
  })
  void aServerRepeatsTheCodeOfAClose(String close, String reply) {
    assertThat(server.receive(hex(close))).singleElement().matches(f -> f.opcode() == Opcode.CLOSE);
    assertThat(sent(server)).isEqualTo(reply);
    assertThat(server.isClosed()).isTrue();
    assertThat(server.violation()).isNull();
  }

  @Test
  void processesNothingAfterAClose() {
    assertThat(server.receive(hex("888000000000" + "818000000000" + "898000000000"))).hasSize(1);
    assertThat(server.receive(hex("898000000000"))).isEmpty();
    assertThat(server.send(Frame.text("late"))).isFalse();
    assertThat(sent(server)).isEqualTo("8800");
  }

  @Test
  void closesWithoutAReplyWhenItsOwnCloseIsAnswered() {
    client.close(1000, "bye");
    assertThat(server.receive(client.output().take())).containsExactly(Frame.close(1000, "bye"));
    assertThat(client.isClosed()).isFalse();
    assertThat(client.send(Frame.text("late"))).isFalse();

    assertThat(client.receive(server.output().take())).containsExactly(Frame.close(1000, ""));
    assertThat(client.isClosed()).isTrue();
    assertThat(client.output().isEmpty()).isTrue();
  }

  @Test
  void answersPingsUntilTheCloseOfThePeer() {
    server.close(1001, "");
    assertThat(sent(server)).isEqualTo("880203e9");
    server.receive(hex("898000000000"));
    assertThat(sent(server)).isEqualTo("8a00");
  }

  @Test
  void crossingClosesAreTheWholeHandshake() {
    server.close(1001, "");
    client.close(1000, "");
    byte[] fromServer = server.output().take();
    assertThat(server.receive(client.output().take())).hasSize(1);
    assertThat(client.receive(fromServer)).hasSize(1);
    assertThat(server.isClosed()).isTrue();
    assertThat(client.isClosed()).isTrue();
    assertThat(sent(server)).isEmpty();
    assertThat(sent(client)).isEmpty();
  }

  @Test
  void cutsAReasonBetweenCharacters() {
    server.close(1001, "x".repeat(122) + "\u00e4");
    assertThat(client.receive(server.output().take()))
        .containsExactly(Frame.close(1001, "x".repeat(122)));
  }

  @ParameterizedTest
  @CsvSource({
    "8180, 1002, UNMASKED_CLIENT_FRAME",
    "c18000000000, 1002, RSV_BITS",
    "838000000000, 1002, RESERVED_OPCODE",
    "098000000000, 1002, CONTROL_FRAGMENTED",
    "89fe007e00000000, 1002, CONTROL_TOO_LONG",
    "808000000000, 1002, UNEXPECTED_CONTINUATION",
    "018000000000 818000000000, 1002, EXPECTED_CONTINUATION",
    "82fe007d00000000, 1002, LENGTH_NOT_MINIMAL",
    "82ff800000000000000000000000, 1002, LENGTH_NEGATIVE",
    "818200000000c328, 1007, INVALID_UTF8",
    "88810000000003, 1002, CLOSE_PAYLOAD_OF_ONE_BYTE",
    "88820000000003ed, 1002, INVALID_CLOSE_CODE", // 1005
    "88830000000003e8ff, 1007, CLOSE_REASON_NOT_UTF8",
    "82ff000000000400000100000000, 1009, MESSAGE_TOO_BIG"
  })
  void namesTheFittingCodeWhenThePeerBreaksARule(String bytes, int code, Rule rule) {
    server.receive(hex(bytes + "898000000000")); // the Ping behind it gets no answer
    assertThat(broken(server)).isEqualTo(rule);
    assertThat(server.isClosed()).isTrue();
    assertThat(client.receive(server.output().take()))
        .singleElement()
        .satisfies(close -> assertThat(close.closeCode()).isEqualTo(code));
  }

  @Test
  void aClientRefusesMaskedFrames() {
    client.receive(hex("818000000000"));
    assertThat(broken(client)).isEqualTo(Rule.MASKED_SERVER_FRAME);
  }

  @Test
  void boundsAMessageThatComesInFragments() {
    Session small = new Session(Role.SERVER, null, Limits.of(4), SessionBehaviour.CONFORMING);
    small.receive(hex("028300000000010203" + "808200000000" + "0405"));
    assertThat(broken(small)).isEqualTo(Rule.MESSAGE_TOO_BIG);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 12, 15})
  void compressesBothWays(int windowBits) {
    DeflateParameters agreed = new DeflateParameters(false, true, windowBits, windowBits);
    Session near = compressing(Role.CLIENT, agreed);
    Session far = compressing(Role.SERVER, agreed);
    Frame message = Frame.text("Hello, hello, hello ".repeat(200));
    for (int i = 0; i < 3; i++) {
      near.send(message);
      assertThat(near.output().size()).isLessThan(message.payload().length / 2);
      assertThat(far.receive(near.output().take())).containsExactly(message);
      far.send(message);
      assertThat(near.receive(far.output().take())).containsExactly(message);
    }
    near.close();
    far.close();
  }

  @Test
  void readsTheCompressedMessagesOfTheRfc() {
    Session compressing = compressing(Role.CLIENT, DeflateParameters.DEFAULT);
    assertThat(
            compressing.receive(
                hex(
                    "c107f248cdc9c90700" // RFC 7692 §7.2.3.1
                        + "4103f248cd8004c9c90700" // in two fragments
                        + "810548656c6c6f" // not compressed
                        + "c105f200110000"))) // §7.2.3.2, from the window
        .isEqualTo(List.of(text(), text(), text(), text()));
    compressing.close();
  }

  private static Rule broken(Session session) {
    ProtocolViolation violation = session.violation();
    if (violation == null) {
      throw new AssertionError("No rule is broken");
    }
    return violation.rule();
  }

  private static Frame text() {
    return Frame.text("Hello");
  }

  private static Session compressing(Role self, DeflateParameters agreed) {
    return new Session(self, agreed, Limits.DEFAULT, SessionBehaviour.CONFORMING);
  }

  private static String sent(Session session) {
    return HexFormat.of().formatHex(session.output().take());
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
