package dev.wspec.cases.control;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** The pack of control frames. */
public final class ControlCases implements CaseProvider {

  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.of(PingCases.all(), PongCases.all(), ControlFormCases.all())
        .flatMap(cases -> cases);
  }
}
