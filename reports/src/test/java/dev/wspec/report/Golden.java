package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares an output with a committed file. {@code -Dgolden.update} writes the files anew, to be
 * read before they are committed.
 */
final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/dev/wspec/report/golden");

  private Golden() {}

  /** The run that all of them tell of. */
  static RunReport run() throws IOException {
    return ResultsJson.read(FOLDER.resolve("results.json"));
  }

  static void check(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
