package dev.wspec.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The mistakes of real implementations, from the resource {@code wild-defects.tsv}, and the cases
 * that catch them, from {@code wild-defect-cases.tsv}.
 */
public final class WildDefects {

  private final List<WildDefect> all;

  private WildDefects(List<WildDefect> all) {
    this.all = List.copyOf(all);
  }

  /** Reads both tables; a row of one that has no place in the other is a mistake. */
  public static WildDefects load() {
    Map<String, Map<SubjectRole, WildDefectCases>> met = met();
    List<WildDefect> all = new ArrayList<>();
    for (String[] row : rows("wild-defects.tsv", 7)) {
      Set<SubjectRole> roles = EnumSet.noneOf(SubjectRole.class);
      for (String role : row[1].split(",")) {
        roles.add(role(role));
      }
      Map<SubjectRole, WildDefectCases> cases = met.remove(row[0]);
      all.add(
          new WildDefect(
              row[0],
              roles,
              row[2],
              row[3],
              row[4],
              row[5],
              row[6],
              cases == null ? Map.of() : cases));
    }
    if (!met.isEmpty()) {
      throw new IllegalStateException("no such defects: " + new TreeSet<>(met.keySet()));
    }
    return new WildDefects(all);
  }

  private static Map<String, Map<SubjectRole, WildDefectCases>> met() {
    Map<String, Map<SubjectRole, WildDefectCases>> met = new HashMap<>();
    for (String[] row : rows("wild-defect-cases.tsv", 4)) {
      List<String> patterns = row[2].isEmpty() ? List.of() : Arrays.asList(row[2].split(" "));
      WildDefectCases before =
          met.computeIfAbsent(row[0], id -> new EnumMap<>(SubjectRole.class))
              .put(role(row[1]), new WildDefectCases(patterns, row[3]));
      if (before != null) {
        throw new IllegalStateException(row[0] + " stands twice for a " + row[1]);
      }
    }
    return met;
  }

  private static SubjectRole role(String word) {
    return SubjectRole.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static List<String[]> rows(String resource, int columns) {
    try (InputStream in = WildDefects.class.getResourceAsStream("/dev/wspec/" + resource);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, resource), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(line -> row(line, columns)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] row(String line, int columns) {
    String[] row = line.split("\t", -1);
    if (row.length != columns) {
      throw new IllegalStateException("not " + columns + " columns: " + line);
    }
    return row;
  }

  /** All of them, in the order of the table. */
  public List<WildDefect> all() {
    return all;
  }

  /** Those that this case was made to catch, of any kind of subject that it is asked of. */
  public List<WildDefect> caughtBy(ConformanceCase asked) {
    return all.stream()
        .filter(wild -> asked.subjects().stream().anyMatch(role -> wild.caughtBy(asked.id(), role)))
        .toList();
  }
}
