package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The files are made of what the cases send; {@code -Dgolden.update} writes them anew. A case that
 * is new need not be among them at once, one that has changed has to.
 */
class CasesAsSeedsTest {
  private static final Path RESOURCES = Path.of("src/test/resources/dev/wspec/fuzz");
  private static final Path SEEDS = RESOURCES.resolve("ParserFuzzTestInputs/octets");
  private static final Path DICTIONARY = RESOURCES.resolve("websocket.dict");
  private static final CasesAsSeeds CASES = CasesAsSeeds.read();

  @BeforeAll
  static void update() throws IOException {
    if (System.getProperty("golden.update") != null) {
      for (Path old : files()) {
        Files.delete(old);
      }
      for (Map.Entry<String, byte[]> seed : CASES.seeds().entrySet()) {
        Files.write(SEEDS.resolve(seed.getKey()), seed.getValue());
      }
      Files.writeString(DICTIONARY, CASES.dictionary());
    }
  }

  /** Those with a point in their names; the others were written by hand. */
  private static Iterable<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(SEEDS)) {
      return files.filter(file -> file.getFileName().toString().contains(".")).toList();
    }
  }

  @Test
  void each_seed_is_what_some_case_sends_and_hardly_a_family_has_none() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path file : files()) {
      names.add(file.getFileName().toString());
      assertThat(CASES.allSent()).as("%s", file).contains(hex(Files.readAllBytes(file)));
    }
    Set<String> missing = new TreeSet<>(CASES.seeds().keySet());
    missing.removeAll(names);
    assertThat(missing).hasSizeLessThan(CASES.seeds().size() / 10);
  }

  private static String hex(byte... octets) {
    return HexFormat.of().formatHex(octets);
  }

  @Test
  void the_dictionary_is_made_of_what_cases_send() throws IOException {
    assertThat(Files.readAllLines(DICTIONARY))
        .contains("\"\\x81\\x85\"")
        .allSatisfy(word -> assertThat(CASES.allWords()).contains(word));
  }
}
