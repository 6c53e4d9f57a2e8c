package dev.wspec.codec;

import dev.wspec.protocol.Frame;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What came out of a stream of bytes: frames or messages, and perhaps the rule that ended it. */
record Received(List<Frame> frames, @Nullable Rule broken) {
  /** Turns the slice at which a decoder stands into a frame, if it completes one. */
  interface Collector {
    @Nullable Frame accept(FrameDecoder decoder) throws ProtocolViolation;
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  static Received of(Frame... frames) {
    return new Received(List.of(frames), null);
  }

  static Received violation(Rule rule, Frame... before) {
    return new Received(List.of(before), rule);
  }

  /** The frames in a stream that arrives in pieces which end at {@code cuts}, in rising order. */
  static Received frames(FrameDecoder decoder, byte[] stream, int... cuts) {
    List<Frame> frames = new ArrayList<>();
    try {
      for (byte[] piece : pieces(stream, cuts)) {
        decoder.feed(piece, 0, piece.length);
        for (Frame next = decoder.nextFrame(); next != null; next = decoder.nextFrame()) {
          frames.add(next);
        }
      }
    } catch (ProtocolViolation violation) {
      return new Received(frames, violation.rule());
    }
    return new Received(frames, null);
  }

  /** The same for messages. */
  static Received messages(
      FrameDecoder decoder, MessageAssembler assembler, byte[] stream, int... cuts) {
    List<Frame> messages = new ArrayList<>();
    try {
      for (byte[] piece : pieces(stream, cuts)) {
        decoder.feed(piece, 0, piece.length);
        while (decoder.advance()) {
          Frame message = assembler.accept(decoder);
          if (message != null) {
            messages.add(message);
          }
        }
      }
    } catch (ProtocolViolation violation) {
      return new Received(messages, violation.rule());
    }
    return new Received(messages, null);
  }

  static Received messages(Role self, byte[] stream, int... cuts) {
    return messages(new FrameDecoder(self), new MessageAssembler(self), stream, cuts);
  }

  static Received messages(Role self, Set<Rule> waived, byte[] stream) {
    return messages(
        new FrameDecoder(self, 0, Limits.DEFAULT, waived),
        new MessageAssembler(self, Limits.DEFAULT, null, waived),
        stream);
  }

  /** The cuts that leave pieces of one byte. */
  static int[] everywhere(byte[] stream) {
    int[] cuts = new int[Math.max(stream.length - 1, 0)];
    Arrays.setAll(cuts, i -> i + 1);
    return cuts;
  }

  /** The cuts given by the bits of {@code choice}: bit 0 cuts behind the first byte, and so on. */
  static int[] cuts(long choice, int length) {
    return IntStream.range(1, length).filter(i -> (choice >> (i - 1) & 1) != 0).toArray();
  }

  private static List<byte[]> pieces(byte[] stream, int... cuts) {
    List<byte[]> pieces = new ArrayList<>();
    int from = 0;
    for (int cut : cuts) {
      pieces.add(Arrays.copyOfRange(stream, from, cut));
      from = cut;
    }
    pieces.add(Arrays.copyOfRange(stream, from, stream.length));
    return pieces;
  }
}
