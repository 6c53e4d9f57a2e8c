package dev.wspec.report;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with a subject, however many cases met it.
 *
 * @param requirement id of the one that is broken
 * @param verdict of the checks that say so
 * @param observations what was seen, the most frequent first; those that differ only in numbers and
 *     quotations are one
 * @param cases that met it, the shortest first
 * @param alsoBroken ids of requirements that are broken along with it, and in these cases only
 */
record Fault(
    String requirement,
    Verdict verdict,
    List<Observation> observations,
    List<CaseResult> cases,
    Set<String> alsoBroken) {

  private static final Pattern PARTICULARS =
      Pattern.compile("“[^”]*”|\"[^\"]*\"|'[^']*'|\\b(?:0x)?[0-9a-f]*\\d[0-9a-f]*\\b");

  /**
   * What was seen, and how often.
   *
   * @param check the first that shows it
   */
  record Observation(CheckResult check, int count) {}

  Fault {
    observations = List.copyOf(observations);
    cases = List.copyOf(cases);
  }

  /** The case that shows it in the fewest steps. */
  CaseResult example() {
    return cases.get(0);
  }

  /** What is wrong, each thing once, what the most cases met first. Flaky cases are left out. */
  static List<Fault> of(List<CaseResult> cases, Verdict verdict) {
    CommonCauses causes = new CommonCauses();
    // By id: to hash a result would be to hash its whole transcript.
    Map<CaseId, CaseResult> results = new LinkedHashMap<>();
    for (CaseResult result : cases) {
      for (CheckResult check : result.checks()) {
        if (check.verdict() == verdict && !result.flaky()) {
          causes.add(check.requirement(), result.id(), pattern(check.observed()));
          results.put(result.id(), result);
        }
      }
    }
    List<Fault> faults = new ArrayList<>();
    causes
        .grouped()
        .forEach(
            (head, along) -> {
              List<CaseResult> met = new ArrayList<>(results.values());
              met.removeIf(result -> !causes.cases(head).contains(result.id()));
              faults.add(fault(head, verdict, met, along));
            });
    return faults;
  }

  private static Fault fault(
      String requirement, Verdict verdict, List<CaseResult> met, Set<String> also) {
    List<CaseResult> shortestFirst =
        met.stream().sorted(Comparator.comparingInt(Fault::steps)).toList();
    Map<String, Observation> observations = new LinkedHashMap<>();
    for (CaseResult result : shortestFirst) {
      for (CheckResult check : result.checks()) {
        if (check.requirement().equals(requirement) && check.verdict() == verdict) {
          observations.merge(
              pattern(check.observed()),
              new Observation(check, 1),
              (known, another) -> new Observation(known.check(), known.count() + 1));
        }
      }
    }
    return new Fault(
        requirement,
        verdict,
        observations.values().stream()
            .sorted(Comparator.comparingInt(Observation::count).reversed())
            .toList(),
        shortestFirst,
        also);
  }

  /** One that was not recorded shows nothing. */
  private static int steps(CaseResult result) {
    return result.transcript() == null ? Integer.MAX_VALUE : result.transcript().events().size();
  }

  /** What is the same wherever a fault shows: numbers and quotations are not. */
  private static String pattern(String observed) {
    return PARTICULARS.matcher(Escapes.oneLine(observed, 400)).replaceAll("#");
  }
}
