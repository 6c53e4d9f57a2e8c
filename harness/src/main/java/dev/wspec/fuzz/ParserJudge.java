package dev.wspec.fuzz;

import dev.wspec.parser.Delivery;
import dev.wspec.parser.ParserUnderTest;
import dev.wspec.parser.Parsing;
import dev.wspec.parser.Rejection;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Feeds sequences to a parser, at once and in pieces, and compares what comes out with what the
 * {@link Model} allows.
 */
final class ParserJudge implements Delivery, AutoCloseable {
  private static final int[] NOWHERE = {};

  /** Ends the name of what is wrong only if the octets come in pieces. */
  private static final String WHEN_CUT = "-when-cut";

  private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])[A-Z]");

  private final ParserUnderTest parser;
  private final Role self;
  private final Model model;

  private byte[] fed = new byte[512];
  private int delivered;
  private boolean differs;
  private boolean tooMuch;

  /** Whether a Close was delivered; what comes after it does not matter. */
  private boolean closed;

  private @Nullable Rejection rejection;
  private @Nullable Throwable crash;

  /** Is told of everything, while somebody wants to know. */
  private @Nullable Feeding told;

  ParserJudge(ParserUnderTest parser, Role self) {
    this.parser = parser;
    this.self = self;
    this.model = new Model(self, parser.unit());
  }

  /** The name of what is wrong with how the parser takes a sequence, or null. */
  @Nullable String judge(Sequence sequence) {
    int length = sequence.octets().length;
    model.read(sequence.octets(), length, sequence.deflate());
    feed(sequence, NOWHERE);
    String wrong = wrong(length == 1);
    if (wrong != null || sequence.cuts().length == 0) {
      return wrong;
    }
    boolean refusedAtOnce = rejection != null;
    boolean closedAtOnce = closed;
    feed(sequence, sequence.cuts());
    wrong = wrong(sequence.cuts().length == length - 1);
    if (wrong == null
        && !closed
        && !closedAtOnce
        && refusedAtOnce != (rejection != null)
        && isDecidedByContent()) {
      wrong = "decides-otherwise-on-" + word(model.rule());
    }
    return wrong == null ? null : wrong + WHEN_CUT;
  }

  /**
   * When a message turns out to be too big, or what came of it to be damaged, is a matter of cuts.
   */
  private boolean isDecidedByContent() {
    return model.isFree() && model.rule() != Rule.MESSAGE_TOO_BIG;
  }

  private void feed(Sequence sequence, int[] cuts) {
    int length = sequence.octets().length;
    if (fed.length < length) {
      fed = new byte[2 * length];
    }
    System.arraycopy(sequence.octets(), 0, fed, 0, length);
    delivered = 0;
    differs = false;
    tooMuch = false;
    closed = false;
    rejection = null;
    crash = null;
    try {
      Parsing parsing = parser.open(self, sequence.deflate());
      rejection = feed(parsing, cuts, length);
      parsing.close();
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      crash = e;
    }
  }

  private @Nullable Rejection feed(Parsing parsing, int[] cuts, int length) {
    int from = 0;
    for (int cut : cuts) {
      Rejection early = feed(parsing, from, cut);
      if (early != null) {
        return early;
      }
      from = cut;
    }
    return feed(parsing, from, length);
  }

  private @Nullable Rejection feed(Parsing parsing, int from, int to) {
    if (told != null) {
      told.feeds(fed, from, to);
    }
    return parsing.feed(fed, from, to, this);
  }

  @Override
  public void frame(boolean fin, int rsv, int opcode, byte[] octets, int from, int to) {
    if (told != null) {
      told.delivers(Expected.words(opcode, octets, from, to));
    }
    if (closed) {
      return;
    }
    closed = opcode == 8;
    Expected expected = model.expected();
    if (delivered < expected.count()) {
      differs |= !expected.is(delivered, fin, rsv, opcode, octets, from, to);
    } else if (model.end() == Model.End.OPEN) {
      tooMuch = true;
    } else if (model.end() == Model.End.BROKEN) {
      tooMuch |= opcode < 8 || !model.letsControlsPass();
    }
    delivered++;
  }

  /**
   * @param strict whether the parser had each octet by itself, and so all that is sound before it
   *     had what is not
   */
  private @Nullable String wrong(boolean strict) {
    if (crash != null) {
      String name = crash.getClass().getSimpleName();
      return "crashes-with-" + CAPITAL.matcher(name).replaceAll("-$0").toLowerCase(Locale.ROOT);
    }
    int missing = model.expected().count() - delivered;
    if (differs) {
      return "delivers-something-else";
    }
    if (missing > 0 && rejection == null) {
      return "does-not-deliver";
    }
    return switch (model.end()) {
      case OPEN ->
          rejection != null
              ? "refuses-what-is-sound"
              : tooMuch ? "delivers-what-was-not-sent" : null;
      case CLOSED ->
          missing > 0 && strict && !model.mayHaveFailedBefore() ? "refuses-what-is-sound" : null;
      case BROKEN -> wrongAfterBreach(missing > 0 && strict);
    };
  }

  private @Nullable String wrongAfterBreach(boolean tooEarly) {
    if (tooEarly && rejection != null && !model.mayHaveFailedBefore()) {
      return "refuses-what-is-sound";
    }
    if (model.isFree()) {
      return null;
    }
    if (rejection == null && (tooMuch || model.mustFail())) {
      return "accepts-" + word(model.rule());
    }
    return tooMuch ? "delivers-after-" + word(model.rule()) : null;
  }

  static String word(@Nullable Rule rule) {
    return String.valueOf(rule).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the sequence that was judged last allows, in words. */
  String allowed() {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < model.expected().count(); i++) {
      words.append(i == 0 ? "" : ", ").append(model.expected().words(i));
    }
    String before = words.isEmpty() ? "nothing is delivered" : words.toString();
    Rule rule = model.rule();
    if (rule == null) {
      return before + (model.end() == Model.End.OPEN ? ", and more is awaited" : "");
    }
    return before
        + (model.mustFail() ? ", then the connection fails: " : ", then it may fail: ")
        + word(rule).replace('-', ' ')
        + " ("
        + rule.section()
        + ")";
  }

  /** The rule that the sequence that was judged last breaks, or null. */
  @Nullable Rule rule() {
    return model.rule();
  }

  /**
   * Feeds a sequence that was judged once more, and tells of everything.
   *
   * @param wrong the name of what was wrong, or null
   */
  Feeding observed(Sequence sequence, @Nullable String wrong) {
    Feeding feeding = new Feeding(self, sequence.deflate());
    told = feeding;
    try {
      feed(sequence, wrong != null && wrong.endsWith(WHEN_CUT) ? sequence.cuts() : NOWHERE);
    } finally {
      told = null;
    }
    feeding.ends(
        crash != null
            ? "then " + crash + trace(crash)
            : rejection != null
                ? "then it is refused: " + rejection.reason()
                : "and more is awaited");
    return feeding;
  }

  private static String trace(Throwable crash) {
    StringBuilder lines = new StringBuilder();
    Arrays.stream(crash.getStackTrace())
        .limit(8)
        .forEach(line -> lines.append("\n    at ").append(line));
    return lines.toString();
  }

  @Override
  public void close() {
    model.close();
  }
}
