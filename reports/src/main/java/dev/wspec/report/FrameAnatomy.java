package dev.wspec.report;

import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.ScannedFrame;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The parts of a frame's header as RFC 6455 §5.2 draws them, with what is wrong about each.
 *
 * @param name as the RFC has it
 * @param bits as they stood on the wire, in binary or, from 16 on, in hex
 * @param meaning in words, may be empty
 * @param offence what is wrong about it, or empty
 */
record FrameAnatomy(String name, String bits, String meaning, String offence) {

  /** Whose frame it is, which decides on masking; {@code deflate} lets RSV1 mean something. */
  record Sender(boolean client, boolean deflate) {}

  static List<FrameAnatomy> of(ScannedFrame frame, Sender sender) {
    List<FrameAnatomy> parts = new ArrayList<>();
    parts.add(fin(frame));
    if (frame.rsv() == 0) {
      parts.add(new FrameAnatomy("RSV1-3", "000", "", ""));
    } else {
      for (int i = 1; i <= 3; i++) {
        parts.add(reserved(frame, i, sender));
      }
    }
    parts.add(opcode(frame));
    parts.add(mask(frame, sender));
    parts.addAll(length(frame));
    if (frame.masked()) {
      parts.add(
          new FrameAnatomy(
              "masking key", spaced(HexFormat.of().toHexDigits(frame.maskingKey())), "", ""));
    }
    return parts;
  }

  private static FrameAnatomy fin(ScannedFrame frame) {
    String offence = !frame.fin() && frame.isControl() ? "a control frame is never in pieces" : "";
    return new FrameAnatomy("FIN", bit(frame.fin()), frame.fin() ? "last" : "more", offence);
  }

  private static FrameAnatomy reserved(ScannedFrame frame, int i, Sender sender) {
    boolean set = (frame.rsv() & (8 >> i)) != 0;
    boolean compressed =
        set && i == 1 && sender.deflate() && !frame.isControl() && frame.opcode() != 0;
    return new FrameAnatomy(
        "RSV" + i,
        bit(set),
        compressed ? "deflated" : "",
        set && !compressed ? "reserved, no extension uses it here" : "");
  }

  private static FrameAnatomy opcode(ScannedFrame frame) {
    boolean known = frame.opcode() <= 2 || (frame.opcode() >= 8 && frame.opcode() <= 10);
    return new FrameAnatomy(
        "opcode",
        binary(frame.opcode(), 4),
        known ? frame.name() : "0x" + Integer.toHexString(frame.opcode()),
        known ? "" : "reserved");
  }

  private static FrameAnatomy mask(ScannedFrame frame, Sender sender) {
    String offence =
        frame.masked() == sender.client()
            ? ""
            : sender.client() ? "a client must mask" : "a server must not mask";
    return new FrameAnatomy(
        "MASK", bit(frame.masked()), frame.masked() ? "masked" : "plain", offence);
  }

  private static List<FrameAnatomy> length(ScannedFrame frame) {
    String offence = lengthOffence(frame);
    String octets = Long.toUnsignedString(frame.length());
    return switch (frame.lengthForm()) {
      case BITS_7 ->
          List.of(
              new FrameAnatomy("length", binary((int) frame.length() & 0x7F, 7), octets, offence));
      case BITS_16 ->
          List.of(
              new FrameAnatomy("length", "1111110", "126: 16 bits follow", ""),
              new FrameAnatomy(
                  "length, 16 bits",
                  spaced(HexFormat.of().toHexDigits((short) frame.length())),
                  octets,
                  offence));
      case BITS_64 ->
          List.of(
              new FrameAnatomy("length", "1111111", "127: 64 bits follow", ""),
              new FrameAnatomy(
                  "length, 64 bits",
                  spaced(HexFormat.of().toHexDigits(frame.length())),
                  octets,
                  offence));
    };
  }

  private static String lengthOffence(ScannedFrame frame) {
    if (frame.length() < 0) {
      return "the highest bit must be 0";
    } else if (frame.lengthForm() != LengthForm.minimal(frame.length())) {
      return "not the shortest form";
    } else if (frame.isControl() && frame.length() > 125) {
      return "more than 125 in a control frame";
    } else if (frame.is(ScannedFrame.CLOSE) && frame.length() == 1) {
      return "one octet is no close code";
    }
    return "";
  }

  private static String bit(boolean set) {
    return set ? "1" : "0";
  }

  private static String binary(int value, int digits) {
    return Integer.toBinaryString(value | 1 << digits).substring(1);
  }

  private static String spaced(String hex) {
    StringBuilder out = new StringBuilder(hex.length() * 3 / 2);
    for (int i = 0; i < hex.length(); i += 2) {
      out.append(i == 0 ? "" : " ").append(hex, i, i + 2);
    }
    return out.toString();
  }
}
