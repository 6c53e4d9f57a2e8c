package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Verdict;
import dev.wspec.report.Baseline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What wspec holds against proxies that others wrote is proven: what docker/proxies/check.sh
 * expects of one stands in docs/findings-proxies.md, with the place in its source and the section
 * of the RFC, and nothing else does.
 */
class ProxyFindingsTest {

  private static final Pattern PROVEN = Pattern.compile(".+\\(RFC \\d{4} §.+\\)");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** What another configuration than the right one does. */
  private static final String OTHERWISE = " without ";

  private final Path root = Files.isDirectory(Path.of("docs")) ? Path.of("") : Path.of("..");

  @Test
  void whatIsKnownOfEachProxyIsWhatTheTableSays() throws IOException {
    Map<String, Set<String>> known = new TreeMap<>();
    for (Path proxy : proxies()) {
      Set<String> cases = known.computeIfAbsent(product(proxy), p -> new TreeSet<>());
      Baseline baseline = Baseline.read(proxy.resolve("known.txt"));
      Catalogue.load().all().stream()
          .map(ConformanceCase::id)
          .filter(id -> baseline.expectation(id) != null)
          .forEach(id -> cases.add(id.value()));
      assertThat(cases).as("each line of " + proxy + " names a case").hasSize(baseline.size());
    }
    assertThat(rows()).isEqualTo(known);
  }

  @Test
  void eachFailThatIsKnownSaysWhyItIsOne() throws IOException {
    for (Path proxy : proxies()) {
      Baseline baseline = Baseline.read(proxy.resolve("known.txt"));
      for (String id : rows().getOrDefault(product(proxy), Set.of())) {
        assertThat(baseline.expectation(new CaseId(id)))
            .satisfies(known -> assertThat(known.verdict()).isEqualTo(Verdict.FAIL))
            .satisfies(known -> assertThat(known.reason()).matches(PROVEN));
      }
    }
  }

  private Set<Path> proxies() throws IOException {
    try (Stream<Path> folders = Files.list(root.resolve("docker/proxies"))) {
      return new TreeSet<>(folders.filter(Files::isDirectory).toList());
    }
  }

  private static String product(Path proxy) {
    return proxy.getFileName().toString().replace("npm-", "").replace("apache-httpd", "apache");
  }

  /** The cases of the table, by the first word of a product. */
  private Map<String, Set<String>> rows() throws IOException {
    Map<String, Set<String>> rows = new TreeMap<>();
    for (String[] cells :
        MarkdownTable.rows(root.resolve("docs/findings-proxies.md"), "| proxy |")) {
      String product = cells[1].strip().split(" ")[0].toLowerCase(Locale.ROOT);
      if (!cells[1].contains(OTHERWISE)) {
        rows.computeIfAbsent(product, p -> new TreeSet<>()).addAll(ids(cells[2]));
      }
    }
    return rows;
  }

  /** A name continues the id before it: {@code ~axis=…} the case, anything else the area. */
  private static Set<String> ids(String cell) {
    Set<String> ids = new TreeSet<>();
    String before = "";
    for (String name : QUOTED.matcher(cell).results().map(ProxyFindingsTest::name).toList()) {
      if (name.startsWith("~")) {
        before = before.substring(0, before.indexOf('~')) + name;
      } else if (name.startsWith("intermediary/")) {
        before = name;
      } else {
        before = before.substring(0, before.lastIndexOf('/') + 1) + name;
      }
      ids.add(before);
    }
    return ids;
  }

  private static String name(MatchResult quoted) {
    return quoted.group(1);
  }
}
