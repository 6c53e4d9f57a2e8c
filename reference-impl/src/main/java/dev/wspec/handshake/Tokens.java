package dev.wspec.handshake;

/** The characters that HTTP allows where (RFC 9110 §5.6.2). */
final class Tokens {
  private static final String MARKS = "!#$%&'*+-.^_`|~";

  private Tokens() {}

  static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || MARKS.indexOf(c) >= 0;
  }

  /** Whether {@code text} is one token: not empty, and neither blanks nor separators in it. */
  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenCharacter(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** The text without the blanks and tabs around it. */
  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }
}
