package dev.wspec.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;

/** What the grammar puts into frames. */
final class Payloads {

  /** Text that is UTF-8, the odd kinds among it. */
  static final List<Octets> TEXTS =
      List.of(
          text("hello"),
          text("a"),
          Octets.NONE,
          text("k\u00f6lsch"),
          text("\u20ac\u4e2d\u6587"),
          text("\ud83d\ude00\ud83d\ude01"),
          text("\ufeffmarked"),
          text("\uffff\ufffe"),
          text("nul\0nul"),
          text("\ud7ff\ue000\udbff\udfff"));

  /** Text that is not UTF-8. */
  static final List<Octets> BAD_TEXTS =
      List.of(
          hex("ff"),
          hex("c0af"),
          hex("eda080"),
          hex("f4908080"),
          hex("e282"),
          hex("68656c6c6f80"),
          hex("f08282ac"),
          hex("cebae1bdb9cf83edbfbf"));

  private static final List<Integer> SIZES =
      List.of(1, 2, 5, 16, 100, 124, 125, 126, 127, 128, 300, 1000, 1040, 4096, 65535, 65536);

  /** Compressed messages that are sound (RFC 7692 §7.2.3): Hello in several ways, and nothing. */
  static final List<Octets> COMPRESSED =
      List.of(
          hex("f248cdc9c90700"),
          hex("000500faff48656c6c6f00"),
          hex("f348cdc9c9070000"),
          hex("f24805000000ffffcac9c90700"),
          hex("00"));

  /** Compressed messages that cannot be inflated. */
  static final List<Octets> DAMAGED = List.of(hex("070000"), hex("00050000004865"), hex("ffffff"));

  private Payloads() {}

  private static Octets text(String text) {
    return Octets.of(text.getBytes(UTF_8));
  }

  private static Octets hex(String digits) {
    return Octets.of(HexFormat.of().parseHex(digits));
  }

  static Octets text(Choices choices) {
    return choices.oneIn(3) ? sized(choices) : choices.of(TEXTS);
  }

  static Octets binary(Choices choices) {
    return switch (choices.below(4)) {
      case 0 -> sized(choices);
      case 1 -> hex("00ff80c1");
      case 2 -> Octets.of((byte) choices.octet(), (byte) choices.octet(), (byte) choices.octet());
      default -> Octets.NONE;
    };
  }

  /** ASCII of a size that stands at some edge. */
  static Octets sized(Choices choices) {
    int size = choices.of(SIZES);
    return size % 5 == 0
        ? new Octets("abcde".getBytes(UTF_8), size / 5)
        : new Octets(new byte[] {'a'}, size);
  }

  /** What goes into Pings and Pongs: at most 125 octets. */
  static Octets control(Choices choices) {
    return switch (choices.below(4)) {
      case 0 -> text("ping");
      case 1 -> Octets.NONE;
      case 2 -> new Octets(new byte[] {'p'}, 125);
      default -> hex("00fffe80");
    };
  }

  static Octets close(int code, byte... reason) {
    byte[] payload = new byte[2 + reason.length];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(reason, 0, payload, 2, reason.length);
    return Octets.of(payload);
  }

  /** One message, compressed by itself (RFC 7692 §7.2.1). */
  static Octets compressed(byte... message) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(message);
      byte[] out = new byte[message.length + 64];
      int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
      return Octets.of(Arrays.copyOf(out, length - 4));
    } finally {
      deflater.end();
    }
  }
}
