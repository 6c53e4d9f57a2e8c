package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.conformance.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer and what to fix, short enough for a job summary or a comment on a pull request. Its
 * first line is a comment by which an earlier one can be found and replaced.
 */
public final class MarkdownReport implements ReportFormat {

  /** A comment may have 65536 characters. */
  private static final int FAULTS = 20;

  private static final int SENTENCE = 300;
  private static final int COMMAND = 600;

  @Override
  public String name() {
    return "markdown";
  }

  @Override
  public void write(RunReport report, Path file) throws IOException {
    Files.writeString(file, text(report), UTF_8);
  }

  /** The whole text. */
  public static String text(RunReport report) {
    Headline headline = Headline.of(report);
    StringBuilder out = new StringBuilder("<!-- wspec -->\n## ");
    out.append(headline.tone().symbol()).append(" wspec: ");
    out.append(code(Escapes.oneLine(report.subject().url(), SENTENCE))).append("\n\n**");
    out.append(plain(headline.text())).append("** ").append(plain(headline.gate())).append("\n\n");
    report.notes().forEach(n -> out.append("> ").append(plain(n)).append("\n>\n"));
    out.append(report.notes().isEmpty() ? "" : "\n");
    totals(out, report.totals());
    faults(out, report, Verdict.FAIL, "What to fix first");
    faults(out, report, Verdict.NON_STRICT, "Not as recommended");
    return out.toString();
  }

  private static void totals(StringBuilder out, Totals totals) {
    StringBuilder heads = new StringBuilder("|");
    StringBuilder rules = new StringBuilder("|");
    StringBuilder counts = new StringBuilder("|");
    for (Verdict verdict : HtmlTables.WORST_FIRST) {
      heads.append(' ').append(VerdictSymbol.of(verdict).replace("~", "\\~"));
      heads.append(' ').append(verdict.words()).append(" |");
      rules.append(" --: |");
      counts.append(' ').append(totals.count(verdict)).append(" |");
    }
    out.append(heads).append('\n').append(rules).append('\n').append(counts).append('\n');
  }

  private static void faults(StringBuilder out, RunReport report, Verdict verdict, String title) {
    List<Fault> faults = Fault.of(report.cases(), verdict);
    if (faults.isEmpty()) {
      return;
    }
    Map<String, RequirementResult> requirements = new HashMap<>();
    report.requirements().forEach(r -> requirements.put(r.id(), r));
    out.append("\n### ").append(title).append("\n\n");
    faults.stream()
        .limit(FAULTS)
        .forEach(fault -> fault(out, fault, requirements.get(fault.requirement())));
    if (faults.size() > FAULTS) {
      out.append("\nand ").append(faults.size() - FAULTS).append(" more\n");
    }
  }

  private static void fault(StringBuilder out, Fault fault, @Nullable RequirementResult asked) {
    out.append("1. ");
    if (asked == null) {
      out.append(code(fault.requirement()));
    } else {
      String keyword = HtmlCase.keyword(asked.keyword());
      out.append(keyword.isEmpty() ? "" : "**" + keyword + "** ").append(plain(asked.summary()));
      String link = HtmlCase.link(asked.rfc(), asked.section());
      String where = HtmlCase.where(asked.rfc(), asked.section());
      out.append(link.isEmpty() ? " (" + where + ")" : " ([" + where + "](" + link + "))");
    }
    int count = fault.cases().size();
    out.append("  \n   Observed: ");
    out.append(plain(fault.observations().get(0).check().observed()));
    out.append("  \n   ").append(count).append(count == 1 ? " case: " : " cases: ");
    out.append(code(Escapes.oneLine(fault.example().rerun(), COMMAND))).append('\n');
  }

  /** Text in which nothing is markup, a mention or a link. */
  private static String plain(String text) {
    StringBuilder out = new StringBuilder();
    Escapes.oneLine(text, SENTENCE)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '@' -> out.append("&#64;");
                case '\\', '`', '*', '_', '{', '}', '[', ']', '(', ')', '#', '|', '~', '!', '$' ->
                    out.append('\\').append((char) c);
                default -> out.appendCodePoint(c);
              }
            });
    // Else an address would become a link.
    return out.toString().replace("://", "&#58;//").replace("www.", "www&#46;");
  }

  /** A code span, whatever backticks the text has; a table is never around it. */
  private static String code(String text) {
    String fence = "`";
    while (text.contains(fence)) {
      fence += "`";
    }
    return fence.length() == 1 ? fence + text + fence : fence + " " + text + " " + fence;
  }
}
