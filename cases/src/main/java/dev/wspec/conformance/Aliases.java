package dev.wspec.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The names under which other suites know our cases. */
public final class Aliases {

  private Aliases() {}

  /**
   * For each id of the Autobahn Testsuite, in its order, the ids of the cases that ask the same.
   */
  public static Map<String, Set<String>> autobahn() {
    Map<String, Set<String>> aliases = new LinkedHashMap<>();
    try (InputStream in = Aliases.class.getResourceAsStream("/dev/wspec/aliases/autobahn.tsv");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, "autobahn.tsv"), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .forEach(
              columns ->
                  aliases.computeIfAbsent(columns[0], k -> new LinkedHashSet<>()).add(columns[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableMap(aliases);
  }
}
