package dev.wspec.conformance;

import java.util.stream.Stream;

/**
 * A pack of cases. Found through {@link java.util.ServiceLoader}, so that others can add packs of
 * their own.
 */
public interface CaseProvider {
  Stream<ConformanceCase> cases();
}
