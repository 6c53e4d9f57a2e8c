package dev.wspec.behaviour;

import dev.wspec.codec.FrameEncoder;
import dev.wspec.protocol.Frame;
import dev.wspec.session.Output;
import dev.wspec.session.SendingBehaviour.FrameWriter;
import java.io.ByteArrayOutputStream;
import java.util.function.Predicate;

/** Frames as the encoder would never write them. */
final class RawFrames {
  /** How many bytes the extended length takes. */
  enum LengthForm {
    SHORTEST,
    TWO_BYTES,
    EIGHT_BYTES
  }

  /** Writes frames as they are, too long control frames too. */
  static final FrameWriter UNCHECKED =
      (frame, encoder, output) ->
          output.append(
              bytes(
                  frame, frame.opcode().code(), LengthForm.SHORTEST, encoder.masks(), frame.fin()));

  private RawFrames() {}

  /** Writes frames for which {@code condition} holds with {@code odd}, all others as usual. */
  static FrameWriter only(Predicate<Frame> condition, FrameWriter odd) {
    return (frame, encoder, output) -> {
      if (condition.test(frame)) {
        odd.write(frame, encoder, output);
      } else {
        output.append(encoder, frame);
      }
    };
  }

  static FrameWriter withForm(LengthForm form) {
    return (frame, encoder, output) ->
        output.append(bytes(frame, frame.opcode().code(), form, encoder.masks(), frame.fin()));
  }

  static FrameWriter withOpcode(int opcode) {
    return (frame, encoder, output) ->
        output.append(bytes(frame, opcode, LengthForm.SHORTEST, encoder.masks(), frame.fin()));
  }

  static void masked(Frame frame, FrameEncoder unused, Output output) {
    output.append(bytes(frame, frame.opcode().code(), LengthForm.SHORTEST, true, frame.fin()));
  }

  static void bare(Frame frame, FrameEncoder unused, Output output) {
    output.append(bytes(frame, frame.opcode().code(), LengthForm.SHORTEST, false, frame.fin()));
  }

  /** With the two bytes of a 16-bit length the wrong way round. */
  static void littleEndian(Frame frame, FrameEncoder encoder, Output output) {
    byte[] bytes = encoder.encode(frame);
    if ((bytes[1] & 0x7F) == 126) {
      byte high = bytes[2];
      bytes[2] = bytes[3];
      bytes[3] = high;
    }
    output.append(bytes);
  }

  /** With a length of 64 bits whose highest bit is set. */
  static void signed(Frame frame, FrameEncoder encoder, Output output) {
    byte[] bytes =
        bytes(frame, frame.opcode().code(), LengthForm.EIGHT_BYTES, encoder.masks(), frame.fin());
    bytes[2] |= (byte) 0x80;
    output.append(bytes);
  }

  private static byte[] bytes(
      Frame frame, int opcode, LengthForm form, boolean masked, boolean fin) {
    byte[] payload = frame.payload();
    int length = payload.length;
    int maskBit = masked ? 0x80 : 0;
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 14);
    out.write((fin ? 0x80 : 0) | frame.rsv() | opcode);
    if (form == LengthForm.SHORTEST && length < 126) {
      out.write(maskBit | length);
    } else if (form != LengthForm.EIGHT_BYTES && length < 0x1_0000) {
      out.write(maskBit | 126);
      out.write(length >> 8);
      out.write(length);
    } else {
      out.write(maskBit | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) ((long) length >> shift));
      }
    }
    if (masked) {
      out.writeBytes(new byte[4]); // the key 0, which leaves the payload as it is
    }
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
