package dev.wspec.cases.liveness;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** The liveness pack. */
public final class LivenessCases implements CaseProvider {

  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.of(
            BystanderCases.all(), EarlyEndCases.all(), SlowCases.all(), AbandonedCases.all())
        .flatMap(cases -> cases);
  }
}
