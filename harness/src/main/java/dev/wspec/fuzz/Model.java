package dev.wspec.fuzz;

import dev.wspec.parser.ParserUnderTest.Unit;
import dev.wspec.protocol.CloseCode;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What a sound receiver makes of octets (RFC 6455 §5, RFC 7692 §7.2.2): what it delivers, and
 * whether it goes on, has seen a Close or has to fail. It reads the whole at once and by index, so
 * that it shares no idea, and no mistake, with a decoder that reads streams.
 */
final class Model implements AutoCloseable {

  enum End {
    /** The receiver waits for more; it may not fail. */
    OPEN,
    /** A Close came; what follows it does not matter. */
    CLOSED,
    /** A rule was broken, see {@link #rule}. */
    BROKEN
  }

  /** What a parser has to be able to take, in octets. */
  static final int LIMIT = 1 << 20;

  private static final int NONE = -1;

  private final Role self;
  private final Unit unit;
  private final Expected expected = new Expected();
  private final Expected message = new Expected();
  private final Inflating inflating = new Inflating();

  private byte[] octets = {};
  private int length;
  private boolean deflate;

  private End end = End.OPEN;
  private @Nullable Rule rule;
  private boolean complete;

  /** Opcode of the message that is being received, or {@link #NONE}. */
  private int type;

  private boolean compressed;

  Model(Role self, Unit unit) {
    this.self = self;
    this.unit = unit;
  }

  /** Reads the first {@code length} octets. */
  void read(byte[] octets, int length, boolean deflate) {
    this.octets = octets;
    this.length = length;
    this.deflate = deflate;
    expected.clear();
    inflating.clear();
    end = End.OPEN;
    rule = null;
    complete = false;
    type = NONE;
    int at = 0;
    while (end == End.OPEN && at < length) {
      at = readFrame(at);
    }
    if (end == End.OPEN && isInflating()) {
      // Whether what is there can be inflated need not be known before the rest is.
      fail(Rule.DEFLATE_DATA, false);
    }
  }

  Expected expected() {
    return expected;
  }

  End end() {
    return end;
  }

  /** The rule that was broken; null unless {@link End#BROKEN}. */
  @Nullable Rule rule() {
    return rule;
  }

  /** Whether a receiver has to have failed by now. */
  boolean mustFail() {
    return end == End.BROKEN && complete && !isFree();
  }

  /** Whether a receiver may just as well take what is wrong, and then anything may come of it. */
  boolean isFree() {
    return rule != null
        && (Questions.LENIENT.contains(rule) || (unit == Unit.FRAME && isAboutMessages(rule)));
  }

  /** Whether control frames behind what is wrong may still come out: text is judged at its end. */
  boolean letsControlsPass() {
    return rule == Rule.INVALID_UTF8 || rule == Rule.DEFLATE_DATA;
  }

  /**
   * Whether a receiver may have failed before what is wrong here, since it inflates as it reads.
   */
  boolean mayHaveFailedBefore() {
    return letsControlsPass() || isInflating();
  }

  private static boolean isAboutMessages(Rule rule) {
    return switch (rule) {
      case UNEXPECTED_CONTINUATION,
          EXPECTED_CONTINUATION,
          INVALID_UTF8,
          CLOSE_PAYLOAD_OF_ONE_BYTE,
          CLOSE_REASON_NOT_UTF8,
          DEFLATE_DATA ->
          true;
      default -> false;
    };
  }

  private boolean isInflating() {
    return unit == Unit.MESSAGE && type != NONE && compressed;
  }

  private void fail(Rule broken, boolean isComplete) {
    end = End.BROKEN;
    rule = broken;
    complete = isComplete;
  }

