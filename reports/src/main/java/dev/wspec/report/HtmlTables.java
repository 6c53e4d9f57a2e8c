package dev.wspec.report;

import dev.wspec.conformance.Level;
import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts of verdicts, as numbers and as bars. */
final class HtmlTables {

  /** The worst first, as people look for them. */
  static final List<Verdict> WORST_FIRST =
      List.of(
          Verdict.FAIL,
          Verdict.ERROR,
          Verdict.NON_STRICT,
          Verdict.INFORMATIONAL,
          Verdict.PASS,
          Verdict.NOT_APPLICABLE);

  private HtmlTables() {}

  static List<Map<String, Object>> columns() {
    return WORST_FIRST.stream().map(HtmlCase::verdict).toList();
  }

  static List<Map<String, Object>> totals(RunReport report) {
    Totals totals = report.totals();
    List<Map<String, Object>> list = new ArrayList<>();
    for (Verdict verdict : WORST_FIRST) {
      Map<String, Object> row = new LinkedHashMap<>(HtmlCase.verdict(verdict));
      row.put("count", String.valueOf(totals.count(verdict)));
      list.add(row);
    }
    return list;
  }

  static List<Map<String, Object>> levels(RunReport report) {
    Map<Level, List<Verdict>> byLevel = new EnumMap<>(Level.class);
    for (RequirementResult requirement : report.requirements()) {
      byLevel
          .computeIfAbsent(Level.ofKeyword(requirement.keyword()), l -> new ArrayList<>())
          .add(requirement.worst());
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    byLevel.forEach((level, verdicts) -> rows.add(row(level.name(), "", verdicts)));
    return rows;
  }

  static List<Map<String, Object>> areas(Map<String, List<CaseResult>> byArea) {
    List<Map<String, Object>> rows = new ArrayList<>();
    byArea.forEach(
        (area, results) ->
            rows.add(
                row(area, "#area-" + area, results.stream().map(CaseResult::verdict).toList())));
    return rows;
  }

  private static Map<String, Object> row(String name, String link, List<Verdict> verdicts) {
    Map<Verdict, Long> counts =
        verdicts.stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    List<Map<String, String>> cells = new ArrayList<>();
    for (Verdict verdict : WORST_FIRST) {
      long count = counts.getOrDefault(verdict, 0L);
      cells.add(
          Map.of(
              "key", count == 0 ? "none" : HtmlCase.key(verdict),
              "count", count == 0 ? "·" : String.valueOf(count)));
    }
    return Map.of(
        "name", name,
        "link", link,
        "all", String.valueOf(verdicts.size()),
        "bar", bar(verdicts, verdicts.size()),
        "cells", cells);
  }

  /**
   * The parts of a bar of 100 units.
   *
   * @param all what the whole bar stands for; where there are fewer verdicts, its end stays empty
   */
  static List<Map<String, String>> bar(Collection<Verdict> verdicts, int all) {
    List<Map<String, String>> parts = new ArrayList<>();
    double x = 0;
    for (Verdict verdict : WORST_FIRST) {
      long count = verdicts.stream().filter(v -> v == verdict).count();
      if (count > 0) {
        // What is rare must still be seen.
        double width = Math.max(1, 100.0 * count / all);
        parts.add(
            Map.of(
                "key", HtmlCase.key(verdict),
                "x", String.format(Locale.ROOT, "%.1f", Math.min(x, 99)),
                "width", String.format(Locale.ROOT, "%.1f", width)));
        x += width;
      }
    }
    return parts;
  }
}
