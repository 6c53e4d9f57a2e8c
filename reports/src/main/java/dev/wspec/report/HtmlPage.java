package dev.wspec.report;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the page's template is filled with: maps, lists and strings only, all of it still to be
 * escaped.
 */
final class HtmlPage {

  private static final int TEXT = 400;
  private static final int EXAMPLES = 2;

  private final RunReport report;
  private final HtmlCase cases;
  private final List<Fault> faults;
  private final Set<CaseId> whole;
  private final Map<String, List<CaseResult>> byArea;

  /**
   * The page of a report.
   *
   * @param bodies how many cases that did not pass stand in the page with all details; those of the
   *     others are put in by the script
   */
  HtmlPage(RunReport report, int bodies) {
    this.report = report;
    this.cases = new HtmlCase(report);
    this.faults = Fault.of(report.cases(), Verdict.FAIL);
    this.whole =
        Stream.concat(
                faults.stream().flatMap(fault -> fault.cases().stream().limit(EXAMPLES)),
                report.cases().stream()
                    .filter(HtmlPage::isRemarkable)
                    .sorted(Comparator.comparing(CaseResult::verdict).reversed()))
            .map(CaseResult::id)
            .distinct()
            .limit(bodies)
            .collect(Collectors.toCollection(HashSet::new));
    this.byArea = byArea(report.cases());
  }

  private static boolean isRemarkable(CaseResult result) {
    return result.verdict().compareTo(Verdict.INFORMATIONAL) >= 0
        || result.flaky()
        || result.standing() == Standing.UNEXPECTED_PASS;
  }

  /** Who spoke with the subject: wspec, unless that only listened. */
  private String peer() {
    boolean overheard =
        report.cases().stream().map(result -> result.id().area()).anyMatch("traffic"::equals);
    if (!overheard) {
      return "wspec";
    }
    return report.subject().role() == SubjectRole.SERVER ? "client" : "server";
  }

  Map<String, Object> model() {
    Headline headline = Headline.of(report);
    HtmlFaults rows = new HtmlFaults(report, cases);
    return Map.ofEntries(
        Map.entry("url", Escapes.oneLine(report.subject().url(), TEXT)),
        Map.entry("software", Escapes.oneLine(report.subject().software(), TEXT)),
        Map.entry("role", report.subject().role().name().toLowerCase(Locale.ROOT)),
        Map.entry("peer", peer()),
        Map.entry(
            "headline",
            Map.of(
                "tone", headline.tone().name().toLowerCase(Locale.ROOT),
                "symbol", headline.tone().symbol(),
                "text", headline.text(),
                "gate", headline.gate())),
        Map.entry("notes", report.notes().stream().map(n -> Escapes.oneLine(n, TEXT)).toList()),
        Map.entry("faults", rows.rows(faults)),
        Map.entry("lapses", rows.rows(Fault.of(report.cases(), Verdict.NON_STRICT))),
        Map.entry("inapplicable", rows.inapplicable()),
        Map.entry("totals", HtmlTables.totals(report)),
        Map.entry("shares", bar()),
        Map.entry("columns", HtmlTables.columns()),
        Map.entry("levels", HtmlTables.levels(report)),
        Map.entry("areas", HtmlTables.areas(byArea)),
        Map.entry("documents", new HtmlCoverage(report).documents()),
        Map.entry("run", run()),
        Map.entry("facts", facts()),
        Map.entry("groups", groups()),
        Map.entry("data", new HtmlData(cases).encode(lazy())));
  }

  /** The cases whose details the script puts in, in the order of the page. */
  private List<CaseResult> lazy() {
    return byArea.values().stream()
        .flatMap(List::stream)
        .filter(result -> !whole.contains(result.id()))
        .toList();
  }

  private static Map<String, List<CaseResult>> byArea(List<CaseResult> cases) {
    return cases.stream()
        .sorted(
            Comparator.<CaseResult>comparingInt(
                    result -> HtmlTables.WORST_FIRST.indexOf(result.verdict()))
                .thenComparing(CaseResult::id))
        .collect(
            Collectors.groupingBy(result -> result.id().area(), TreeMap::new, Collectors.toList()));
  }

  private List<Map<String, String>> bar() {
    List<Verdict> verdicts = report.cases().stream().map(CaseResult::verdict).toList();
    return HtmlTables.bar(verdicts, verdicts.size());
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
    add(list, "shard", report.selection().shard());
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
    byArea.forEach(
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
