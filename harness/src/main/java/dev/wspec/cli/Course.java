package dev.wspec.cli;

import java.time.Duration;

/**
 * How far a run is, as one line of a terminal.
 *
 * @param doing what is done, in front of the numbers, or empty
 * @param done so many of {@code all}
 * @param failed cases, as far as that is known
 * @param elapsed since the first of them began
 * @param limit after which no more are begun
 */
record Course(String doing, int done, int all, int failed, Duration elapsed, Duration limit) {

  /** Never over. */
  static final Duration NO_LIMIT = Duration.ofDays(365);

  private static final int BAR = 30;
  private static final int SHORTEST_BAR = 10;

  /** Before that nobody knows how long it will take. */
  private static final Duration BEGINNING = Duration.ofMillis(800);

  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  /**
   * The line, filled up with blanks so that it hides the one before.
   *
   * @param width in columns
   */
  String line(int width, boolean unicode) {
    String front = doing + done + " of " + all + (doing.isEmpty() ? " cases" : "");
    String failures = failed == 0 ? "" : "  " + failed + " failed";
    String left = left();
    if (front.length() + failures.length() + left.length() > width) {
      failures = "";
    }
    int room = Math.min(BAR, width - front.length() - failures.length() - left.length() - 2);
    String bar = room < SHORTEST_BAR ? "" : "  " + bar(room, unicode);
    String line = front + bar + failures + left;
    return line.length() > width
        ? line.substring(0, Math.max(0, width))
        : line + " ".repeat(width - line.length());
  }

  private String bar(int columns, boolean unicode) {
    int eighths = all == 0 ? 0 : (int) (8L * columns * done / all);
    if (!unicode) {
      int full = Math.min(columns - 2, eighths / 8);
      return "[" + "=".repeat(full) + " ".repeat(columns - 2 - full) + "]";
    }
    int full = eighths / 8;
    String part = full < columns ? String.valueOf(EIGHTHS.charAt(eighths % 8)) : "";
    return "█".repeat(full) + part + " ".repeat(Math.max(0, columns - full - 1));
  }

  private String left() {
    if (done == 0 || elapsed.compareTo(BEGINNING) < 0) {
      return "";
    }
    Duration rest = elapsed.multipliedBy(all - done).dividedBy(done);
    Duration budget = limit.minus(elapsed);
    Duration shown = budget.compareTo(rest) < 0 ? budget : rest;
    long seconds = Math.max(0, shown.toMillis() + 500) / 1000;
    return "  " + (seconds < 100 ? seconds + " s" : (seconds + 30) / 60 + " min") + " left";
  }
}
