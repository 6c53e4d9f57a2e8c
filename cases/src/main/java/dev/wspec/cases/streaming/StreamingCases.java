package dev.wspec.cases.streaming;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** The streaming pack. */
public final class StreamingCases implements CaseProvider {

  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.of(
            FlowCases.all(), SegmentCases.all(), ConnectionCases.all(), EveryOctetCases.all())
        .flatMap(cases -> cases);
  }
}
