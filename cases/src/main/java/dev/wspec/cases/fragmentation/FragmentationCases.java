package dev.wspec.cases.fragmentation;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** The pack of fragmented messages. */
public final class FragmentationCases implements CaseProvider {

  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.of(FragmentCases.all(), InterleavedControlCases.all(), OrderCases.all())
        .flatMap(cases -> cases);
  }
}
