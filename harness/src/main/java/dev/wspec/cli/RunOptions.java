package dev.wspec.cli;

import dev.wspec.report.FailOn;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How cases are run and what counts as a failure. */
final class RunOptions {

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many cases at a time (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Gives the same masks, keys, payloads and order again.")
  private @Nullable Long seed;

  @Option(names = "--strict", description = "A broken SHOULD fails.")
  private boolean strict;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      defaultValue = "must",
      description = "must, should or never (default: ${DEFAULT-VALUE}).")
  private FailOn failOn;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Expected failures, each with its reason.")
  private @Nullable Path baseline;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  RunOptions() {}

  int concurrency() {
    if (concurrency < 1 || concurrency > 256) {
      throw new UsageError("--concurrency takes a number from 1 to 256.");
    }
    return concurrency;
  }

  /** The one that was asked for, or one of chance. */
  long seed() {
    if (seed == null) {
      seed = System.nanoTime() & 0xFFFFFF;
    }
    return seed;
  }

  boolean strict() {
    return strict;
  }

  FailOn failOn() {
    return failOn;
  }

  @Nullable Path baseline() {
    return baseline;
  }
}
