package dev.wspec.report;

import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be fixed, and what could not be asked, as the page shows it. */
final class HtmlFaults {

  private static final int LINKS = 8;
  private static final int LINES = 4;
  private static final int SENTENCE = 200;
  private static final int COMMAND = 600;

  private final RunReport report;
  private final HtmlCase cases;

  HtmlFaults(RunReport report, HtmlCase cases) {
    this.report = report;
    this.cases = cases;
  }

  /** Each thing that is wrong, once. */
  List<Map<String, Object>> rows(List<Fault> faults) {
    return faults.stream().map(this::row).toList();
  }

  private Map<String, Object> row(Fault fault) {
    Map<String, Object> row = new LinkedHashMap<>(cases.requirement(fault.requirement()));
    String accepted = fault.observations().get(0).check().accepted();
    row.put("verdict", HtmlCase.verdict(fault.verdict()));
    row.put("why", why(fault.requirement()));
    row.put(
        "accepted", accepted.equals(row.get("summary")) ? "" : Escapes.oneLine(accepted, SENTENCE));
    row.put("observed", fault.observations().stream().limit(LINES).map(HtmlFaults::seen).toList());
    row.put("rerun", Escapes.oneLine(fault.example().rerun(), COMMAND));
    row.put("also", fault.alsoBroken().stream().limit(LINKS).toList());
    row.put("count", String.valueOf(fault.cases().size()));
    row.put("cases", fault.cases().stream().limit(LINKS).map(r -> r.id().value()).toList());
    row.put("more", String.valueOf(Math.max(0, fault.cases().size() - LINKS)));
    return row;
  }

  private static Map<String, String> seen(Fault.Observation observation) {
    return Map.of(
        "text",
        Escapes.oneLine(observation.check().observed(), SENTENCE),
        "count",
        observation.count() == 1 ? "" : String.valueOf(observation.count()));
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
