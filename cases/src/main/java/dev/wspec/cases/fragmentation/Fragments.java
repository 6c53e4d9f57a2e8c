package dev.wspec.cases.fragmentation;

import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.frame;

import dev.wspec.conformance.RawFrame;
import java.util.Arrays;

/** Splits messages into frames. */
final class Fragments {
  private Fragments() {}

  /** A message of text or binary opcode in frames with these payloads. */
  static RawFrame[] of(int opcode, byte[]... payloads) {
    RawFrame[] frames = new RawFrame[payloads.length];
    for (int i = 0; i < frames.length; i++) {
      RawFrame each = i == 0 ? frame(opcode, payloads[i]) : continuation(payloads[i]);
      frames[i] = i < frames.length - 1 ? each.notFinal() : each;
    }
    return frames;
  }

  /** A message in frames of so many octets each, the last one excepted. */
  static RawFrame[] pieces(int opcode, byte[] message, int size) {
    byte[][] payloads = new byte[(message.length + size - 1) / size][];
    for (int i = 0; i < payloads.length; i++) {
      payloads[i] = Arrays.copyOfRange(message, i * size, Math.min(message.length, (i + 1) * size));
    }
    return of(opcode, payloads);
  }
}
