package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.conformance.Payload;
import dev.wspec.conformance.ScannedFrame;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What a payload means, in words. */
final class PayloadWords {

  private PayloadWords() {}

  /** A close code with its name and reason, or the data; the octets are cut off at a limit. */
  static List<String> of(ScannedFrame frame, int limit) {
    if (!frame.is(ScannedFrame.CLOSE) || frame.payload().length() < 2) {
      return data(frame.payload(), limit);
    }
    byte[] head = frame.payload().head();
    List<String> words = new ArrayList<>();
    words.add(frame.closeCode() + " " + closeCodeName(frame.closeCode()));
    if (head.length > 2) {
      byte[] reason = Arrays.copyOfRange(head, 2, head.length);
      boolean more = frame.payload().length() > head.length;
      words.add("reason " + data(reason, more, limit));
    }
    return words;
  }

  static List<String> data(Payload payload, int limit) {
    if (payload.length() == 0) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    words.add(data(payload.head(), !payload.isWhole(), limit));
    if (!payload.sha256().isEmpty()) {
      words.add("SHA-256 " + Escapes.oneLine(payload.sha256(), 64));
    }
    return words;
  }

  /** In quotes if it is text, else as hex. */
  private static String data(byte[] octets, boolean more, int limit) {
    boolean cut = more || octets.length > limit;
    byte[] shown = FrameOctets.first(octets, limit);
    CharBuffer text = CharBuffer.allocate(shown.length);
    CoderResult result = UTF_8.newDecoder().decode(ByteBuffer.wrap(shown), text, !cut);
    String words =
        result.isError() || hasControls(text.flip())
            ? "hex " + HexFormat.of().formatHex(shown)
            : "“" + Escapes.oneLine(text.toString(), 4 * limit) + "”";
    return cut ? words + " …" : words;
  }

  /** Escape sequences of a hostile peer stay legible, data that is no text at all becomes hex. */
  private static boolean hasControls(CharBuffer text) {
    int controls = 0;
    for (int i = 0; i < text.length(); i++) {
      controls += text.charAt(i) < 0x20 || text.charAt(i) == 0x7F ? 1 : 0;
    }
    return controls * 4 > text.length();
  }

  /** The name of a close code at IANA, or the range it is in (RFC 6455 §7.4). */
  static String closeCodeName(int code) {
    return switch (code) {
      case 1000 -> "normal closure";
      case 1001 -> "going away";
      case 1002 -> "protocol error";
      case 1003 -> "unsupported data";
      case 1004 -> "reserved";
      case 1005 -> "no status received, never on the wire";
      case 1006 -> "abnormal closure, never on the wire";
      case 1007 -> "invalid frame payload data";
      case 1008 -> "policy violation";
      case 1009 -> "message too big";
      case 1010 -> "mandatory extension";
      case 1011 -> "internal error";
      case 1012 -> "service restart";
      case 1013 -> "try again later";
      case 1014 -> "bad gateway";
      case 1015 -> "TLS handshake, never on the wire";
      default -> {
        if (code < 1000) {
          yield "not used";
        }
        if (code < 3000) {
          yield "unassigned";
        }
        yield code < 4000 ? "registered range" : code < 5000 ? "private use" : "out of range";
      }
    };
  }
}
