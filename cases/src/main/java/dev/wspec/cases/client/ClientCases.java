package dev.wspec.cases.client;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** The pack of cases that only a client can be asked. */
public final class ClientCases implements CaseProvider {

  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.of(
            RequestCases.all(),
            RequestSyntaxCases.all(),
            AcceptCases.all(),
            UpgradeCases.all(),
            StatusCases.all(),
            HeadCases.all(),
            NegotiationCases.all(),
            GluedCases.all(),
            ClosingCases.all(),
            TlsCases.all(),
            WhatwgCases.all())
        .flatMap(cases -> cases);
  }
}
