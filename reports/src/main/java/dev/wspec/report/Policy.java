package dev.wspec.report;

import java.time.Duration;

/**
 * How the run was carried out and judged.
 *
 * @param strict whether a broken SHOULD is a failure
 * @param timeout what a case was allowed at most
 * @param concurrency how many cases ran at a time
 * @param baseline name of the file with the expected failures, or empty
 */
public record Policy(
    boolean strict, FailOn failOn, Duration timeout, int concurrency, String baseline) {

  public boolean hasBaseline() {
    return !baseline.isEmpty();
  }
}
