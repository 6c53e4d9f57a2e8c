package dev.wspec.session;

import dev.wspec.codec.FrameEncoder;
import dev.wspec.codec.PerMessageDeflate;
import dev.wspec.protocol.DeflateParameters;
import dev.wspec.protocol.Frame;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How messages become bytes.
 *
 * @param parameters what is made of the agreed parameters of permessage-deflate
 * @param compression compresses a message where permessage-deflate is in use
 * @param fragmentation splits a message, compressed or not, into frames
 * @param writer writes every frame, control frames too
 */
public record SendingBehaviour(
    UnaryOperator<DeflateParameters> parameters,
    Compression compression,
    Fragmentation fragmentation,
    FrameWriter writer) {
  /** Makes of a message the one to send, with RSV1 if it is compressed. */
  @FunctionalInterface
  public interface Compression {
    Frame compress(Frame message, PerMessageDeflate deflate);
  }

  /** Splits a message into the frames to send. */
  @FunctionalInterface
  public interface Fragmentation {
    List<Frame> split(Frame message);
  }

  /** Writes one frame; the encoder knows the role. */
  @FunctionalInterface
  public interface FrameWriter {
    void write(Frame frame, FrameEncoder encoder, Output output);
  }

  /** Keeps to the RFCs: every message compressed if that was agreed, in one frame. */
  public static final SendingBehaviour CONFORMING =
      new SendingBehaviour(
          UnaryOperator.identity(),
          SendingBehaviour::compressed,
          List::of,
          (frame, encoder, output) -> output.append(encoder, frame));

  /** The message as RFC 7692 §6.1 has it. */
  public static Frame compressed(Frame message, PerMessageDeflate deflate) {
    return new Frame(true, Frame.RSV1, message.opcode(), deflate.compress(message.payload()));
  }

  public SendingBehaviour withParameters(UnaryOperator<DeflateParameters> other) {
    return new SendingBehaviour(other, compression, fragmentation, writer);
  }

  public SendingBehaviour with(Compression other) {
    return new SendingBehaviour(parameters, other, fragmentation, writer);
  }

  public SendingBehaviour with(Fragmentation other) {
    return new SendingBehaviour(parameters, compression, other, writer);
  }

  public SendingBehaviour with(FrameWriter other) {
    return new SendingBehaviour(parameters, compression, fragmentation, other);
  }
}
