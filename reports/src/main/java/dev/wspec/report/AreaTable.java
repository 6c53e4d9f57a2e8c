package dev.wspec.report;

import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the areas did, as a table for a terminal: a line for each, and one for all. */
final class AreaTable {

  private static final int NAME = 14;
  private static final int WIDE_GAP = 3;
  private static final int NARROW_GAP = 2;

  private static final List<Verdict> ORDER =
      List.of(
          Verdict.PASS,
          Verdict.FAIL,
          Verdict.ERROR,
          Verdict.NON_STRICT,
          Verdict.INFORMATIONAL,
          Verdict.NOT_APPLICABLE);

  private final Ink ink;
  private final Map<String, List<CaseResult>> areas;
  private final Totals totals;
  private final List<Verdict> columns;
  private final boolean words;
  private final int gap;

  AreaTable(Ink ink, int width, RunReport report) {
    this.ink = ink;
    this.totals = report.totals();
    this.areas =
        report.cases().stream()
            .collect(Collectors.groupingBy(c -> c.id().area(), TreeMap::new, Collectors.toList()));
    this.columns =
        ORDER.stream()
            .filter(v -> v == Verdict.PASS || v == Verdict.FAIL || totals.count(v) > 0)
            .toList();
    int wide = NAME + columns.stream().mapToInt(v -> WIDE_GAP + words(v).length()).sum();
    this.words = wide <= width;
    this.gap = words ? WIDE_GAP : NARROW_GAP;
  }

  /** The table with a number of areas at most; if not all have room, those with trouble. */
  List<String> lines(int rows) {
    List<String> lines = new ArrayList<>();
    StringBuilder header = new StringBuilder(" ".repeat(NAME));
    columns.forEach(verdict -> header.append(right(head(verdict), gap + columns(verdict))));
    lines.add(header.toString());
    Map<String, List<CaseResult>> shown = new TreeMap<>(areas);
    if (areas.size() > rows) {
      shown.values().removeIf(list -> list.stream().allMatch(AreaTable::isCalm));
    }
    boolean calm = shown.size() <= rows;
    shown.entrySet().stream()
        .limit(rows)
        .forEach(area -> lines.add(row(area.getKey(), Totals.of(area.getValue()))));
    int left = areas.size() - Math.min(rows, shown.size());
    if (left > 0) {
      lines.add(left + (left == 1 ? " more area" : " more areas") + (calm ? ", all well" : ""));
    }
    if (areas.size() > 1) {
      lines.add(row("all", totals));
    }
    return lines;
  }

  private static boolean isCalm(CaseResult result) {
    return result.verdict().compareTo(Verdict.NON_STRICT) < 0
        && !result.flaky()
        && result.standing() != Standing.UNEXPECTED_PASS;
  }

  /** The symbols over the columns in words, if there is no room for words there. */
  String legend() {
    return words ? "" : columns.stream().map(AreaTable::words).collect(Collectors.joining("  "));
  }

  private static String words(Verdict verdict) {
    String words =
        switch (verdict) {
          case INFORMATIONAL -> "inform.";
          case NOT_APPLICABLE -> "n/a";
          default -> verdict.words();
        };
    return VerdictSymbol.of(verdict) + " " + words;
  }

  private String head(Verdict verdict) {
    return words ? words(verdict) : VerdictSymbol.of(verdict);
  }

  /** So many columns of the terminal a column of the table takes. */
  private int columns(Verdict verdict) {
    return Math.max(head(verdict).length(), String.valueOf(totals.count(verdict)).length());
  }

  private static String right(String text, int columns) {
    return " ".repeat(Math.max(0, columns - text.length())) + text;
  }

  private String row(String name, Totals counts) {
    StringBuilder row = new StringBuilder(TextBlock.padded(name, NAME));
    for (Verdict verdict : columns) {
      int count = counts.count(verdict);
      String digits = count == 0 ? "·" : String.valueOf(count);
      String cell = right(digits, gap + columns(verdict));
      row.append(count == 0 ? ink.dim(cell) : ink.verdict(verdict, cell));
    }
    return row.toString();
  }
}
