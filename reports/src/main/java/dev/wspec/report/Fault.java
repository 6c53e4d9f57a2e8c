package dev.wspec.report;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with a subject, however many cases met it.
 *
 * @param requirement id of the one that is broken
 * @param verdict of the checks that say so
 * @param observations what was seen, the most frequent first; those that differ only in numbers and
 *     quotations are one
 * @param cases that met it, the shortest first
 * @param alsoBroken ids of requirements that are broken along with it and in no other way
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
    // By id: to hash a result would be to hash its whole transcript.
    Map<String, Set<CaseId>> met = new LinkedHashMap<>();
    Map<CaseId, CaseResult> results = new LinkedHashMap<>();
    for (CaseResult result : cases) {
      for (CheckResult check : result.checks()) {
        if (check.verdict() == verdict && !result.flaky()) {
          met.computeIfAbsent(check.requirement(), r -> new LinkedHashSet<>()).add(result.id());
          results.put(result.id(), result);
        }
      }
    }
    List<String> order =
        met.keySet().stream()
            .sorted(Comparator.comparing((String r) -> cases(met, r).size()).reversed())
            .toList();
    Map<String, Set<String>> along = new LinkedHashMap<>();
    for (String requirement : order) {
      along.keySet().stream()
          .filter(head -> goesAlong(cases(met, requirement), cases(met, head)))
          .findFirst()
          .ifPresentOrElse(
              head -> along.getOrDefault(head, Set.of()).add(requirement),
              () -> along.put(requirement, new TreeSet<>()));
    }
    List<Fault> faults = new ArrayList<>();
    along.forEach(
        (head, also) -> {
          List<CaseResult> seen = new ArrayList<>(results.values());
          seen.removeIf(result -> !cases(met, head).contains(result.id()));
          faults.add(fault(head, verdict, seen, also));
        });
    return faults;
  }

  private static Set<CaseId> cases(Map<String, Set<CaseId>> met, String requirement) {
    return met.getOrDefault(requirement, Set.of());
  }

  /** Whether the fewer cases are most of the others, so that one cause is likely. */
  private static boolean goesAlong(Set<CaseId> fewer, Set<CaseId> others) {
    return fewer.size() * 2 > others.size() && others.containsAll(fewer);
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
