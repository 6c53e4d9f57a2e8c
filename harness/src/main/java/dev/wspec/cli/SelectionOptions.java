package dev.wspec.cli;

import dev.wspec.conformance.Aliases;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import dev.wspec.run.Profile;
import dev.wspec.run.Selection;
import dev.wspec.run.Shard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cases a command is about. */
final class SelectionOptions {

  @Option(
      names = "--select",
      paramLabel = "PATTERN",
      split = ",",
      description =
          "Only these cases: ids, globs (closing/**), areas, requirement ids, sections (§5.4 or"
              + " rfc7692#7.2), levels (must), autobahn:5.*, @file.")
  private List<String> select = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "PATTERN",
      split = ",",
      description = "All but these cases; the patterns are the same.")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      defaultValue = "default",
      description =
          "quick: one case of each family; default: all but those that take much, which --select"
              + " names by id, area or autobahn:; whatwg: default, and what the WebSockets standard"
              + " asks of browsers besides (wspec client); full: all.")
  private Profile profile;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "Only the i-th of n parts of them; wspec merge puts the results together.")
  private @Nullable String shard;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  SelectionOptions() {}

  List<String> select() {
    return select;
  }

  List<String> exclude() {
    return exclude;
  }

  /** The part that was asked for, as the report names it; empty for the whole. */
  String shardName() {
    return shard == null ? "" : shard().toString();
  }

  Shard shard() {
    try {
      return shard == null ? Shard.WHOLE : Shard.parse(shard);
    } catch (IllegalArgumentException e) {
      throw new UsageError(String.valueOf(e.getMessage()));
    }
  }

  List<ConformanceCase> cases(Catalogue catalogue, Requirements requirements) {
    return cases(catalogue, requirements, select);
  }

  List<ConformanceCase> cases(
      Catalogue catalogue, Requirements requirements, List<String> patterns) {
    try {
      List<ConformanceCase> cases =
          new Selection(catalogue.all(), requirements, Aliases.autobahn())
              .of(patterns, exclude, profile);
      if (cases.isEmpty()) {
        throw new UsageError("--exclude leaves no case to run.");
      }
      List<ConformanceCase> part = shard().of(cases);
      if (part.isEmpty()) {
        throw new UsageError(
            "Shard " + shardName() + " has none of the selected cases; take fewer shards.");
      }
      return part;
    } catch (Selection.UnmatchedPattern e) {
      throw new UsageError(e.getMessage() == null ? "a pattern matches nothing" : e.getMessage());
    }
  }
}
