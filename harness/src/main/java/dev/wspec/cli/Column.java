package dev.wspec.cli;

import dev.wspec.compare.TargetFile;
import dev.wspec.compare.TargetSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A column of a comparison to be: results that exist, or a target to be tested. */
record Column(String name, @Nullable Path stored, @Nullable TargetSpec target) {

  /**
   * What the words of a command line mean, in their order, behind the base if there is one.
   *
   * @param shelf where targets that are only named stand
   * @throws UsageError if one means nothing, or if two have one name
   */
  static List<Column> all(@Nullable Path base, List<String> words, Path shelf) {
    if (words.isEmpty()) {
      throw new UsageError("Name what to compare: URLs, targets files, folders or results.");
    }
    List<Column> columns = new ArrayList<>();
    if (base != null) {
      columns.add(new Column("base", results(base), null));
    }
    for (String word : words) {
      columns.addAll(of(word, shelf));
    }
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(file(column.name()))) {
        throw new UsageError("Two targets are called '" + column.name() + "'.");
      }
    }
    return columns;
  }

  /** The same where only servers will do. */
  static List<TargetSpec> servers(List<String> words, Path shelf) {
    List<TargetSpec> servers = new ArrayList<>();
    for (String word : words) {
      for (Column column : of(word, shelf)) {
        if (column.target() == null) {
          throw new UsageError("--servers takes servers, not the results " + word + ".");
        }
        servers.add(column.target());
      }
    }
    return servers;
  }

  private static List<Column> of(String word, Path shelf) {
    try {
      if (word.matches("wss?://.*")) {
        return List.of(new Column(word, null, TargetSpec.at(word)));
      } else if (word.endsWith(".json")) {
        String name = word.replaceFirst("/results\\.json$", ".json").replaceFirst(".*/", "");
        return List.of(new Column(name.replaceFirst("\\.json$", ""), results(Path.of(word)), null));
      } else if (word.endsWith(".yaml") || word.endsWith(".yml")) {
        return of(TargetFile.read(existing(Path.of(word))));
      }
      Path place = Files.isDirectory(Path.of(word)) ? Path.of(word) : shelf.resolve(word);
      if (Files.isDirectory(place) && TargetFile.isShelf(place)) {
        return of(TargetFile.readShelf(place));
      }
      existing(place.resolve("target.yaml"));
      return of(List.of(TargetFile.readFolder(place)));
    } catch (IOException e) {
      throw new UsageError(String.valueOf(e.getMessage()));
    }
  }

  private static List<Column> of(List<TargetSpec> targets) {
    return targets.stream().map(target -> new Column(target.name(), null, target)).toList();
  }

  private static Path results(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UsageError(
          file + " is no file; a run writes its results to wspec-report/results.json.");
    }
    return file;
  }

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UsageError("There is no " + file + ".");
    }
    return file;
  }

  /** A name as one of a file or folder. */
  static String file(String name) {
    return name.replaceAll("[^A-Za-z0-9.-]+", "-").replaceAll("^[-.]+|-+$", "");
  }
}
