package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.conformance.Verdict;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as one self-contained page. The matrix stands in it as text, a letter for each
 * answer, which is small and can be read without script; the script makes a table of it, and puts
 * in what was observed when somebody asks for it.
 */
public final class ComparisonPage {

  private static final List<Verdict> WORST_FIRST =
      List.of(
          Verdict.FAIL,
          Verdict.ERROR,
          Verdict.NON_STRICT,
          Verdict.INFORMATIONAL,
          Verdict.PASS,
          Verdict.NOT_APPLICABLE);

  private static final int TEXT = 300;

  private final Comparison comparison;
  private final Map<String, Resemblance> resemblances;
  private final Function<ComparedTarget, String> reports;

  /**
   * The page of a comparison.
   *
   * @param resemblances for each target by name the implementation it resembles most
   * @param reports where the page finds the report of a target, as a relative link, or empty
   */
  public ComparisonPage(
      Comparison comparison,
      Map<String, Resemblance> resemblances,
      Function<ComparedTarget, String> reports) {
    this.comparison = comparison;
    this.resemblances = Map.copyOf(resemblances);
    this.reports = reports;
  }

  /** Writes the page to a file. */
  public void write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
      write(out);
    }
  }

  void write(Writer out) throws IOException {
    String style = HtmlReport.resource("report.css") + HtmlReport.resource("compare.css");
    String script = HtmlReport.resource("page.js") + HtmlReport.resource("compare.js");
    Map<String, Object> page = new HashMap<>(model());
    page.put("policy", HtmlReport.policy(style, script));
    try {
      page.put("style", HTMLOutputFormat.INSTANCE.fromMarkup(style));
      page.put("script", HTMLOutputFormat.INSTANCE.fromMarkup(script));
      HtmlReport.template("compare.ftlh").process(page, out);
    } catch (TemplateException e) {
      throw new IOException(e);
    }
  }

  private Map<String, Object> model() {
    int differences = comparison.differences().size();
    int regressions = comparison.regressions().size();
    boolean based = comparison.base() >= 0;
    return Map.ofEntries(
        Map.entry("tone", tone(regressions)),
        Map.entry("headline", headline(differences, regressions)),
        Map.entry("based", based),
        Map.entry("base", based ? baseName() : ""),
        Map.entry("columns", WORST_FIRST.stream().map(HtmlCase::verdict).toList()),
        Map.entry("targets", comparison.targets().stream().map(this::target).toList()),
        Map.entry("facts", comparison.facts().stream().map(ComparisonPage::fact).toList()),
        Map.entry("matrix", matrix()),
        Map.entry("data", ComparisonData.encode(comparison)));
  }

  private String tone(int regressions) {
    if (regressions > 0 || comparison.targets().stream().anyMatch(t -> !t.isComplete())) {
      return "bad";
    }
    return comparison.base() >= 0 ? "good" : "unknown";
  }

  private String headline(int differences, int regressions) {
    String counted =
        comparison.targets().size()
            + " targets, "
            + comparison.rows().size()
            + " cases: they differ in "
            + differences
            + ".";
    if (comparison.base() < 0) {
      return counted;
    }
    String base = baseName();
    return regressions == 0
        ? counted + " Nothing is worse than in " + base + "."
        : counted
            + " "
            + (regressions == 1 ? "1 case is" : regressions + " cases are")
            + " worse than in "
            + base
            + ".";
  }

  private String baseName() {
    return Escapes.oneLine(comparison.targets().get(comparison.base()).name(), TEXT);
  }

  private Map<String, Object> target(ComparedTarget target) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", Escapes.oneLine(target.name(), TEXT));
    row.put("about", Escapes.oneLine(target.about(), TEXT));
    row.put("link", target.report() == null ? "" : reports.apply(target));
    row.put("trouble", Escapes.oneLine(target.trouble(), TEXT));
    row.put("log", target.log().stream().map(line -> Escapes.oneLine(line, TEXT)).toList());
    Resemblance resemblance = resemblances.get(target.name());
    row.put("resembles", resemblance == null ? "" : resemblance.name());
    row.put(
        "share",
        resemblance == null
            ? ""
            : resemblance.agreeing() + " of " + resemblance.compared() + " traits");
    RunReport report = target.report();
    row.put("time", report == null ? "" : HtmlCase.time(report.duration()));
    List<Map<String, String>> cells = new ArrayList<>();
    for (Verdict verdict : WORST_FIRST) {
      int count = report == null ? 0 : report.totals().count(verdict);
      cells.add(
          Map.of(
              "key", count == 0 ? "none" : HtmlCase.key(verdict),
              "count", count == 0 ? "·" : String.valueOf(count)));
    }
    row.put("cells", cells);
    return row;
  }

  private static Map<String, Object> fact(Comparison.FactRow row) {
    return Map.of(
        "id", row.id(),
        "words", Escapes.oneLine(row.words(), TEXT),
        "differs", row.differs(),
        "values", row.values().stream().map(value -> Escapes.oneLine(value, 80)).toList());
  }

  /** A line for each case: its id, and a letter for each target. */
  private String matrix() {
    StringBuilder text = new StringBuilder(comparison.rows().size() * 64);
    for (Comparison.Row row : comparison.rows()) {
      text.append(row.id().value()).append(' ');
      row.cells().forEach(cell -> text.append(letter(cell)));
      text.append('\n');
    }
    return text.toString();
  }

  static char letter(Comparison.@Nullable Cell cell) {
    if (cell == null) {
      return '_';
    }
    return switch (cell.verdict()) {
      case FAIL -> 'F';
      case ERROR -> 'E';
      case NON_STRICT -> 'n';
      case INFORMATIONAL -> 'i';
      case PASS -> '.';
      case NOT_APPLICABLE -> '-';
    };
  }
}
