package dev.wspec.conformance.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Payload;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PayloadCollectorTest {

  private final SentPayloads sent = new SentPayloads();

  private static byte[] octets(int count) {
    byte[] octets = new byte[count];
    new Random(5).nextBytes(octets);
    return octets;
  }

  private static Payload collect(PayloadCollector collector, byte[] octets, int piece) {
    for (int at = 0; at < octets.length; at += piece) {
      collector.add(octets, at, Math.min(octets.length, at + piece));
    }
    return collector.payload();
  }

  private static void isDigestOf(Payload payload, byte[] octets) throws Exception {
    assertThat(payload.length()).isEqualTo(octets.length);
    assertThat(payload.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets)));
    assertThat(payload.head()).isEqualTo(Arrays.copyOf(octets, Payload.ENDS));
    assertThat(payload.tail())
        .isEqualTo(Arrays.copyOfRange(octets, octets.length - Payload.ENDS, octets.length));
  }

  @Test
  void takesTheDigestOfAnEchoFromWhatWasSent() throws Exception {
    byte[] octets = octets(70_000);
    for (int piece : new int[] {1, 100, Payload.KEPT, 70_000}) {
      Payload original = collect(sent.ofSent(), octets, 9000);
      Payload echo = collect(sent.ofReceived(), octets, piece);
      isDigestOf(echo, octets);
      assertThat(echo.sha256()).isSameAs(collect(sent.ofReceived(), octets, 333).sha256());
      assertThat(echo).isEqualTo(original);
    }
  }

  @Test
  void noticesWhereverAnEchoDiffersAndHoweverItIsCut() throws Exception {
    byte[] octets = octets(20_000);
    collect(sent.ofSent(), octets, 20_000);
    for (int at : new int[] {0, 63, 64, Payload.KEPT - 1, Payload.KEPT, 12_345, 19_999}) {
      byte[] other = octets.clone();
      other[at] ^= 1;
      for (int piece : new int[] {1, 100, Payload.KEPT, 5000, 20_000}) {
        isDigestOf(collect(sent.ofReceived(), other, piece), other);
      }
    }
  }

  @Test
  void noticesAnEchoThatIsShorterOrLonger() throws Exception {
    byte[] octets = octets(20_000);
    collect(sent.ofSent(), Arrays.copyOf(octets, 15_000), 15_000);
    for (int length : new int[] {14_999, 15_001, 20_000}) {
      byte[] other = Arrays.copyOf(octets, length);
      isDigestOf(collect(sent.ofReceived(), other, 1000), other);
      isDigestOf(collect(sent.ofReceived(), other, length), other);
    }
  }

  @Test
  void remembersNoMoreThanThereIsRoomFor() throws Exception {
    byte[] large = octets(4 << 20);
    isDigestOf(collect(sent.ofSent(), large, 1 << 16), large);
    assertThat(sent.like(new byte[0], large, 0, 5000)).isNull();
    isDigestOf(collect(sent.ofReceived(), large, 1 << 16), large);
  }
}
