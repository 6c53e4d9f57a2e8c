package dev.wspec.fuzz;

import dev.wspec.codec.FrameDecoder;
import dev.wspec.codec.Limits;
import dev.wspec.codec.MessageAssembler;
import dev.wspec.codec.Utf8Validator;
import dev.wspec.parser.Delivery;
import dev.wspec.parser.ParserUnderTest;
import dev.wspec.parser.Parsing;
import dev.wspec.parser.Rejection;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sound parser that looks at text only when a message is whole, and takes any close code. */
final class LateText implements ParserUnderTest {
  private static final Set<Rule> WAIVED = Set.of(Rule.INVALID_UTF8, Rule.INVALID_CLOSE_CODE);

  @Override
  public String name() {
    return "late";
  }

  @Override
  public String software() {
    return "a parser that takes its time";
  }

  @Override
  public Unit unit() {
    return Unit.MESSAGE;
  }

  @Override
  public boolean inflates() {
    return false;
  }

  @Override
  public Parsing open(Role self, boolean deflate) {
    FrameDecoder decoder = new FrameDecoder(self, 0, Limits.DEFAULT, WAIVED);
    MessageAssembler assembler = new MessageAssembler(self, Limits.DEFAULT, null, WAIVED);
    return new Parsing() {
      @Override
      public @Nullable Rejection feed(byte[] octets, int from, int to, Delivery out) {
        try {
          decoder.feed(octets, from, to - from);
          while (decoder.advance()) {
            Frame frame = assembler.accept(decoder);
            if (frame == null) {
              continue;
            }
            if (frame.opcode() == Opcode.TEXT && !isUtf8(frame.payload())) {
              return Rejection.because("this is not UTF-8");
            }
            out.message(frame.opcode().code(), frame.payload());
          }
          return null;
        } catch (ProtocolViolation e) {
          return Rejection.because(e);
        }
      }

      @Override
      public void close() {}
    };
  }

  private static boolean isUtf8(byte... text) {
    Utf8Validator validator = new Utf8Validator();
    return validator.validate(text, 0, text.length) < 0 && validator.isComplete();
  }
}
