package dev.wspec.compare;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of an endless text, in bounded memory. */
public final class LogTail {

  static final int LINES = 400;
  private static final int WIDTH = 400;
  private static final int PIECE = 8192;

  private final int most;
  private final Deque<String> lines = new ArrayDeque<>();
  private final StringBuilder line = new StringBuilder();

  LogTail() {
    this(LINES);
  }

  private LogTail(int most) {
    this.most = most;
  }

  /** That many last lines of a file, of which not all is held. */
  public static List<String> of(Path file, int most) throws IOException {
    LogTail tail = new LogTail(most);
    // Octets that are no UTF-8 are replaced.
    try (Reader reader =
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
      char[] piece = new char[PIECE];
      for (int count = reader.read(piece); count >= 0; count = reader.read(piece)) {
        tail.add(new String(piece, 0, count));
      }
    }
    return tail.lines();
  }

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
    if (lines.size() == most) {
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
