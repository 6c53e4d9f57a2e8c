package dev.wspec.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class HeadPropertiesTest {

  /** What a reader makes of octets: how many it took, or why it failed. */
  private static String read(byte[] octets, int piece) {
    HeadReader reader = new HeadReader();
    int taken = 0;
    try {
      for (int at = 0; at < octets.length && !reader.isComplete(); at += piece) {
        taken += reader.accept(octets, at, Math.min(piece, octets.length - at));
      }
      return taken + (reader.isComplete() ? " complete" : " so far");
    } catch (HandshakeViolation e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Property(tries = 300)
  void a_head_is_the_same_however_it_is_cut(
      @ForAll("heads") String head, @ForAll @IntRange(min = 1, max = 20) int piece) {
    byte[] octets = head.getBytes(ISO_8859_1);
    assertThat(read(octets, piece)).isEqualTo(read(octets, Math.max(1, octets.length)));
  }

  @Property(tries = 100)
  void nothing_behind_the_empty_line_is_taken(@ForAll("heads") String head) {
    String whole = head.replace("\n\r\n", "\n") + "\r\n";
    byte[] octets = (whole + "GET").getBytes(ISO_8859_1);
    String told = read(octets, octets.length);
    assertThat(told)
        .satisfiesAnyOf(
            t -> assertThat(t).doesNotContain("complete"),
            t -> assertThat(Integer.parseInt(t.split(" ")[0])).isLessThanOrEqualTo(whole.length()));
  }

  /** Requests, most of them with something odd in them. */
  @Provide
  static Arbitrary<String> heads() {
    return Arbitraries.of(
            "GET / HTTP/1.1\r\n",
            "Host: a\r\n",
            "Upgrade: websocket\r\n",
            "Connection: Upgrade\r\n",
            " folded\r\n",
            "Sec-WebSocket-Version: 13\r\n",
            "X: \u00ff\r\n",
            "NoColon\r\n",
            "A: b\n",
            "A: b\rc\r\n",
            "\0",
            "\r\n")
        .list()
        .ofMaxSize(8)
        .map(lines -> String.join("", lines));
  }
}
