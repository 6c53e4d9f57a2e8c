package dev.wspec.parser;

import dev.wspec.codec.FrameDecoder;
import dev.wspec.codec.Limits;
import dev.wspec.codec.MessageAssembler;
import dev.wspec.codec.PerMessageDeflate;
import dev.wspec.protocol.DeflateParameters;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The codec of this project. */
public final class ReferenceParser implements ParserUnderTest {

  /** A parser that does not enforce some rules. */
  public static Parsing waiving(Set<Rule> waived, Role self, boolean deflate) {
    return new Stream(waived, self, deflate);
  }

  @Override
  public String name() {
    return "wspec";
  }

  @Override
  public String software() {
    return "the codec of wspec";
  }

  @Override
  public Unit unit() {
    return Unit.MESSAGE;
  }

  @Override
  public boolean inflates() {
    return true;
  }

  @Override
  public Parsing open(Role self, boolean deflate) {
    return waiving(Set.of(), self, deflate);
  }

  private static final class Stream implements Parsing {
    private final FrameDecoder decoder;
    private final MessageAssembler assembler;
    private final @Nullable PerMessageDeflate deflate;

    Stream(Set<Rule> waived, Role self, boolean compressed) {
      Limits limits = Limits.DEFAULT;
      decoder = new FrameDecoder(self, compressed ? Frame.RSV1 : 0, limits, waived);
      deflate =
          compressed
              ? new PerMessageDeflate(
                  self, DeflateParameters.DEFAULT, limits.maxMessageBytes(), waived)
              : null;
      assembler = new MessageAssembler(self, limits, deflate, waived);
    }

    @Override
    public @Nullable Rejection feed(byte[] octets, int from, int to, Delivery out) {
      try {
        decoder.feed(octets, from, to - from);
        while (decoder.advance()) {
          Frame frame = assembler.accept(decoder);
          if (frame != null) {
            out.message(frame.opcode().code(), frame.payload());
          }
        }
        return null;
      } catch (ProtocolViolation e) {
        return Rejection.because(e);
      }
    }

    @Override
    public void close() {
      if (deflate != null) {
        deflate.close();
      }
    }
  }
}