  private int readFrame(int at) {
    Rule broken = headerRule(at);
    int start = at + headerLength(at);
    if (start > length) {
      Rule early = broken != null ? broken : orderRule(at);
      early = early == null ? earlyLengthRule(at) : early;
      if (early != null) {
        fail(early, false);
      }
      return length;
    }
    long declared = declared(at);
    boolean whole = declared >= 0 && declared <= length - start;
    int stop = whole ? start + (int) declared : length;
    if (broken == null) {
      broken = declared < 0 ? Rule.LENGTH_NEGATIVE : lengthRule(at, declared);
    }
    if (broken != null) {
      fail(broken, whole || broken == Rule.LENGTH_NEGATIVE);
    } else if (isControl(at)) {
      readControl(at, start, stop, declared, whole);
    } else {
      readData(at, start, stop, whole);
    }
    return stop;
  }

  private int headerLength(int at) {
    if (length - at < 2) {
      return 2;
    }
    int short7 = octets[at + 1] & 0x7F;
    return 2 + (short7 < 126 ? 0 : short7 == 126 ? 2 : 8) + (octets[at + 1] < 0 ? 4 : 0);
  }

  /** The rule that a length breaks, as can be seen while the header is not complete. */
  private @Nullable Rule earlyLengthRule(int at) {
    int short7 = length - at < 2 ? 0 : octets[at + 1] & 0x7F;
    if (short7 == 1 && (octets[at] & 0xF) == 8) {
      return Rule.CLOSE_PAYLOAD_OF_ONE_BYTE;
    }
    if (short7 < 126) {
      return null;
    }
    if (isControl(at)) {
      return Rule.CONTROL_TOO_LONG;
    }
    if (length - at >= (short7 == 126 ? 4 : 10)) {
      long declared = declared(at);
      return declared < 0 ? Rule.LENGTH_NEGATIVE : lengthRule(at, declared);
    }
    boolean large = false;
    for (int i = at + 2; short7 == 127 && i < length; i++) {
      large |= octets[i] != 0;
    }
    return large ? Rule.MESSAGE_TOO_BIG : null;
  }

  private long declared(int at) {
    int short7 = octets[at + 1] & 0x7F;
    if (short7 < 126) {
      return short7;
    }
    long value = 0;
    for (int i = at + 2; i < at + (short7 == 126 ? 4 : 10); i++) {
      value = value << 8 | octets[i] & 0xFF;
    }
    return value;
  }

  /** The rule that the two first octets break, as far as they are there. */
  private @Nullable Rule headerRule(int at) {
    int opcode = octets[at] & 0xF;
    int meant = deflate && (opcode == 1 || opcode == 2) ? 0x40 : 0;
    if ((octets[at] & 0x70 & ~meant) != 0) {
      return Rule.RSV_BITS;
    }
    if (opcode > 10 || (opcode > 2 && opcode < 8)) {
      return Rule.RESERVED_OPCODE;
    }
    boolean control = opcode >= 8;
    if (control && octets[at] >= 0) {
      return Rule.CONTROL_FRAGMENTED;
    }
    if (length - at < 2) {
      return null;
    }
    boolean masked = octets[at + 1] < 0;
    if (masked != (self == Role.SERVER)) {
      return masked ? Rule.MASKED_SERVER_FRAME : Rule.UNMASKED_CLIENT_FRAME;
    }
    return null;
  }

  /** The rule that a data frame breaks by standing where it does. */
  private @Nullable Rule orderRule(int at) {
    int opcode = octets[at] & 0xF;
    if (isControl(at) || (opcode == 0) == (type != NONE)) {
      return null;
    }
    return opcode == 0 ? Rule.UNEXPECTED_CONTINUATION : Rule.EXPECTED_CONTINUATION;
  }

  private boolean isControl(int at) {
    return (octets[at] & 8) != 0;
  }

  private @Nullable Rule lengthRule(int at, long declared) {
    if (isControl(at) && declared > 125) {
      return Rule.CONTROL_TOO_LONG;
    }
    int short7 = octets[at + 1] & 0x7F;
    if ((short7 == 126 && declared < 126) || (short7 == 127 && declared < 0x1_0000)) {
      return Rule.LENGTH_NOT_MINIMAL;
    }
    return declared > LIMIT ? Rule.MESSAGE_TOO_BIG : null;
  }

