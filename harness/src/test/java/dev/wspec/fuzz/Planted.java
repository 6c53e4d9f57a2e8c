package dev.wspec.fuzz;

import dev.wspec.parser.Delivery;
import dev.wspec.parser.ParserUnderTest;
import dev.wspec.parser.Parsing;
import dev.wspec.parser.ReferenceParser;
import dev.wspec.parser.Rejection;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Parsers that are wrong on purpose. */
record Planted(String name, BiFunction<Role, Boolean, Parsing> parsings)
    implements ParserUnderTest {

  /** Does not enforce one rule; damage that is passed over leaves a message unfinished. */
  static Planted waiving(Rule rule) {
    Set<Rule> waived =
        rule == Rule.DEFLATE_DATA ? Set.of(rule, Rule.DEFLATE_UNFINISHED) : Set.of(rule);
    return new Planted(
        "waiving", (self, deflate) -> ReferenceParser.waiving(waived, self, deflate));
  }

  /** What happens in place of an ordinary call of a sound parser. */
  interface Twist {
    @Nullable Rejection feed(Parsing sound, byte[] octets, int from, int to, Delivery out);
  }

  static Planted twisted(Twist twist) {
    return new Planted(
        "twisted",
        (self, deflate) -> {
          Parsing sound = new ReferenceParser().open(self, deflate);
          return new Parsing() {
            @Override
            public @Nullable Rejection feed(byte[] octets, int from, int to, Delivery out) {
              return twist.feed(sound, octets, from, to, out);
            }

            @Override
            public void close() {
              sound.close();
            }
          };
        });
  }

  @Override
  public String software() {
    return "a parser that is wrong on purpose";
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
    return parsings.apply(self, deflate);
  }
}
