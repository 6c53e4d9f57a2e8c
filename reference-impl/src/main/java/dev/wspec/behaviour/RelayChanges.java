package dev.wspec.behaviour;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wspec.handshake.HopHead;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What can happen to heads and octets on their way through an intermediary. */
final class RelayChanges {
  private RelayChanges() {}

  static UnaryOperator<HopHead> dropping(String name) {
    return head -> head.without(name);
  }

  static UnaryOperator<HopHead> setting(String name, String value) {
    return head -> head.has(name) ? head.with(name, value) : head;
  }

  static UnaryOperator<HopHead> droppingUnknown() {
    return head ->
        new HopHead(
            head.first(), head.lines().stream().filter(line -> !line.startsWith("X-")).toList());
  }

  /** What Connection names passes, though Connection itself does not. */
  static HopHead withNominated(HopHead head) {
    HopHead kept = RelayBehaviour.CONFORMING.request().apply(head);
    return kept.adding("X-Wspec-Hop", head.all("X-Wspec-Hop").stream().findFirst().orElse("none"));
  }

  static HopHead answerWithNominated(HopHead head) {
    HopHead kept = RelayBehaviour.CONFORMING.answer().apply(head);
    return kept.adding("X-Wspec-Hop", head.all("X-Wspec-Hop").stream().findFirst().orElse("none"));
  }

  static UnaryOperator<HopHead> joining(String name) {
    return head ->
        head.all(name).size() > 1 ? head.with(name, String.join(", ", head.all(name))) : head;
  }

  static UnaryOperator<HopHead> keepingFirst(String name) {
    return head -> head.all(name).size() > 1 ? head.with(name, head.all(name).get(0)) : head;
  }

  static UnaryOperator<HopHead> cuttingLongFields() {
    return head ->
        new HopHead(
            head.first(),
            head.lines().stream().map(l -> l.substring(0, Math.min(1024, l.length()))).toList());
  }

  /** Only a field whose one value is just that counts. */
  static UnaryOperator<HopHead> upgradingOnly(Predicate<HopHead> literally) {
    return head ->
        literally.test(head)
            ? RelayBehaviour.CONFORMING.request().apply(head)
            : head.withoutHopByHop();
  }

  static Predicate<HopHead> has(String name, String value) {
    return head -> head.all(name).equals(List.of(value));
  }

  /** Applies the same change to what is read each time. */
  static Supplier<UnaryOperator<byte[]>> always(UnaryOperator<byte[]> change) {
    return () -> change;
  }

  static byte[] lastOctetChanged(byte[] octets) {
    byte[] changed = octets.clone();
    changed[changed.length - 1] ^= 1;
    return changed;
  }

  static byte[] nothing(byte[] octets) {
    return new byte[0];
  }

  static byte[] doubled(byte[] octets) {
    byte[] twice = Arrays.copyOf(octets, 2 * octets.length);
    System.arraycopy(octets, 0, twice, octets.length, octets.length);
    return twice;
  }

  static byte[] atMost(byte[] octets, int length) {
    return octets.length > length ? Arrays.copyOf(octets, length) : octets;
  }

  /** As a proxy does that looks for requests and answers in everything. */
  static byte[] rewritingHttp(byte[] octets) {
    return text(octets).replace("HTTP/1.1", "HTTP/1.0").getBytes(ISO_8859_1);
  }

  private static String text(byte[] octets) {
    return new String(octets, ISO_8859_1);
  }

  /** Drops empty Continuations, which changes no message. */
  static byte[] withoutEmptyFragments(byte[] octets) {
    return text(octets)
        .replace("\0\0", "") // 0000: an empty Continuation, not final, not masked
        .getBytes(ISO_8859_1);
  }

  /**
   * Changes frames of a server that are read whole at once; one is taken out by making it empty.
   * What is no whole frame stays as it is.
   */
  static Supplier<UnaryOperator<byte[]>> frames(UnaryOperator<byte[]> change) {
    return always(
        octets -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          int at = 0;
          while (at + 2 <= octets.length && (octets[at + 1] & 0xFF) < 126) {
            int end = at + 2 + octets[at + 1];
            if (end > octets.length) {
              break;
            }
            out.writeBytes(change.apply(Arrays.copyOfRange(octets, at, end)));
            at = end;
          }
          out.write(octets, at, octets.length - at);
          return out.toByteArray();
        });
  }

  static UnaryOperator<byte[]> without(int opcode) {
    return frame -> (frame[0] & 0x0F) == opcode ? new byte[0] : frame;
  }

  /** Sets the code of a Close. */
  static byte[] closedOtherwise(byte[] frame) {
    if ((frame[0] & 0x0F) == 8 && frame.length >= 4) {
      frame[2] = 0x03;
      frame[3] = (byte) 0xEA; // 1002
    }
    return frame;
  }

  static byte[] withoutReason(byte[] frame) {
    return (frame[0] & 0x0F) == 8 && frame.length > 4
        ? new byte[] {frame[0], 2, frame[2], frame[3]}
        : frame;
  }

  static byte[] withoutRsv(byte[] frame) {
    frame[0] &= (byte) 0x8F;
    return frame;
  }

  static byte[] withoutPayload(byte[] frame) {
    return frame[0] == 0 || (frame[0] & 0x0F) == 0 ? new byte[] {frame[0], 0} : frame;
  }
}