  private void readControl(int at, int start, int stop, long declared, boolean whole) {
    int opcode = octets[at] & 0xF;
    int from = expected.take(octets, at, start, stop);
    if (unit == Unit.MESSAGE && opcode == 8) {
      readClose(from, declared, whole);
    }
    if (end != End.OPEN || !whole) {
      return;
    }
    expected.add(true, 0, opcode, from);
    if (opcode == 8) {
      end = End.CLOSED;
    }
  }

  private void readClose(int from, long declared, boolean whole) {
    if (declared == 1) {
      fail(Rule.CLOSE_PAYLOAD_OF_ONE_BYTE, whole);
      return;
    }
    int size = expected.size() - from;
    if (size < 2) {
      return;
    }
    Utf8 reason = Utf8.of(expected.octets(), from + 2, expected.size());
    if (reason == Utf8.BAD || (reason == Utf8.CUT_SHORT && whole)) {
      fail(Rule.CLOSE_REASON_NOT_UTF8, whole);
    } else if (!CloseCode.mayBeSent(code(from), self.peer())) {
      fail(Rule.INVALID_CLOSE_CODE, whole);
    }
  }

  private int code(int from) {
    return (expected.octets()[from] & 0xFF) << 8 | expected.octets()[from + 1] & 0xFF;
  }

  private void readData(int at, int start, int stop, boolean whole) {
    boolean fin = octets[at] < 0;
    int opcode = octets[at] & 0xF;
    Rule broken = orderRule(at);
    if (broken != null) {
      fail(broken, whole);
      return;
    }
    int rsv = octets[at] >> 4 & 7;
    if (opcode != 0) {
      type = opcode;
      compressed = rsv != 0;
      message.clear();
    }
    if (unit == Unit.FRAME) {
      int from = expected.take(octets, at, start, stop);
      if (whole) {
        expected.add(fin, rsv, opcode, from);
      }
    } else {
      message.take(octets, at, start, stop);
      readMessage(stop, fin && whole);
    }
    if (fin && whole) {
      type = NONE;
    }
  }

  private void readMessage(int next, boolean isLast) {
    if (message.size() > LIMIT) {
      fail(Rule.MESSAGE_TOO_BIG, isLast);
      return;
    }
    if (compressed) {
      if (isLast) {
        inflate();
      }
      return;
    }
    if (type == 1) {
      Utf8 text = Utf8.of(message.octets(), 0, message.size());
      if (text == Utf8.BAD || (text == Utf8.CUT_SHORT && isLast)) {
        fail(Rule.INVALID_UTF8, isLast || isFinishedFrom(next));
        return;
      }
    }
    if (isLast) {
      expected.add(true, 0, type, expected.take(message.octets(), message.size()));
    }
  }

  private void inflate() {
    int from = expected.size();
    Rule broken = inflating.inflate(message.octets(), message.size(), expected);
    if (broken != null) {
      fail(broken, true);
    } else if (type == 1 && Utf8.of(expected.octets(), from, expected.size()) != Utf8.WHOLE) {
      fail(Rule.INVALID_UTF8, true);
    } else {
      expected.add(true, 0, type, from);
    }
  }

  /** Whether the message that is being received ends soundly in what follows. */
  private boolean isFinishedFrom(int next) {
    int at = next;
    while (length - at >= 2 && headerRule(at) == null && headerLength(at) <= length - at) {
      int opcode = octets[at] & 0xF;
      long declared = declared(at);
      long rest = length - at - headerLength(at);
      if (opcode == 1 || opcode == 2 || opcode == 8 || declared < 0 || declared > rest) {
        return false;
      }
      if (lengthRule(at, declared) != null) {
        return false;
      }
      if (opcode == 0 && octets[at] < 0) {
        return true;
      }
      at += headerLength(at) + (int) declared;
    }
    return false;
  }

  @Override
  public void close() {
    inflating.close();
  }
}
