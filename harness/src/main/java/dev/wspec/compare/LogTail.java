package dev.wspec.compare;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of an endless text, in bounded memory. */
final class LogTail {

  static final int LINES = 400;
  private static final int WIDTH = 400;

  private final Deque<String> lines = new ArrayDeque<>();
  private final StringBuilder line = new StringBuilder();

  synchronized void add(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        finish();
      } else if (line.length() < WIDTH) {
        line.append(c);
      }
    }
  }

  private void finish() {
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.addLast(line.toString().stripTrailing());
    line.setLength(0);
  }

  synchronized List<String> lines() {
    if (!line.isEmpty()) {
      finish();
    }
    return List.copyOf(lines);
  }
}
