package dev.wspec.report;

import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One case as the page shows it. */
final class HtmlCase {

  private static final int TEXT = 600;
  private static final int SENTENCE = 160;

  private final Map<String, RequirementResult> requirements = new HashMap<>();
  private final boolean baseline;

  HtmlCase(RunReport report) {
    report.requirements().forEach(r -> requirements.put(r.id(), r));
    baseline = report.policy().hasBaseline();
  }

  /** The line of a case, and its details if it is one that stands in the page as a whole. */
  Map<String, Object> row(CaseResult result, boolean whole) {
    Map<String, Object> row = new HashMap<>(verdict(result.verdict()));
    row.put("id", result.id().value());
    row.put("title", Escapes.oneLine(result.title(), TEXT));
    row.put("time", result.transcript() == null ? "" : time(result.duration()));
    row.put("nanos", String.valueOf(result.duration().toNanos()));
    row.put("flaky", result.flaky());
    boolean showStanding = baseline && result.standing() != Standing.NONE;
    row.put("standing", showStanding ? result.standing().words() : "");
    row.put("why", Escapes.oneLine(why(result), SENTENCE));
    if (whole) {
      row.put("body", body(result, new WireLines(60, 64)));
    }
    return row;
  }

  /** What passed needs no explanation. */
  private static String why(CaseResult result) {
    if (result.flaky()) {
      return "failed when it ran among others, but not when it ran alone";
    }
    return result.verdict() == Verdict.PASS ? "" : result.explanation();
  }

  /** The details of a case. */
  Map<String, Object> body(CaseResult result, WireLines wireLines) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("because", Escapes.oneLine(result.because() == null ? "" : result.because(), TEXT));
    body.put("checks", result.checks().stream().map(this::check).toList());
    Transcript transcript = result.transcript();
    body.put(
        "wire",
        transcript == null
            ? List.of()
            : wireLines.of(transcript).stream().map(HtmlCase::line).toList());
    body.put("rerun", Escapes.oneLine(result.rerun(), TEXT));
    return body;
  }

  /** What was held is told in a line: it is the rest that one has come for. */
  private Map<String, Object> check(CheckResult check) {
    Map<String, Object> map = new LinkedHashMap<>(requirement(check.requirement()));
    boolean held = check.verdict() == Verdict.PASS;
    boolean brief = held || check.accepted().equals(map.get("summary"));
    if (held) {
      map.put("summary", "");
      map.put("keyword", "");
    }
    map.put("verdict", verdict(check.verdict()));
    map.put("accepted", brief ? "" : Escapes.oneLine(check.accepted(), TEXT));
    map.put("observed", Escapes.oneLine(check.observed(), TEXT));
    map.put("because", Escapes.oneLine(check.because() == null ? "" : check.because(), TEXT));
    return map;
  }

  /** A requirement in our words; one that the results do not describe has its id alone. */
  Map<String, Object> requirement(String id) {
    RequirementResult known = requirements.get(id);
    if (known == null) {
      return Map.of("id", id, "where", "", "link", "", "keyword", "", "summary", "");
    }
    return Map.of(
        "id", id,
        "where", where(known.rfc(), known.section()),
        "link", link(known.rfc(), known.section()),
        "keyword", keyword(known.keyword()),
        "summary", known.summary());
  }

  private static Map<String, Object> line(WireLine line) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", line.direction().name().toLowerCase(Locale.ROOT));
    map.put("symbol", line.direction().symbol());
    map.put("words", line.direction().words());
    map.put("time", line.time());
    map.put("name", line.name());
    List<String> details = new ArrayList<>(line.details());
    details.removeAll(line.remarks());
    map.put("details", String.join(" · ", details));
    List<String> remarks = new ArrayList<>(line.remarks());
    if (line.connection() > 0) {
      remarks.add(0, "connection " + (line.connection() + 1));
    }
    map.put("remarks", remarks);
    map.put("bits", line.anatomy().stream().map(HtmlCase::bits).toList());
    map.put("payload", line.payloadHex());
    map.put("content", line.content());
    return map;
  }

  private static Map<String, Object> bits(FrameAnatomy part) {
    return Map.of(
        "name", part.name(),
        "bits", part.bits(),
        "meaning", part.meaning(),
        "offence", part.offence());
  }

  static Map<String, Object> verdict(Verdict verdict) {
    return Map.of(
        "key", key(verdict), "symbol", VerdictSymbol.of(verdict), "words", verdict.words());
  }

  /** The verdict as the style sheet and the script call it. */
  static String key(Verdict verdict) {
    return switch (verdict) {
      case NOT_APPLICABLE -> "na";
      case PASS -> "pass";
      case INFORMATIONAL -> "info";
      case NON_STRICT -> "nonstrict";
      case FAIL -> "fail";
      case ERROR -> "error";
    };
  }

  /** Steps of an algorithm and informative text have no keyword that stands in the RFC. */
  static String keyword(String keyword) {
    return keyword.equals("ALGO") || keyword.equals("INFO") ? "" : keyword;
  }

  static String where(String rfc, String section) {
    return rfc.replaceFirst("^RFC(?=\\d)", "RFC ") + (section.isEmpty() ? "" : " §" + section);
  }

  /** Where the section can be read, or empty for what is no RFC. */
  static String link(String rfc, String section) {
    if (!rfc.matches("RFC\\d{1,5}") || !section.matches("[0-9A-Z]+(\\.[0-9]+)*")) {
      return "";
    }
    return "https://www.rfc-editor.org/rfc/" + rfc.toLowerCase(Locale.ROOT) + "#section-" + section;
  }

  static String time(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    return millis < 1000
        ? String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.1f s", millis / 1000);
  }
}
