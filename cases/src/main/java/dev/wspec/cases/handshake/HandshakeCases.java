package dev.wspec.cases.handshake;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** Every case about the opening handshake of servers. */
public final class HandshakeCases implements CaseProvider {

  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.of(
            ResponseCases.cases(),
            RequestLineCases.cases(),
            TargetCases.cases(),
            HostCases.cases(),
            UpgradeCases.cases(),
            ConnectionCases.cases(),
            KeyCases.cases(),
            VersionCases.cases(),
            OriginCases.cases(),
            ExtensionCases.cases(),
            FieldSyntaxCases.cases(),
            FurtherFieldCases.cases(),
            BodyCases.cases(),
            SegmentationCases.cases(),
            CrossProtocolCases.cases())
        .flatMap(cases -> cases);
  }
}
