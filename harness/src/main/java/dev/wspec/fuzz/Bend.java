package dev.wspec.fuzz;

import dev.wspec.conformance.RawRequest;
import java.util.Locale;

/**
 * One change to the ordinary opening handshake request (RFC 6455 §4.1).
 *
 * @param first and
 * @param second what the change is about, as many of them as its kind takes; the other is empty
 */
record Bend(Kind kind, String first, String second) {

  enum Kind {
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
    };
  }
}
