package dev.wspec.cases.deflate;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** All cases about permessage-deflate. */
public final class DeflateCases implements CaseProvider {
  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.concat(
        NegotiationCases.cases().stream(), CompressedMessageCases.cases().stream());
  }
}
