package dev.wspec.subject;

import dev.wspec.conformance.ConformanceCase;
import java.util.Optional;

/** Cases as they come up to be played. For one thread. */
public interface Agenda extends AutoCloseable {

  /** Waits for the next case that can be played; empty when there is none any more. */
  Optional<ConformanceCase> next();

  /** A sentence for the reader if the subject stayed away before all cases had come up. */
  default Optional<String> absence() {
    return Optional.empty();
  }

  /** All cases have been played, or will not be. */
  @Override
  default void close() {}
}
