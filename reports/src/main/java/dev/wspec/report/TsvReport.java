package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One line for each case, for {@code cut}, {@code awk} and spreadsheets. */
public final class TsvReport implements ReportFormat {

  private static final int TEXT = 1000;

  @Override
  public String name() {
    return "tsv";
  }

  @Override
  public void write(RunReport report, Path file) throws IOException {
    Files.writeString(file, text(report), UTF_8);
  }

  static String text(RunReport report) {
    StringBuilder out = new StringBuilder();
    out.append("case\tverdict\tstanding\tflaky\tmillis\trequirement\tobserved\trerun\n");
    report.cases().forEach(result -> out.append(line(result)).append('\n'));
    return out.toString();
  }

  private static String line(CaseResult result) {
    Optional<CheckResult> worst = result.worstCheck();
    return String.join(
        "\t",
        List.of(
            result.id().value(),
            result.verdict().name(),
            result.standing().name(),
            result.flaky() ? "flaky" : "",
            String.format(Locale.ROOT, "%.3f", result.duration().toNanos() / 1e6),
            worst.map(CheckResult::requirement).orElse(""),
            cell(result.explanation()),
            cell(result.rerun())));
  }

  /** A spreadsheet would compute what begins like a formula. */
  private static String cell(String text) {
    String line = Escapes.oneLine(text, TEXT);
    return line.matches("[=+@-].*") ? "'" + line : line;
  }
}
