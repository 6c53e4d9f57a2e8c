package dev.wspec.report;

import java.time.Duration;

/**
 * How the run was carried out and judged.
 *
 * @param strict whether a broken SHOULD is a failure
 * @param timeout what a case was allowed at most
 * @param concurrency how many cases ran at a time
 * @param baseline name of the file with the expected failures, or empty
 * @param allowed so many offenders the gate lets pass
 */
public record Policy(
    boolean strict,
    FailOn failOn,
    Duration timeout,
    int concurrency,
    String baseline,
    int allowed) {

  /** One that lets no offender pass. */
  public Policy(boolean strict, FailOn failOn, Duration timeout, int concurrency, String baseline) {
    this(strict, failOn, timeout, concurrency, baseline, 0);
  }

  public boolean hasBaseline() {
    return !baseline.isEmpty();
  }
}
