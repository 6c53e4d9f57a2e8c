package dev.wspec.cases.intermediary;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** The pack of cases that only an intermediary can be asked. */
public final class IntermediaryCases implements CaseProvider {

  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.of(
            HandshakeCases.all(),
            RefusalCases.all(),
            SmugglingCases.all(),
            TunnelCases.all(),
            EndingCases.all(),
            FlowCases.all())
        .flatMap(cases -> cases);
  }
}
