package dev.wspec.subject;

/** What a subject said, fit for a sentence: short, on one line, nothing but plain characters. */
final class Quote {

  private static final int LIMIT = 120;

  private Quote() {}

  static String of(String said) {
    StringBuilder quote = new StringBuilder("“");
    String text = said.strip();
    for (int i = 0; i < text.length(); i++) {
      if (quote.length() > LIMIT) {
        return quote.append("…”").toString();
      }
      char c = text.charAt(i);
      if (c == '\r' || c == '\n' || c == '\t') {
        quote.append(' ');
      } else if (c < ' ' || c > '~') {
        quote.append("\\x%02x".formatted((int) c));
      } else {
        quote.append(c);
      }
    }
    return quote.append('”').toString();
  }
}
