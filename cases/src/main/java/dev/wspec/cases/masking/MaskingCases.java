package dev.wspec.cases.masking;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** The masking pack. */
public final class MaskingCases implements CaseProvider {

  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.of(WrongSideCases.all(), KeyCases.all()).flatMap(cases -> cases);
  }
}
