package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Requirements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GeneratedPagesTest {

  private final Map<String, List<String>> pages =
      new GeneratedPages(Catalogue.load(), Requirements.load()).all();

  @Test
  void everyRequirementAndEveryCaseHasALine() {
    Requirements.load()
        .all()
        .forEach(
            r -> assertThat(pages.get("coverage.md")).anyMatch(l -> l.startsWith("| " + r.id())));
    Catalogue.load()
        .all()
        .forEach(
            c ->
                assertThat(pages.get("catalogue.md"))
                    .anyMatch(l -> l.startsWith("| `" + c.id() + "` ")));
  }

  @Tag("slow") // so that a change of cases need not rewrite them at once
  @Test
  void thePagesAreAsCommitted() throws Exception {
    Path docs = Files.isDirectory(Path.of("docs")) ? Path.of("docs") : Path.of("../docs");
    for (Map.Entry<String, List<String>> page : pages.entrySet()) {
      assertThat(page.getValue())
          .as("rewrite it: ./wspec selftest --docs docs")
          .isEqualTo(Files.readAllLines(docs.resolve(page.getKey())));
    }
  }
}
