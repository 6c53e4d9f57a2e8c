package dev.wspec.report;

import dev.wspec.conformance.Requirement;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The requirements as the table of contents of the RFCs they are from. */
final class HtmlCoverage {

  private static final Collection<Requirement> REQUIREMENTS = Requirements.load().all();

  private final Map<String, RequirementResult> asked = new HashMap<>();
  private final SubjectRole subject;

  HtmlCoverage(RunReport report) {
    report.requirements().forEach(r -> asked.put(r.id(), r));
    subject = report.subject().role();
  }

  /** RFCs, each with its sections, each with what it asks of such a subject. */
  List<Map<String, Object>> documents() {
    Map<String, Map<String, List<Requirement>>> documents = new LinkedHashMap<>();
    for (Requirement requirement : REQUIREMENTS) {
      if (requirement.binds().contains(subject) || asked.containsKey(requirement.id())) {
        documents
            .computeIfAbsent(requirement.rfc(), r -> new TreeMap<>(HtmlCoverage::compareSections))
            .computeIfAbsent(requirement.section(), s -> new ArrayList<>())
            .add(requirement);
      }
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    documents.forEach((rfc, sections) -> rows.add(document(rfc, sections)));
    rows.sort(Comparator.comparing(row -> "0".equals(row.get("asked"))));
    return rows;
  }

  private Map<String, Object> document(String rfc, Map<String, List<Requirement>> sections) {
    sections.keySet().stream()
        .flatMap(section -> around(section).stream())
        .distinct()
        .filter(section -> !SectionTable.TITLES.of(rfc, section).isEmpty())
        .toList()
        .forEach(section -> sections.computeIfAbsent(section, s -> new ArrayList<>()));
    List<Map<String, Object>> rows = new ArrayList<>();
    sections.forEach((section, requirements) -> rows.add(section(rfc, section, requirements)));
    List<Requirement> all = sections.values().stream().flatMap(List::stream).toList();
    return Map.of(
        "name", HtmlCase.where(rfc, ""),
        "asked", String.valueOf(askedOf(all)),
        "all", String.valueOf(all.size()),
        "sections", rows);
  }

  private Map<String, Object> section(String rfc, String section, List<Requirement> all) {
    Verdict worst =
        all.stream()
            .map(requirement -> asked.get(requirement.id()))
            .filter(result -> result != null)
            .map(RequirementResult::worst)
            .reduce(Verdict.NOT_APPLICABLE, Verdict::worse);
    Map<String, Object> row = new HashMap<>();
    row.put("number", section);
    row.put("title", SectionTable.TITLES.of(rfc, section));
    row.put("link", HtmlCase.link(rfc, section));
    row.put("where", HtmlCase.where(rfc, section));
    row.put("depth", String.valueOf(section.chars().filter(c -> c == '.').count()));
    row.put("asked", String.valueOf(askedOf(all)));
    row.put("all", String.valueOf(all.size()));
    row.put("verdict", mark(askedOf(all) == 0 ? null : worst));
    row.put("bar", HtmlTables.bar(verdicts(all), all.size()));
    row.put("requirements", all.stream().map(this::requirement).toList());
    return row;
  }

  private List<Verdict> verdicts(List<Requirement> all) {
    return all.stream()
        .map(requirement -> asked.get(requirement.id()))
        .filter(result -> result != null)
        .map(RequirementResult::worst)
        .toList();
  }

  private Map<String, Object> requirement(Requirement requirement) {
    RequirementResult result = asked.get(requirement.id());
    return Map.of(
        "id", requirement.id(),
        "keyword", HtmlCase.keyword(requirement.keyword()),
        "summary", requirement.summary(),
        "verdict", mark(result == null ? null : result.worst()),
        "checks", result == null ? "" : String.valueOf(result.checks()));
  }

  private static Map<String, Object> mark(@Nullable Verdict verdict) {
    return verdict == null
        ? Map.of("key", "unasked", "symbol", "○", "words", "not asked")
        : HtmlCase.verdict(verdict);
  }

  private long askedOf(List<Requirement> all) {
    return all.stream().filter(requirement -> asked.containsKey(requirement.id())).count();
  }

  private static List<String> around(String section) {
    List<String> outer = new ArrayList<>();
    for (int dot = section.lastIndexOf('.'); dot > 0; dot = section.lastIndexOf('.', dot - 1)) {
      outer.add(section.substring(0, dot));
    }
    return outer;
  }

  /** By number where they are numbers, so that 7.4 stands before 7.10. */
  static int compareSections(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() && j < other.length()) {
      String a = part(one, i);
      String b = part(other, j);
      // Without leading zeros the longer of two numbers is the greater.
      int order = isNumber(a) && isNumber(b) ? a.length() - b.length() : 0;
      order = order == 0 ? a.compareTo(b) : order;
      if (order != 0) {
        return order;
      }
      i += a.length() + 1;
      j += b.length() + 1;
    }
    return one.length() - i - (other.length() - j);
  }

  /** Up to the next dot or dash. */
  private static String part(String section, int from) {
    int end = from;
    while (end < section.length() && section.charAt(end) != '.' && section.charAt(end) != '-') {
      end++;
    }
    return section.substring(from, end);
  }

  private static boolean isNumber(String part) {
    return !part.isEmpty() && Character.isDigit(part.charAt(0));
  }
}
