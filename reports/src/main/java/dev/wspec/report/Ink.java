package dev.wspec.report;

import dev.wspec.conformance.Verdict;
import java.util.Map;

/** What a terminal can show. Colour only repeats what words and symbols say. */
record Ink(boolean colours, boolean unicode) {

  private static final Map<Integer, String> ASCII =
      Map.ofEntries(
          Map.entry((int) '→', "->"),
          Map.entry((int) '←', "<-"),
          Map.entry((int) '·', "."),
          Map.entry((int) '…', "..."),
          Map.entry((int) '§', "section "),
          Map.entry((int) '“', "\""),
          Map.entry((int) '”', "\""),
          Map.entry((int) '’', "'"),
          Map.entry((int) '✓', "+"),
          Map.entry((int) '✗', "x"),
          Map.entry((int) '–', "-"));

  String bold(String text) {
    return paint("1", text);
  }

  String dim(String text) {
    return paint("2", text);
  }

  String verdict(Verdict verdict, String text) {
    return switch (verdict) {
      case NOT_APPLICABLE -> dim(text);
      case PASS -> paint("32", text);
      case INFORMATIONAL -> paint("36", text);
      case NON_STRICT -> paint("33", text);
      case FAIL -> paint("1;31", text);
      case ERROR -> paint("1;35", text);
    };
  }

  private String paint(String code, String text) {
    return colours && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /** The text as the terminal can show it. */
  String finish(String text) {
    if (unicode) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c < 0x80) {
                out.append((char) c);
              } else {
                out.append(ASCII.getOrDefault(c, "?"));
              }
            });
    return out.toString();
  }
}
