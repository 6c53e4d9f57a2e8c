package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.conformance.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A badge for a README: an SVG picture, or what the endpoint badge of shields.io reads if the
 * file's name ends in {@code .json}.
 */
public final class Badge implements ReportFormat {

  private static final String LABEL = "wspec";

  /** Of a letter in 11px Verdana, on the average. */
  private static final double LETTER = 6.6;

  @Override
  public String name() {
    return "badge";
  }

  @Override
  public void write(RunReport report, Path file) throws IOException {
    boolean endpoint = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    Files.writeString(file, endpoint ? endpoint(report) : svg(report), UTF_8);
  }

  static String message(RunReport report) {
    Totals totals = report.totals();
    int failed = totals.count(Verdict.FAIL);
    if (totals.judged() == 0) {
      return "not judged";
    } else if (failed > 0) {
      return failed + " of " + totals.judged() + " failed";
    } else if (totals.count(Verdict.NON_STRICT) > 0) {
      return "sound, " + totals.count(Verdict.NON_STRICT) + " non-strict";
    }
    return totals.judged() + " passed";
  }

  private static String colour(RunReport report) {
    return switch (Headline.of(report).tone()) {
      case GOOD -> "#2f7d46";
      case FAIR -> "#8a6100";
      case BAD -> "#b3262d";
      case UNKNOWN -> "#5f6773";
    };
  }

  static String endpoint(RunReport report) {
    return "{\"schemaVersion\":1,\"label\":\""
        + LABEL
        + "\",\"message\":\""
        + message(report)
        + "\",\"color\":\""
        + colour(report)
        + "\"}\n";
  }

  static String svg(RunReport report) {
    String message = message(report);
    int left = width(LABEL);
    int right = width(message);
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" \
    aria-label="%5$s: %6$s">
    <title>%5$s: %6$s</title>
    <clipPath id="r"><rect width="%1$d" height="20" rx="3"/></clipPath>
    <g clip-path="url(#r)"><rect width="%2$d" height="20" fill="#444"/>\
    <rect x="%2$d" width="%3$d" height="20" fill="%4$s"/></g>
    <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" \
    font-size="11"><text x="%7$.1f" y="14">%5$s</text><text x="%8$.1f" y="14">%6$s</text></g>
    </svg>
    """
        .formatted(
            left + right,
            left,
            right,
            colour(report),
            LABEL,
            message,
            left / 2.0,
            left + right / 2.0);
  }

  private static int width(String text) {
    return (int) Math.round(text.length() * LETTER) + 12;
  }
}
