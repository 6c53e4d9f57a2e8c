package dev.wspec.report;

import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with a subject, however many cases met it.
 *
 * @param check the answer that shows it; the first of several that differ in numbers only
 * @param cases that met it, the shortest first
 * @param alsoBroken ids of further requirements that these cases found broken
 */
record Fault(CheckResult check, List<CaseResult> cases, Set<String> alsoBroken) {

  private static final Pattern PARTICULARS =
      Pattern.compile("“[^”]*”|\"[^\"]*\"|'[^']*'|\\b(?:0x)?[0-9a-f]*\\d[0-9a-f]*\\b");

  Fault {
    cases = List.copyOf(cases);
  }

  /** The case that shows it in the fewest steps. */
  CaseResult example() {
    return cases.get(0);
  }

  /**
   * What is wrong, each thing once: broken MUSTs first, then what the most cases met. A case that
   * found several requirements broken counts for the one that explains the most cases. Flaky cases
   * are left out.
   */
  static List<Fault> of(List<CaseResult> cases) {
    List<Fault> faults = new ArrayList<>();
    for (Verdict verdict : List.of(Verdict.FAIL, Verdict.NON_STRICT)) {
      faults.addAll(
          of(cases.stream().filter(c -> c.verdict() == verdict && !c.flaky()).toList(), verdict));
    }
    return faults;
  }

  private static List<Fault> of(List<CaseResult> cases, Verdict verdict) {
    Map<Cause, List<CaseResult>> byCause = new LinkedHashMap<>();
    for (CaseResult result : cases) {
      for (CheckResult check : result.checks()) {
        if (check.verdict() == verdict) {
          List<CaseResult> met = byCause.computeIfAbsent(Cause.of(check), c -> new ArrayList<>());
          if (met.isEmpty() || met.get(met.size() - 1) != result) {
            met.add(result);
          }
        }
      }
    }
    List<Fault> faults = new ArrayList<>();
    Set<CaseResult> left = new HashSet<>(cases);
    while (!byCause.isEmpty()) {
      Cause cause = commonest(byCause);
      List<CaseResult> met = byCause.remove(cause);
      faults.add(fault(cause, met, verdict));
      met.forEach(left::remove);
      byCause.values().forEach(list -> list.retainAll(left));
      byCause.values().removeIf(List::isEmpty);
    }
    return faults;
  }

  private static Cause commonest(Map<Cause, List<CaseResult>> byCause) {
    Cause best = byCause.keySet().iterator().next();
    for (Map.Entry<Cause, List<CaseResult>> each : byCause.entrySet()) {
      if (each.getValue().size() > byCause.getOrDefault(best, List.of()).size()) {
        best = each.getKey();
      }
    }
    return best;
  }

  private static Fault fault(Cause cause, List<CaseResult> met, Verdict verdict) {
    List<CaseResult> shortestFirst =
        met.stream().sorted(Comparator.comparingInt(Fault::steps)).toList();
    Set<String> also = new TreeSet<>();
    met.stream()
        .flatMap(result -> result.checks().stream())
        .filter(check -> check.verdict() == verdict)
        .map(CheckResult::requirement)
        .filter(id -> !id.equals(cause.requirement()))
        .forEach(also::add);
    CheckResult check =
        shortestFirst.get(0).checks().stream()
            .filter(c -> c.verdict() == verdict && Cause.of(c).equals(cause))
            .findFirst()
            .orElseThrow();
    return new Fault(check, shortestFirst, also);
  }

  /** One that was not recorded shows nothing. */
  private static int steps(CaseResult result) {
    return result.transcript() == null ? Integer.MAX_VALUE : result.transcript().events().size();
  }

  /** What is the same wherever a fault shows: numbers and quotations are not. */
  private record Cause(String requirement, Finding finding, String pattern) {

    static Cause of(CheckResult check) {
      String pattern = PARTICULARS.matcher(Escapes.oneLine(check.observed(), 400)).replaceAll("#");
      return new Cause(check.requirement(), check.finding(), pattern);
    }
  }
}
