package dev.wspec.report;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Level;
import dev.wspec.conformance.Verdict;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the page's template is filled with: maps, lists and strings only, all of it still to be
 * escaped.
 */
final class HtmlPage {

  /** The worst first, as people look for them. */
  private static final List<Verdict> WORST_FIRST =
      List.of(
          Verdict.FAIL,
          Verdict.ERROR,
          Verdict.NON_STRICT,
          Verdict.INFORMATIONAL,
          Verdict.PASS,
          Verdict.NOT_APPLICABLE);

  private static final int LINKS = 12;
  private static final int TEXT = 400;

  private final RunReport report;
  private final HtmlCase cases;
  private final Set<CaseId> whole;

  /**
   * The page of a report.
   *
   * @param bodies how many cases that did not pass stand in the page with all details; those of the
   *     others are put in by the script
   */
  HtmlPage(RunReport report, int bodies) {
    this.report = report;
    this.cases = new HtmlCase(report);
    this.whole =
        report.cases().stream()
            .filter(HtmlPage::isRemarkable)
            .sorted(Comparator.comparing(CaseResult::verdict).reversed())
            .limit(bodies)
            .map(CaseResult::id)
            .collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean isRemarkable(CaseResult result) {
    return result.verdict().compareTo(Verdict.INFORMATIONAL) >= 0
        || result.standing() == Standing.UNEXPECTED_PASS;
  }

  Map<String, Object> model() {
    Headline headline = Headline.of(report);
    return Map.ofEntries(
        Map.entry("url", Escapes.oneLine(report.subject().url(), TEXT)),
        Map.entry("software", Escapes.oneLine(report.subject().software(), TEXT)),
        Map.entry("role", report.subject().role().name().toLowerCase(Locale.ROOT)),
        Map.entry(
            "headline",
            Map.of(
                "tone", headline.tone().name().toLowerCase(Locale.ROOT),
                "symbol", headline.tone().symbol(),
                "text", headline.text(),
                "gate", headline.gate())),
        Map.entry("notes", report.notes().stream().map(n -> Escapes.oneLine(n, TEXT)).toList()),
        Map.entry("wrong", wrong()),
        Map.entry("totals", totals()),
        Map.entry("columns", columns()),
        Map.entry("levels", levels()),
        Map.entry("areas", areas()),
        Map.entry("sections", sections()),
        Map.entry("run", run()),
        Map.entry("facts", facts()),
        Map.entry("groups", groups()),
        Map.entry("data", new HtmlData(cases).encode(lazy())));
  }

  /** The cases whose details the script puts in, in the order of the page. */
  private List<CaseResult> lazy() {
    return byArea().values().stream()
        .flatMap(List::stream)
        .filter(result -> !whole.contains(result.id()))
        .toList();
  }

  private Map<String, List<CaseResult>> byArea() {
    return report.cases().stream()
        .collect(
            Collectors.groupingBy(result -> result.id().area(), TreeMap::new, Collectors.toList()));
  }

  private List<Map<String, Object>> wrong() {
    Map<String, List<CaseResult>> breakers = new LinkedHashMap<>();
    for (CaseResult result : report.cases()) {
      if (!result.flaky()) {
        result.checks().stream()
            .filter(check -> check.verdict() == Verdict.FAIL)
            .map(CheckResult::requirement)
            .distinct()
            .forEach(id -> breakers.computeIfAbsent(id, i -> new ArrayList<>()).add(result));
      }
    }
    List<Map<String, Object>> wrong = new ArrayList<>();
    breakers.forEach(
        (id, results) -> {
          Map<String, Object> row = new LinkedHashMap<>(cases.requirement(id));
          row.put("cases", results.stream().limit(LINKS).map(r -> r.id().value()).toList());
          row.put("more", String.valueOf(Math.max(0, results.size() - LINKS)));
          wrong.add(row);
        });
    return wrong;
  }

  private List<Map<String, Object>> totals() {
    Totals totals = report.totals();
    List<Map<String, Object>> list = new ArrayList<>();
    double x = 0;
    for (Verdict verdict : WORST_FIRST) {
      int count = totals.count(verdict);
      double share = totals.all() == 0 ? 0 : 1000.0 * count / totals.all();
      Map<String, Object> row = new LinkedHashMap<>(HtmlCase.verdict(verdict));
      row.put("count", String.valueOf(count));
      row.put("x", String.format(Locale.ROOT, "%.1f", x));
      row.put("width", String.format(Locale.ROOT, "%.1f", share));
      list.add(row);
      x += share;
    }
    return list;
  }

  private static List<Map<String, Object>> columns() {
    return WORST_FIRST.stream().map(HtmlCase::verdict).toList();
  }

  private List<Map<String, Object>> levels() {
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

  private List<Map<String, Object>> areas() {
    List<Map<String, Object>> rows = new ArrayList<>();
    byArea()
        .forEach(
            (area, results) ->
                rows.add(
                    row(
                        area,
                        "#area-" + area,
                        results.stream().map(CaseResult::verdict).toList())));
    return rows;
  }

  private List<Map<String, Object>> sections() {
    Map<String, List<RequirementResult>> bySection =
        report.requirements().stream()
            .collect(
                Collectors.groupingBy(
                    r -> HtmlCase.where(r.rfc(), r.section()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<Map<String, Object>> rows = new ArrayList<>();
    bySection.forEach(
        (where, requirements) -> {
          RequirementResult first = requirements.get(0);
          rows.add(
              row(
                  where,
                  HtmlCase.link(first.rfc(), first.section()),
                  requirements.stream().map(RequirementResult::worst).toList()));
        });
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
        "name", name, "link", link, "all", String.valueOf(verdicts.size()), "cells", cells);
  }

  private List<Map<String, String>> run() {
    Policy policy = report.policy();
    List<Map<String, String>> list = new ArrayList<>();
    add(
        list,
        "started",
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'")
            .withZone(ZoneOffset.UTC)
            .format(report.started()));
    add(list, "duration", HtmlCase.time(report.duration()));
    add(list, "seed", String.valueOf(report.seed()));
    add(list, "wspec", (report.suite().version() + " " + report.suite().commit()).strip());
    add(
        list,
        "what it can do",
        report.subject().capabilities().stream()
            .map(Capability::words)
            .collect(Collectors.joining(", ")));
    add(list, "selected", String.join(" ", report.selection().select()));
    add(list, "excluded", String.join(" ", report.selection().exclude()));
    add(list, "cases", report.cases().size() + " of " + report.selection().available());
    add(
        list,
        "policy",
        "fail on "
            + policy.failOn()
            + (policy.strict() ? ", strict" : "")
            + ", "
            + HtmlCase.time(policy.timeout())
            + " for a case, "
            + policy.concurrency()
            + " at a time");
    add(list, "baseline", policy.baseline());
    return list;
  }

  private static void add(List<Map<String, String>> list, String name, String value) {
    if (!value.isEmpty()) {
      list.add(Map.of("name", name, "value", Escapes.oneLine(value, TEXT)));
    }
  }

  private List<Map<String, String>> facts() {
    List<Map<String, String>> list = new ArrayList<>();
    report.facts().forEach(fact -> add(list, fact.words(), fact.value()));
    return list;
  }

  private List<Map<String, Object>> groups() {
    List<Map<String, Object>> groups = new ArrayList<>();
    byArea()
        .forEach(
            (area, results) ->
                groups.add(
                    Map.of(
                        "area", area,
                        "count", String.valueOf(results.size()),
                        "cases",
                            results.stream()
                                .map(result -> cases.row(result, whole.contains(result.id())))
                                .toList())));
    return groups;
  }
}
