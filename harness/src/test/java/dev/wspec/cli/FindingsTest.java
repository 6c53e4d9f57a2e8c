package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Verdict;
import dev.wspec.report.ExpectedResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What wspec holds against servers that others wrote is proven: each FAIL that is expected of one
 * has the place in its source and the section of the RFC, and stands in docs/findings.md.
 */
class FindingsTest {

  private static final Pattern PROVEN = Pattern.compile(".+\\(RFC \\d{4} §.+\\)");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private final Path root = Files.isDirectory(Path.of("docs")) ? Path.of("") : Path.of("..");

  @Test
  void eachExpectedFailSaysWhyItIsOne() throws IOException {
    Map<String, List<String>> unproven = new TreeMap<>();
    for (ExpectedResults expected : expectations()) {
      List<String> whys =
          fails(expected)
              .map(ExpectedResults.Group::why)
              .filter(why -> !PROVEN.matcher(why).matches())
              .toList();
      if (!whys.isEmpty()) {
        unproven.put(expected.about(), whys);
      }
    }
    assertThat(unproven)
        .as("what was observed is no reason; say what the server's source does, and (RFC … §…)")
        .isEmpty();
  }

  @Test
  void eachExpectedFailStandsInARowOfItsServer() throws IOException {
    Map<String, List<Pattern>> rows = rows();
    Map<String, List<CaseId>> missing = new TreeMap<>();
    for (ExpectedResults expected : expectations()) {
      List<Pattern> known = rows.getOrDefault(expected.about(), List.of());
      List<CaseId> ids =
          fails(expected)
              .flatMap(group -> group.cases().stream())
              .filter(id -> known.stream().noneMatch(row -> row.matcher(id.value()).matches()))
              .toList();
      if (!ids.isEmpty()) {
        missing.put(expected.about(), ids);
      }
    }
    assertThat(missing).as("add rows to docs/findings.md").isEmpty();
  }

  @Test
  void eachRowNamesCasesThatThereAre() throws IOException {
    List<String> all = Catalogue.load().all().stream().map(c -> c.id().value()).toList();
    assertThat(rows().values().stream().flatMap(List::stream))
        .isNotEmpty()
        .allMatch(row -> all.stream().anyMatch(id -> row.matcher(id).matches()));
  }

  @Test
  void starsStayWithinAPartOfAnIdAndTwoDoNot() {
    assertThat("text/invalid/beyond~octets=f4").matches(glob("text/invalid/*"));
    assertThat("deflate/negotiation/bad-offer/x").doesNotMatch(glob("deflate/negotiation/*"));
    assertThat("deflate/negotiation/bad-offer/x").matches(glob("deflate/negotiation/**"));
    assertThat("framing/rsv-pipelined").doesNotMatch(glob("framing/rsv"));
  }

  private List<ExpectedResults> expectations() throws IOException {
    List<ExpectedResults> expectations = new ArrayList<>();
    try (Stream<Path> targets = Files.list(root.resolve("docker/targets"))) {
      for (Path target : targets.sorted().toList()) {
        Path file = target.resolve("expected.json");
        if (Files.exists(file)) {
          expectations.add(ExpectedResults.read(file));
        }
      }
    }
    assertThat(expectations).isNotEmpty();
    return expectations;
  }

  private static Stream<ExpectedResults.Group> fails(ExpectedResults expected) {
    return expected.groups().stream().filter(group -> group.verdict() == Verdict.FAIL);
  }

  /** The cases of the table of servers, by library and version; an empty cell is the one above. */
  private Map<String, List<Pattern>> rows() throws IOException {
    Map<String, List<Pattern>> rows = new LinkedHashMap<>();
    String about = "";
    for (String[] cells : MarkdownTable.rows(root.resolve("docs/findings.md"), "| server |")) {
      about = cells[1].isBlank() ? about : name(cells[1]);
      rows.computeIfAbsent(about, server -> new ArrayList<>()).addAll(globs(cells[2]));
    }
    return rows;
  }

  /**
   * The name of the library is bold, its version follows, and what stands before is its language.
   */
  private static String name(String cell) {
    return cell.substring(cell.indexOf("**")).replace("*", "").strip();
  }

  private static List<Pattern> globs(String cell) {
    return QUOTED.matcher(cell).results().map(quoted -> glob(quoted.group(1))).toList();
  }

  /** A star is any text within a part of the id, two are any text, as in {@code --select}. */
  private static Pattern glob(String text) {
    return Pattern.compile(
        Stream.of(text.split("\\*\\*", -1))
            .map(outer -> "\\Q" + outer.replace("*", "\\E[^/]*\\Q") + "\\E")
            .collect(Collectors.joining(".*")));
  }
}
