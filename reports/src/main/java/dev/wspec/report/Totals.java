package dev.wspec.report;

import dev.wspec.conformance.Verdict;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many cases got which verdict.
 *
 * @param flaky how many did not repeat; they are counted under their verdict as well
 */
public record Totals(Map<Verdict, Integer> byVerdict, int flaky) {

  public Totals {
    byVerdict = Map.copyOf(byVerdict);
  }

  public static Totals of(Collection<CaseResult> cases) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    cases.forEach(c -> counts.merge(c.verdict(), 1, Integer::sum));
    return new Totals(counts, (int) cases.stream().filter(CaseResult::flaky).count());
  }

  public int count(Verdict verdict) {
    return byVerdict.getOrDefault(verdict, 0);
  }

  public int all() {
    return byVerdict.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Those that were asked and answered. */
  public int judged() {
    return all() - count(Verdict.NOT_APPLICABLE) - count(Verdict.ERROR);
  }
}
