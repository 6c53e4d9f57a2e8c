package dev.wspec.cases.limits;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** The limits pack. */
public final class LimitCases implements CaseProvider {

  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.of(
            SizeCases.all(),
            NumberCases.all(),
            DeclaredLengthCases.all(),
            BombCases.all(),
            GrowthCases.all(),
            BeyondCases.all())
        .flatMap(cases -> cases);
  }
}
