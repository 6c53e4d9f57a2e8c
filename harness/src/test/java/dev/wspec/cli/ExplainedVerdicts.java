package dev.wspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of {@code docs/autobahn.md} that says which verdicts differ from the original's. */
final class ExplainedVerdicts {

  private static final Pattern CASES =
      Pattern.compile("(\\d+(?:\\.\\d+)*)(?: to (\\d+(?:\\.\\d+)*))?");

  /** Case numbers, what the original says, what we say. */
  private record Row(String cases, String original, String ours) {}

  private final List<Row> rows;

  private ExplainedVerdicts(List<Row> rows) {
    this.rows = rows;
  }

  static ExplainedVerdicts read(Path page) throws IOException {
    List<Row> rows = new ArrayList<>();
    String text = Files.readString(page);
    for (String line :
        text.substring(text.indexOf("## Why some verdicts differ")).lines().toList()) {
      String[] cells = line.split(" \\| |^\\| | \\|$");
      if (cells.length == 4 && Character.isDigit(cells[1].charAt(0))) {
        rows.add(new Row(cells[1], cells[2], cells[3]));
      }
    }
    return new ExplainedVerdicts(rows);
  }

  /** Whether a row about this case names both verdicts. */
  boolean are(String id, String original, String ours) {
    return rows.stream()
        .anyMatch(
            row ->
                has(row.cases, id) && row.original.contains(original) && row.ours.contains(ours));
  }

  /** Whether "3.2 to 3.4, 7.9.3 (1004), 12" has this case. */
  static boolean has(String cases, String id) {
    Matcher each = CASES.matcher(cases.replaceAll("\\(.*?\\)", ""));
    while (each.find()) {
      String first = each.group(1);
      String last = each.group(2) == null ? first : each.group(2);
      boolean within = id.equals(last) || id.startsWith(last + ".");
      if (within || (compare(id, first) >= 0 && compare(id, last) < 0)) {
        return true;
      }
    }
    return false;
  }

  private static int compare(String one, String other) {
    return Arrays.compare(parts(one), parts(other));
  }

  private static int[] parts(String id) {
    return Arrays.stream(id.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }
}
