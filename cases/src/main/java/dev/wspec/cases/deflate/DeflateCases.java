package dev.wspec.cases.deflate;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.List;
import java.util.stream.Stream;

/** All cases about permessage-deflate. */
public final class DeflateCases implements CaseProvider {
  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.of(
            NegotiationCases.cases(),
            CompressedMessageCases.cases(),
            WindowCases.cases(),
            ClientWindowCases.cases(),
            FragmentCutCases.cases())
        .flatMap(List::stream);
  }
}
