package dev.wspec.report;

/** Makes what the subject sent safe to print: no control characters, no endless lines. */
final class Escapes {

  private Escapes() {}

  /**
   * The text on one line, with everything that could move a cursor, change a colour, end a line or
   * turn the direction of writing spelt out, cut off after {@code limit} characters.
   */
  static String oneLine(String text, int limit) {
    if (text.length() <= limit && isPlain(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(Math.min(text.length(), limit) + 8);
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      String shown = shown(c);
      if (out.length() + shown.length() > limit) {
        return out.append('…').toString();
      }
      out.append(shown);
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 0x20 || text.charAt(i) > 0x7E) {
        return false;
      }
    }
    return true;
  }

  private static String shown(int c) {
    return switch (c) {
      case '\r' -> "\\r";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      default -> {
        if (isPrintable(c)) {
          yield Character.toString(c);
        }
        yield c < 0x100 ? "\\x%02x".formatted(c) : "\\u{%x}".formatted(c);
      }
    };
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
