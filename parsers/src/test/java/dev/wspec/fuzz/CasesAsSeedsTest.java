package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The files are what the cases send now; {@code -Dgolden.update} writes them anew. */
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
  void the_seeds_are_what_the_cases_send() throws IOException {
    Map<String, String> kept = new TreeMap<>();
    for (Path file : files()) {
      kept.put(
          file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
    }
    Map<String, String> sent = new TreeMap<>();
    CASES.seeds().forEach((name, seed) -> sent.put(name, HexFormat.of().formatHex(seed)));
    assertThat(kept).isEqualTo(sent).isNotEmpty();
  }

  @Test
  void the_dictionary_is_made_of_them() throws IOException {
    assertThat(Files.readString(DICTIONARY)).isEqualTo(CASES.dictionary()).contains("\\x81");
  }
}
