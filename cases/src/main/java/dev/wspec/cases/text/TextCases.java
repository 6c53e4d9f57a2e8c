package dev.wspec.cases.text;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** The pack of text messages. */
public final class TextCases implements CaseProvider {

  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.of(ValidTextCases.all(), InvalidTextCases.all(), FragmentedTextCases.all())
        .flatMap(cases -> cases);
  }
}
