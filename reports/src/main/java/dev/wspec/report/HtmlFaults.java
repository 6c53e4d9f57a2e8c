package dev.wspec.report;

import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be fixed, and what could not be asked, as the page shows it. */
final class HtmlFaults {

  private static final int LINKS = 12;
  private static final int SENTENCE = 300;
  private static final int COMMAND = 600;

  private final RunReport report;
  private final HtmlCase cases;

  HtmlFaults(RunReport report, HtmlCase cases) {
    this.report = report;
    this.cases = cases;
  }

  /** Each thing that is wrong, once; those of one verdict only. */
  List<Map<String, Object>> faults(Verdict verdict) {
    return Fault.of(report.cases()).stream()
        .filter(fault -> fault.check().verdict() == verdict)
        .map(this::fault)
        .toList();
  }

  private Map<String, Object> fault(Fault fault) {
    CheckResult check = fault.check();
    Map<String, Object> row = new LinkedHashMap<>(cases.requirement(check.requirement()));
    boolean repeats = check.accepted().equals(row.get("summary"));
    row.put("verdict", HtmlCase.verdict(check.verdict()));
    row.put("why", why(check.requirement()));
    row.put("accepted", repeats ? "" : Escapes.oneLine(check.accepted(), SENTENCE));
    row.put("observed", Escapes.oneLine(check.observed(), SENTENCE));
    row.put("rerun", Escapes.oneLine(fault.example().rerun(), COMMAND));
    row.put("example", fault.example().id().value());
    row.put("also", fault.alsoBroken().stream().limit(LINKS).toList());
    row.put("count", String.valueOf(fault.cases().size()));
    row.put("cases", fault.cases().stream().limit(LINKS).map(r -> r.id().value()).toList());
    row.put("more", String.valueOf(Math.max(0, fault.cases().size() - LINKS)));
    return row;
  }

  private String why(String id) {
    return report.requirements().stream()
        .filter(requirement -> requirement.id().equals(id))
        .findFirst()
        .map(r -> SectionTable.WHY.nearest(r.rfc(), r.section()))
        .orElse("");
  }

  /** Why cases do not apply, and how many each reason concerns. */
  List<Map<String, Object>> inapplicable() {
    Map<String, List<CaseResult>> byReason = new LinkedHashMap<>();
    for (CaseResult result : report.cases()) {
      if (result.verdict() == Verdict.NOT_APPLICABLE) {
        String why = result.explanation();
        byReason
            .computeIfAbsent(Escapes.oneLine(why, SENTENCE), w -> new ArrayList<>())
            .add(result);
      }
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    byReason.forEach(
        (why, results) ->
            rows.add(
                Map.of(
                    "why", why.isEmpty() ? "no reason given" : why,
                    "count", String.valueOf(results.size()),
                    "cases", results.stream().limit(LINKS).map(r -> r.id().value()).toList(),
                    "more", String.valueOf(Math.max(0, results.size() - LINKS)))));
    return rows;
  }
}
