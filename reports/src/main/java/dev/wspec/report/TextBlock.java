package dev.wspec.report;

/** Lines for a terminal, with labels in front, broken at its width. */
final class TextBlock {

  /** Columns that a label takes, the two in front of it included. */
  static final int LABEL = 12;

  private static final int TEXT = 600;

  private final StringBuilder out = new StringBuilder();
  private final Ink ink;
  private final int width;

  TextBlock(Ink ink, int width) {
    this.ink = ink;
    this.width = width;
  }

  void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }

  void labelled(String label, String text) {
    broken(label, 0, Escapes.oneLine(text, TEXT), Integer.MAX_VALUE);
  }

  /**
   * On a number of lines at most, with those behind the first set in.
   *
   * @param indent by so many columns
   */
  void hanging(String label, int indent, String text, int lines) {
    broken(label, indent, Escapes.oneLine(text, TEXT), lines);
  }

  private void broken(String label, int indent, String text, int lines) {
    String front = label;
    String rest = text;
    int column = 0;
    for (int line = 1; !rest.isEmpty(); line++) {
      int room = width - LABEL - column;
      if (line == lines && rest.length() > room) {
        put(front, column, Escapes.oneLine(rest, room - 1));
        return;
      }
      int end = rest.length() <= room ? rest.length() : breakAt(rest, room);
      put(front, column, rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
      front = "";
      column = indent;
    }
  }

  private static int breakAt(String text, int room) {
    int blank = text.lastIndexOf(' ', room);
    if (blank > room / 2) {
      return blank;
    }
    return Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room;
  }

  /** On one line, without its end if it is too long. */
  void cut(String label, String text) {
    put(label, 0, Escapes.oneLine(text, width - LABEL - 1));
  }

  /** For what people copy. */
  void unbroken(String label, String text) {
    put(label, 0, Escapes.oneLine(text, 4096));
  }

  private void put(String label, int column, String text) {
    line("  " + ink.dim(padded(label, LABEL - 2)) + " ".repeat(column) + text);
  }

  static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - text.length()));
  }

  String finish() {
    return ink.finish(out.toString());
  }
}
