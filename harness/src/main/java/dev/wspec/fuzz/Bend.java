package dev.wspec.fuzz;

import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.RawRequest;
import java.util.Locale;

/**
 * One change to our half of the ordinary opening handshake (RFC 6455 §4.1, §4.2.2).
 *
 * @param first and
 * @param second what the change is about, as many of them as its kind takes; the other is empty
 */
record Bend(Side side, Kind kind, String first, String second) {

  /** Which half it changes: we send the one as a client, the other as a server. */
  enum Side {
    REQUEST,
    ANSWER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  enum Kind {
    STATUS_LINE(1),
    METHOD(1),
    TARGET(1),
    VERSION(1),
    WITHOUT(1),
    WITH(2),
    ADDING(2),
    RENAMING(2),
    LINE(1),
    LINE_END(1),
    REVERSED(0);

    private final int words;

    Kind(int words) {
      this.words = words;
    }

    /** How many quoted words follow its name. */
    int words() {
      return words;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  Bend(Kind kind, String first, String second) {
    this(Side.REQUEST, kind, first, second);
  }

  /** The same change to the answer. */
  Bend ofAnswer() {
    return new Bend(Side.ANSWER, kind, first, second);
  }

  static Bend without(String field) {
    return new Bend(Kind.WITHOUT, field, "");
  }

  static Bend with(String field, String value) {
    return new Bend(Kind.WITH, field, value);
  }

  static Bend adding(String field, String value) {
    return new Bend(Kind.ADDING, field, value);
  }

  RawRequest applyTo(RawRequest request) {
    return switch (kind) {
      case METHOD -> request.method(first);
      case TARGET -> request.target(first);
      case VERSION -> request.version(first);
      case WITHOUT -> request.without(first);
      case WITH -> request.with(first, second);
      case ADDING -> request.adding(first, second);
      case RENAMING -> request.renaming(first, second);
      case LINE -> request.line(first);
      case LINE_END -> request.lineEnd(first);
      case REVERSED -> request.reversed();
      case STATUS_LINE -> request;
    };
  }

  RawAnswer applyTo(RawAnswer answer) {
    return switch (kind) {
      case STATUS_LINE -> answer.statusLine(first);
      case WITHOUT -> answer.without(first);
      case WITH -> answer.with(first, second);
      case ADDING -> answer.adding(first, second);
      case RENAMING -> answer.renaming(first, second);
      case LINE -> answer.line(first);
      case LINE_END -> answer.lineEnd(first);
      case REVERSED -> answer.reversed();
      case METHOD, TARGET, VERSION -> answer;
    };
  }
}
