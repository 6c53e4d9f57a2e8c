package dev.wspec.cli;

import dev.wspec.report.FailOn;
import dev.wspec.report.RunReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  @Option(
      names = "--against",
      paramLabel = "RESULTS.json",
      description = "Of an earlier run: only what got worse since then fails the gate.")
  private @Nullable Path against;

  @Option(
      names = "--allow",
      paramLabel = "N",
      defaultValue = "0",
      description = "So many offenders the gate lets pass (default: ${DEFAULT-VALUE}).")
  private int allowed;

  @Option(
      names = "--max-time",
      paramLabel = "SECONDS",
      description = "Begins no more cases after this time; the report says what was left out.")
  private @Nullable Integer maxTime;

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

  int allowed() {
    if (allowed < 0) {
      throw new UsageError("--allow takes a number from 0.");
    }
    return allowed;
  }

  /** How long cases may be begun, if that is limited. */
  Optional<Duration> maxTime() {
    if (maxTime != null && maxTime < 1) {
      throw new UsageError("--max-time takes seconds, at least 1.");
    }
    return Optional.ofNullable(maxTime).map(Duration::ofSeconds);
  }

  /** The earlier run, if one is named. */
  Optional<RunReport> against() {
    return Optional.ofNullable(against).map(Results::read);
  }

  /** The files that results are held against, as the report names them; empty for none. */
  String expectations() {
    return Stream.of(Optional.ofNullable(baseline), Optional.ofNullable(against))
        .flatMap(Optional::stream)
        .map(Path::toString)
        .collect(Collectors.joining(", "));
  }

  @Nullable Path baseline() {
    return baseline;
  }
}
