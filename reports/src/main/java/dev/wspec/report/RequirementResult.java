package dev.wspec.report;

import dev.wspec.conformance.Requirement;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a subject stands to one requirement, over all cases that asked about it.
 *
 * @param rfc such as {@code RFC6455}
 * @param keyword as the RFC has it, or {@code ALGO} for a step of an algorithm
 * @param summary what it asks, in our words
 * @param worst of the verdicts of its checks
 * @param checks how often it was asked
 */
public record RequirementResult(
    String id,
    String rfc,
    String section,
    String keyword,
    String summary,
    Verdict worst,
    int checks) {

  /** Those that the cases asked about, in the order of {@code requirements}. */
  public static List<RequirementResult> of(List<CaseResult> cases, Requirements requirements) {
    Map<String, List<Verdict>> asked = new LinkedHashMap<>();
    for (CaseResult result : cases) {
      for (CheckResult check : result.checks()) {
        asked.computeIfAbsent(check.requirement(), id -> new ArrayList<>()).add(check.verdict());
      }
    }
    return requirements.all().stream()
        .filter(requirement -> asked.containsKey(requirement.id()))
        .map(requirement -> of(requirement, asked.getOrDefault(requirement.id(), List.of())))
        .toList();
  }

  private static RequirementResult of(Requirement requirement, List<Verdict> verdicts) {
    return new RequirementResult(
        requirement.id(),
        requirement.rfc(),
        requirement.section(),
        requirement.keyword(),
        requirement.summary(),
        verdicts.stream().reduce(Verdict.NOT_APPLICABLE, Verdict::worse),
        verdicts.size());
  }
}
