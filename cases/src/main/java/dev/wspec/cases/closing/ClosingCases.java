package dev.wspec.cases.closing;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** The pack of closing. */
public final class ClosingCases implements CaseProvider {

  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.of(HandshakeCases.all(), CodeCases.all(), BehindCloseCases.all())
        .flatMap(cases -> cases);
  }
}
