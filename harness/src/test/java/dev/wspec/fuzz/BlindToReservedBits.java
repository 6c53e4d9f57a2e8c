package dev.wspec.fuzz;

import dev.wspec.parser.ParserUnderTest;
import dev.wspec.parser.Parsing;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;

/** A parser that {@code --parser blind} finds, and that does not look at the reserved bits. */
public final class BlindToReservedBits implements ParserUnderTest {
  private final ParserUnderTest parser = Planted.waiving(Rule.RSV_BITS);

  @Override
  public String name() {
    return "blind";
  }

  @Override
  public String software() {
    return parser.software();
  }

  @Override
  public Unit unit() {
    return parser.unit();
  }

  @Override
  public boolean inflates() {
    return parser.inflates();
  }

  @Override
  public Parsing open(Role self, boolean deflate) {
    return parser.open(self, deflate);
  }
}
