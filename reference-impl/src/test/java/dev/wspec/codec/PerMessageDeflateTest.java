package dev.wspec.codec;

import static dev.wspec.codec.Received.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wspec.protocol.DeflateParameters;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerMessageDeflateTest {
  private static final int LIMIT = 1 << 20;
  private static final DeflateParameters NO_TAKEOVER = new DeflateParameters(true, true, 15, 15);
  private static final byte[] TAIL = hex("0000ffff");

  private static PerMessageDeflate client(DeflateParameters agreed) {
    return new PerMessageDeflate(Role.CLIENT, agreed, LIMIT);
  }

  private static PerMessageDeflate server(DeflateParameters agreed) {
    return new PerMessageDeflate(Role.SERVER, agreed, LIMIT);
  }

  @Test
  void writesTheExamplesOfTheRfc() {
    try (PerMessageDeflate deflate = server(DeflateParameters.DEFAULT)) {
      assertThat(deflate.compress("Hello".getBytes(UTF_8))).isEqualTo(hex("f248cdc9c90700"));
      // §7.2.3.2: the second one refers to the first
      assertThat(deflate.compress("Hello".getBytes(UTF_8))).isEqualTo(hex("f200110000"));
    }
    try (PerMessageDeflate deflate = server(NO_TAKEOVER)) {
      assertThat(deflate.compress("Hello".getBytes(UTF_8))).isEqualTo(hex("f248cdc9c90700"));
      assertThat(deflate.compress("Hello".getBytes(UTF_8))).isEqualTo(hex("f248cdc9c90700"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "f248cdc9c90700, Hello", // §7.2.3.1
    "000500faff48656c6c6f00, Hello", // §7.2.3.3, a block without compression
    "f348cdc9c9070000, Hello", // §7.2.3.4, a block with BFINAL
    "f24805000000ffffcac9c90700, Hello", // §7.2.3.5, two blocks
    "00, ''", // §7.2.3.6, an empty message
    "000000ffff00, ''", // an empty stored block more than needed
  })
  void readsTheExamplesOfTheRfc(String payload, String text) throws ProtocolViolation {
    try (PerMessageDeflate deflate = client(DeflateParameters.DEFAULT)) {
      assertThat(deflate.decompress(hex(payload))).asString(UTF_8).isEqualTo(text);
    }
  }

  @Test
  void readsWhatRefersToTheMessageBefore() throws ProtocolViolation {
    try (PerMessageDeflate deflate = client(DeflateParameters.DEFAULT)) {
      assertThat(deflate.decompress(hex("f248cdc9c90700"))).asString(UTF_8).isEqualTo("Hello");
      assertThat(deflate.decompress(hex("f200110000"))).asString(UTF_8).isEqualTo("Hello");
    }
  }

  @Test
  void keepsTheWindowBeyondAFinalBlock() throws ProtocolViolation {
    try (PerMessageDeflate deflate = client(DeflateParameters.DEFAULT)) {
      assertThat(deflate.decompress(hex("f348cdc9c9070000"))).asString(UTF_8).isEqualTo("Hello");
      assertThat(deflate.decompress(hex("f200110000"))).asString(UTF_8).isEqualTo("Hello");
    }
    try (PerMessageDeflate deflate = client(NO_TAKEOVER)) {
      // both in one message: the second block, not final, refers to the first, final
      assertThat(deflate.decompress(hex("f348cdc9c90700 f200110000")))
          .asString(UTF_8)
          .isEqualTo("HelloHello");
    }
  }

  @Test
  void doesNotReadWhatRefersToAForgottenMessage() {
    try (PerMessageDeflate deflate = client(NO_TAKEOVER)) {
      assertThat(broken(deflate, "f248cdc9c90700")).isNull();
      assertThat(broken(deflate, "f200110000")).isEqualTo(Rule.DEFLATE_DATA);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "06", // a block of type 3
        "000500faee48656c6c6f00", // lengths of a stored block that do not fit
        "f2001100", // a back-reference before the beginning
        "fcffff", // a dynamic block with more codes than there are
      })
  void failsOnWhatIsNotDeflate(String payload) {
    try (PerMessageDeflate deflate = client(DeflateParameters.DEFAULT)) {
      assertThat(broken(deflate, payload)).isEqualTo(Rule.DEFLATE_DATA);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // not even the header of the empty stored block
        "f248cdc9c907", // "Hello" without the header of the empty stored block
        "f248cd", // "Hello" broken off
        "f348cdc9c90700", // a final block without an empty stored block behind it
        "000900f6ff48656c6c6f", // the tail becomes the last four bytes of a stored block
        "f248cdc9c907000000ffff", // the tail is still there
      })
  void failsOnWhatDoesNotEndWithAnEmptyStoredBlock(String payload) {
    try (PerMessageDeflate deflate = client(DeflateParameters.DEFAULT)) {
      assertThat(broken(deflate, payload)).isEqualTo(Rule.DEFLATE_UNFINISHED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01", // a final stored block
        "61", // the same with other bits before its length, which count for nothing
      })
  void takesAFinalStoredBlockForTheEmptyOne(String payload) throws ProtocolViolation {
    try (PerMessageDeflate deflate = client(DeflateParameters.DEFAULT)) {
      assertThat(deflate.decompress(hex("f248cdc9c90700"))).asString(UTF_8).isEqualTo("Hello");
      assertThat(deflate.decompress(hex(payload))).isEmpty();
      assertThat(deflate.decompress(hex("f200110000"))).asString(UTF_8).isEqualTo("Hello");
    }
  }

  @Test
  void goesOnAfterDamageIfToldTo() throws ProtocolViolation {
    Set<Rule> waived = Set.of(Rule.DEFLATE_DATA, Rule.DEFLATE_UNFINISHED);
    try (PerMessageDeflate deflate =
        new PerMessageDeflate(Role.CLIENT, DeflateParameters.DEFAULT, LIMIT, waived)) {
      assertThat(deflate.decompress(hex("06"))).isEmpty();
      assertThat(deflate.decompress(hex("f248cdc9c907"))).asString(UTF_8).isEqualTo("Hello");
      assertThat(deflate.decompress(hex("f200110000"))).asString(UTF_8).isEqualTo("Hello");
    }
  }

  @Test
  void sendsAnEmptyMessageAsASingleZero() {
    try (PerMessageDeflate deflate = client(DeflateParameters.DEFAULT)) {
      assertThat(deflate.compress(new byte[0])).isEqualTo(hex("00"));
      assertThat(deflate.compress(new byte[0])).isEqualTo(hex("00"));
      assertThat(deflate.compress("Hello".getBytes(UTF_8))).isEqualTo(hex("f248cdc9c90700"));
      assertThat(deflate.compress(new byte[0])).isEqualTo(hex("00"));
      assertThat(deflate.compress("Hello".getBytes(UTF_8))).isEqualTo(hex("f200110000"));
    }
  }

  @Test
  void inflatesUpToItsLimitAndNoFarther() throws ProtocolViolation {
    byte[] bomb;
    byte[] fits;
    try (PerMessageDeflate sender = server(NO_TAKEOVER)) {
      bomb = sender.compress(new byte[LIMIT + 1]);
      fits = sender.compress(new byte[LIMIT]);
    }
    try (PerMessageDeflate deflate = client(NO_TAKEOVER)) {
      assertThat(deflate.decompress(fits)).hasSize(LIMIT);
      assertThat(broken(deflate, HexFormat.of().formatHex(bomb))).isEqualTo(Rule.MESSAGE_TOO_BIG);
    }
  }

  @Test
  void aLimitOfNothingLetsEmptyMessagesPass() {
    try (PerMessageDeflate deflate =
        new PerMessageDeflate(Role.CLIENT, DeflateParameters.DEFAULT, 0)) {
      assertThat(broken(deflate, "00")).isNull();
      assertThat(broken(deflate, "f248cdc9c90700")).isEqualTo(Rule.MESSAGE_TOO_BIG);
    }
  }

  /** The fragmented "Hello" of §7.2.3.1, with a Ping in the middle, in every split. */
  @Test
  void inflatesFragmentsAsTheyCome() {
    byte[] stream = hex("4103 f248cd 8900 8004 c9c90700");
    for (long choice = 0; choice < 1L << (stream.length - 1); choice++) {
      assertThat(messages(stream, Received.cuts(choice, stream.length)))
          .isEqualTo(Received.of(Frame.ping(new byte[0]), Frame.text("Hello")));
    }
  }

  @Test
  void leavesMessagesWithoutRsv1AsTheyAre() {
    // §7.2.3.2 with an uncompressed message in between, which does not enter the window
    assertThat(messages(hex("c107f248cdc9c90700 8103616263 c105f200110000")))
        .isEqualTo(Received.of(Frame.text("Hello"), Frame.text("abc"), Frame.text("Hello")));
  }

  @Test
  void failsInflatedTextAtTheFirstByteThatIsNotUtf8() {
    byte[] payload = stored(hex("41 ff 41"));
    byte[] stream = new byte[2 + 7];
    stream[0] = 0x41;
    stream[1] = (byte) payload.length;
    System.arraycopy(payload, 0, stream, 2, 7); // up to the bad byte
    assertThat(messages(stream)).isEqualTo(Received.violation(Rule.INVALID_UTF8));
    assertThat(messages(Arrays.copyOf(stream, 8))).isEqualTo(Received.of());
  }

  /**
   * Messages made of earlier parts of themselves, at distances up to 40000 bytes: the compressor
   * uses the window it was given, and nothing beyond it.
   */
  @ParameterizedTest
  @ValueSource(ints = {8, 9, 10, 11, 12, 13, 14, 15})
  void noBackReferenceLeavesTheAgreedWindow(int bits) {
    Random random = new Random(bits);
    byte[] stream = repetitive(random, 200_000);
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (PerMessageDeflate sender = server(new DeflateParameters(false, false, bits, 15))) {
      for (int at = 0; at < stream.length; ) {
        int length = Math.min(1 + random.nextInt(6000), stream.length - at);
        byte[] message = Arrays.copyOfRange(stream, at, at + length);
        at += length;
        compressed.writeBytes(sender.compress(message));
        compressed.writeBytes(TAIL);
      }
    }

    BlockReader blocks = new BlockReader(compressed.toByteArray());

    assertThat(blocks.output()).isEqualTo(stream);
    assertThat(blocks.farthest()).isBetween((1 << bits) / 2 - 10, 1 << bits);
  }

  @Test
  void theWindowBelongsToTheSender() {
    DeflateParameters agreed = new DeflateParameters(false, false, 9, 15);
    byte[] message = repetitive(new Random(1), 60_000);
    try (PerMessageDeflate server = server(agreed);
        PerMessageDeflate client = client(agreed)) {
      assertThat(new BlockReader(concat(server.compress(message), TAIL)).farthest())
          .isLessThan(512);
      assertThat(new BlockReader(concat(client.compress(message), TAIL)).farthest())
          .isGreaterThan(512);
    }
  }

  @Property(tries = 200)
  void whatOneSideCompressesTheOtherReads(
      @ForAll boolean serverForgets,
      @ForAll boolean clientForgets,
      @ForAll @IntRange(min = 8, max = 15) int serverBits,
      @ForAll @IntRange(min = 8, max = 15) int clientBits,
      @ForAll long seed)
      throws ProtocolViolation {
    DeflateParameters agreed =
        new DeflateParameters(serverForgets, clientForgets, serverBits, clientBits);
    Random random = new Random(seed);
    try (PerMessageDeflate server = server(agreed);
        PerMessageDeflate client = client(agreed)) {
      for (int i = 0; i < 6; i++) {
        byte[] message = repetitive(random, random.nextInt(20_000));
        assertThat(client.decompress(server.compress(message))).isEqualTo(message);
        assertThat(server.decompress(client.compress(message))).isEqualTo(message);
      }
    }
  }

  @Property(tries = 100)
  void whatWeCompressThePlatformReads(
      @ForAll @IntRange(min = 8, max = 15) int bits, @ForAll long seed) throws DataFormatException {
    Random random = new Random(seed);
    Inflater inflater = new Inflater(true);
    try (PerMessageDeflate client = client(new DeflateParameters(false, false, 15, bits))) {
      for (int i = 0; i < 4; i++) {
        byte[] message = repetitive(random, random.nextInt(10_000));
        byte[] read = new byte[message.length + 1];
        inflater.setInput(concat(client.compress(message), TAIL));
        assertThat(inflater.inflate(read)).isEqualTo(message.length);
        assertThat(Arrays.copyOf(read, message.length)).isEqualTo(message);
      }
    } finally {
      inflater.end();
    }
  }

  @Property(tries = 100)
  void whatThePlatformCompressesWeRead(
      @ForAll @IntRange(max = 9) int level, @ForAll boolean huffmanOnly, @ForAll long seed)
      throws ProtocolViolation {
    Random random = new Random(seed);
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(huffmanOnly ? Deflater.HUFFMAN_ONLY : Deflater.DEFAULT_STRATEGY);
    try (PerMessageDeflate server = server(DeflateParameters.DEFAULT)) {
      for (int i = 0; i < 4; i++) {
        byte[] message = repetitive(random, 1 + random.nextInt(50_000));
        byte[] compressed = new byte[2 * message.length + 100];
        deflater.setInput(message);
        int size = 0;
        while (size == 0) { // the first call may do no more than set the strategy
          size = deflater.deflate(compressed, 0, compressed.length, Deflater.SYNC_FLUSH);
        }
        assertThat(server.decompress(Arrays.copyOf(compressed, size - 4))).isEqualTo(message);
      }
    } finally {
      deflater.end();
    }
  }

  private static Received messages(byte[] stream, int... cuts) {
    try (PerMessageDeflate deflate = client(DeflateParameters.DEFAULT)) {
      return Received.messages(
          new FrameDecoder(Role.CLIENT, Frame.RSV1, Limits.DEFAULT, Set.of()),
          new MessageAssembler(Role.CLIENT, Limits.DEFAULT, deflate, Set.of()),
          stream,
          cuts);
    }
  }

  private static @Nullable Rule broken(PerMessageDeflate deflate, String payload) {
    ProtocolViolation violation =
        catchThrowableOfType(ProtocolViolation.class, () -> deflate.decompress(hex(payload)));
    return violation == null ? null : violation.rule();
  }

  private static byte[] stored(byte[] bytes) {
    byte[] header = {0, (byte) bytes.length, 0, (byte) ~bytes.length, -1};
    return concat(concat(header, bytes), new byte[1]);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] repetitive(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; ) {
      int count = Math.min(4 + random.nextInt(20), length - at);
      if (at > 300 && random.nextInt(3) > 0) {
        int distance = Math.min(at, 1 + (int) Math.exp(random.nextDouble() * Math.log(40_000)));
        for (int i = 0; i < count; i++) {
          bytes[at + i] = bytes[at + i - distance];
        }
      } else {
        for (int i = 0; i < count; i++) {
          bytes[at + i] = (byte) random.nextInt();
        }
      }
      at += count;
    }
    return bytes;
  }
}
