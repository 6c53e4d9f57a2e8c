package dev.wspec.cases.framing;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** The framing pack. */
public final class FramingCases implements CaseProvider {

  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.of(
            LengthCases.all(),
            ReservedBitCases.all(),
            ReservedOpcodeCases.all(),
            ContentCases.all(),
            SegmentationCases.all())
        .flatMap(cases -> cases);
  }
}
