package dev.wspec.conformance.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Message;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageScannerTest {

  private final List<Message> messages = new ArrayList<>();
  private final MessageScanner scanner = new MessageScanner(messages::add);
  private final FrameScanner frames = new FrameScanner(scanner);

  private void scan(String hex) {
    byte[] octets = HexFormat.of().parseHex(hex);
    frames.scan(octets, 0, octets.length);
  }

  private Message only() {
    assertThat(messages).hasSize(1);
    return messages.get(0);
  }

  @Test
  void joinsFragmentsAroundAControlFrame() {
    scan("010348656c" + "890100" + "80026c6f"); // "Hel", a Ping between, "lo"
    assertThat(only().payload().hex()).isEqualTo("48656c6c6f");
    assertThat(only().frames()).isEqualTo(2);
    assertThat(only().isText()).isTrue();
    assertThat(only().utf8ErrorAt()).isEqualTo(-1);
  }

  @Test
  void passesOverAContinuationOfNothing() {
    scan("800161" + "820162"); // a stray continuation, then a Binary
    assertThat(only().payload().hex()).isEqualTo("62");
  }

  @Test
  void dataFrameAmidAMessageBeginsANewOne() {
    scan("010161" + "820162"); // a Text without its end, then a Binary
    assertThat(only().payload().hex()).isEqualTo("62");
    assertThat(only().isText()).isFalse();
  }

  @Test
  void reservedDataOpcodesMakeNoMessage() {
    scan("830161"); // opcode 3
    assertThat(messages).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "81021f7f, -1", // plain ASCII
    "8107ceba5fe1bdb924, -1", // two and three octets
    "8104f48fbfbf, -1", // U+10FFFF
    "8104f4908080, 1", // beyond U+10FFFF: 90 cannot follow f4
    "8102c0af, 0", // overlong: c0 cannot be at all
    "8103e09fbf, 1", // overlong in three octets
    "8104f08fbfbf, 1", // overlong in four octets
    "8103eda080, 1", // surrogate U+D800
    "8103ed9fbf, -1", // U+D7FF, the last before the surrogates
    "810161, -1",
    "810180, 0", // a continuation octet alone
    "8102e282, 2", // ends amid a character
    "810361c328, 2", // 28 is no continuation
    "8101ff, 0",
    "8201ff, -1", // binary is not text
  })
  void findsTheFirstOctetThatIsNotUtf8(String hex, long errorAt) {
    scan(hex);
    assertThat(only().utf8ErrorAt()).isEqualTo(errorAt);
  }

  @Test
  void countsUtf8OffsetsThroughAllFragments() {
    scan("0103e282ac" + "8002c328"); // a euro sign, then c3 28: the error is at offset 4
    assertThat(only().utf8ErrorAt()).isEqualTo(4);
  }

  @Test
  void inflatesACompressedMessage() {
    scanner.inflating(true);
    scan("c107f248cdc9c90700"); // "Hello", RFC 7692 §7.2.3.1
    assertThat(only().payload().hex()).isEqualTo("48656c6c6f");
    assertThat(only().compressed()).isTrue();
    assertThat(only().damage()).isNull();
  }

  @Test
  void inflatesWithTheWindowOfTheMessageBefore() {
    scanner.inflating(true);
    scan("c107f248cdc9c90700" + "c105f200110000"); // "Hello" twice, RFC 7692 §7.2.3.2
    assertThat(messages).extracting(m -> m.payload().hex()).containsOnly("48656c6c6f").hasSize(2);
  }

  @Test
  void withoutContextTakeoverAnOlderWindowIsDamage() {
    scanner.inflating(false);
    scan("c107f248cdc9c90700" + "c105f200110000"); // the second refers to the first
    assertThat(messages.get(1).damage()).isNotNull();
  }

  @Test
  void inflatesAStoredBlockAndABlockWithBfinalSet() {
    scanner.inflating(true);
    scan("c10b000500faff48656c6c6f00"); // no compression, RFC 7692 §7.2.3.3
    scan("c108f348cdc9c9070000"); // BFINAL set, RFC 7692 §7.2.3.4
    scan("c10df248050000" + "00ffffcac9c90700"); // two blocks in one message, §7.2.3.5
    assertThat(messages).extracting(m -> m.payload().hex()).containsOnly("48656c6c6f").hasSize(3);
  }

  @Test
  void bfinalWithoutAnythingBehindItEndsTheMessageToo() {
    scanner.inflating(true);
    scan("c107f348cdc9c90700" + "c107f248cdc9c90700");
    assertThat(messages).extracting(m -> m.payload().hex()).containsOnly("48656c6c6f").hasSize(2);
  }

  @Test
  void tellsOfAStreamThatCannotBeInflated() {
    scanner.inflating(true);
    scan("c20106" + "c107f248cdc9c90700"); // a block of the reserved type 3, then a sound message
    assertThat(messages.get(0).damage()).isNotNull();
    assertThat(messages.get(1).payload().hex()).isEqualTo("48656c6c6f");
  }

  @Test
  void leavesUncompressedMessagesAlone() {
    scanner.inflating(true);
    scan("810548656c6c6f");
    assertThat(only().compressed()).isFalse();
    assertThat(only().payload().hex()).isEqualTo("48656c6c6f");
  }

  @Test
  void stopsInflatingABombAtItsLimit() {
    scanner.inflating(true);
    byte[] bomb = deflatedZeros(MessageInflater.LIMIT + 1);
    byte[] frame = new byte[10 + bomb.length];
    frame[0] = (byte) 0xC2;
    frame[1] = 127;
    java.nio.ByteBuffer.wrap(frame).putLong(2, bomb.length).position(10).put(bomb);
    frames.scan(frame, 0, frame.length);
    assertThat(only().damage()).isEqualTo("it inflates to more than 67108864 octets");
    assertThat(only().payload().length()).isLessThanOrEqualTo(MessageInflater.LIMIT);
  }

  private static byte[] deflatedZeros(long count) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] zeros = new byte[1 << 20];
    byte[] buffer = new byte[1 << 16];
    for (long done = 0; done < count; done += zeros.length) {
      deflater.setInput(zeros);
      int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
      out.write(buffer, 0, length);
    }
    deflater.end();
    return out.toByteArray();
  }
}
