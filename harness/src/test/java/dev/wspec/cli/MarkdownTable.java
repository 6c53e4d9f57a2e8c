package dev.wspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A table of one of our pages. */
final class MarkdownTable {
  private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");

  private MarkdownTable() {}

  /**
   * The cells of its rows, from the second element on: a row begins with a bar.
   *
   * @param head what the line with the names of its columns begins with
   */
  static List<String[]> rows(Path page, String head) throws IOException {
    return Files.readAllLines(page).stream()
        .dropWhile(text -> !text.startsWith(head))
        .skip(2)
        .takeWhile(text -> text.startsWith("|"))
        .map(CELL::split)
        .toList();
  }
}
