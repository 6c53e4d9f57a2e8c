package dev.wspec.report.autobahn;

import dev.wspec.conformance.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Octets as the original shows them: text if they are, else hex, and never many. */
final class Shown {

  private static final int WHOLE = 60;
  private static final int CUT = 64;
  private static final String MORE = " ...";

  private Shown() {}

  /** Text, or {@code 0x} and hex; beyond 60 octets the first 64 and dots. */
  static String text(byte[] octets, long length) {
    boolean cut = length > WHOLE;
    byte[] first = cut ? Arrays.copyOf(octets, Math.min(CUT, octets.length)) : octets;
    return decoded(first, cut) + (cut ? MORE : "");
  }

  static String text(Payload payload) {
    return text(payload.head(), payload.length());
  }

  /** Hex of the first 64 octets, and dots if there are more. */
  static String hex(byte[] octets, long length) {
    String hex = HexFormat.of().formatHex(octets, 0, Math.min(CUT, octets.length));
    return length > CUT ? hex + MORE : hex;
  }

  /** The length of some octets, and what they are. */
  static List<Object> both(Payload payload) {
    return List.of(payload.length(), text(payload));
  }

  private static String decoded(byte[] octets, boolean cut) {
    // A cut may go through a character, which does not make the rest binary.
    for (int length = octets.length; length >= octets.length - (cut ? 3 : 0); length--) {
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(octets, 0, Math.max(0, length)))
            .toString();
      } catch (CharacterCodingException e) {
        // Not text up to here; perhaps a little less is.
      }
    }
    return "0x" + HexFormat.of().formatHex(octets);
  }
}
