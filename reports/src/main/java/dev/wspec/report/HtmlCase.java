package dev.wspec.report;

import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One case as the page shows it. */
final class HtmlCase {

  private static final int TEXT = 600;
  private static final int SENTENCE = 160;

  private static final WireLines WIRE_LINES = new WireLines(60, 64);

  private final Map<String, Asked> requirements = new HashMap<>();
  private final boolean baseline;

  HtmlCase(RunReport report) {
    report.requirements().forEach(r -> requirements.put(r.id(), Asked.of(r)));
    baseline = report.policy().hasBaseline();
  }

  /** The line of a case, and its details if it is one that stands in the page as a whole. */
  Map<String, Object> row(CaseResult result, boolean whole) {
    Map<String, Object> row = new HashMap<>(verdict(result.verdict()));
    row.put("id", result.id().value());
    row.put("title", Escapes.oneLine(result.title(), TEXT));
    row.put("time", result.transcript() == null ? "" : time(result.duration()));
    row.put("micros", String.valueOf(result.duration().toNanos() / 1000));
    row.put("flaky", result.flaky());
    boolean showStanding = baseline && result.standing() != Standing.NONE;
    row.put("standing", showStanding ? result.standing().words() : "");
    row.put("why", Escapes.oneLine(why(result), SENTENCE));
    if (whole) {
      row.put("body", body(result));
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
  private Map<String, Object> body(CaseResult result) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("because", because(result.because()));
    body.put("checks", result.checks().stream().map(this::check).toList());
    Transcript transcript = result.transcript();
    body.put(
        "wire",
        transcript == null
            ? List.of()
            : WIRE_LINES.of(transcript).stream().map(HtmlCase::line).toList());
    body.put("rerun", Escapes.oneLine(result.rerun(), TEXT));
    return body;
  }

  private Map<String, Object> check(CheckResult check) {
    Map<String, Object> map = new LinkedHashMap<>(requirement(check.requirement()));
    map.put("verdict", verdict(check.verdict()));
    map.put("accepted", accepted(check));
    map.put("observed", Escapes.oneLine(check.observed(), TEXT));
    map.put("because", because(check.because()));
    return map;
  }

  /**
   * What would have been accepted, or empty where that says nothing new: what was held is told in a
   * line, and it is the rest that one has come for.
   */
  String accepted(CheckResult check) {
    boolean brief =
        check.verdict() == Verdict.PASS
            || check.accepted().equals(asked(check.requirement()).summary());
    return brief ? "" : Escapes.oneLine(check.accepted(), TEXT);
  }

  static String because(@Nullable String reason) {
    return reason == null ? "" : Escapes.oneLine(reason, TEXT);
  }

  /** A requirement as the page shows it. */
  record Asked(String where, String link, String keyword, String summary) {
    static final Asked UNKNOWN = new Asked("", "", "", "");

    static Asked of(RequirementResult r) {
      return new Asked(
          HtmlCase.where(r.rfc(), r.section()),
          HtmlCase.link(r.rfc(), r.section()),
          HtmlCase.keyword(r.keyword()),
          r.summary());
    }
  }

  /** A requirement in our words, or empty if the results do not describe it. */
  Asked asked(String id) {
    return requirements.getOrDefault(id, Asked.UNKNOWN);
  }

  Map<String, Object> requirement(String id) {
    Asked asked = asked(id);
    return Map.of(
        "id", id,
        "where", asked.where(),
        "link", asked.link(),
        "keyword", asked.keyword(),
        "summary", asked.summary());
  }

  private static Map<String, Object> line(WireLine line) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", line.direction().name().toLowerCase(Locale.ROOT));
    map.put("words", line.direction().words());
    map.put("time", line.time());
    map.put("name", line.name());
    map.put("details", line.detailsShown());
    map.put("remarks", line.remarksShown());
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

  /** The place as people cite it; without a section, the document. */
  static String where(String document, String section) {
    String name =
        switch (document) {
          case "iana-close-codes" -> "IANA close codes";
          case "whatwg-websockets" -> "WebSockets Standard";
          default -> document.replaceFirst("^RFC(?=\\d)", "RFC ");
        };
    if (section.isEmpty()) {
      return name;
    }
    return document.startsWith("RFC") ? name + " §" + section : name + ", " + section;
  }

  /** Where the section can be read, or empty for a document that we do not know. */
  static String link(String document, String section) {
    return switch (document) {
      case "iana-close-codes" ->
          "https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number";
      case "whatwg-websockets" -> "https://websockets.spec.whatwg.org/";
      default -> linkToRfc(document, section);
    };
  }

  private static String linkToRfc(String rfc, String section) {
    if (!rfc.matches("RFC\\d{1,5}") || !section.matches("[0-9A-Z]+(\\.[0-9]+)*")) {
      return "";
    }
    return "https://www.rfc-editor.org/rfc/" + rfc.toLowerCase(Locale.ROOT) + "#section-" + section;
  }

  /** With two digits that count. */
  static String time(Duration duration) {
    // Not String.format: a report has thousands of these.
    long micros = duration.toNanos() / 1000;
    if (micros < 10_000) {
      return tenths(micros, 1000) + " ms";
    }
    return micros < 1_000_000 ? (micros + 500) / 1000 + " ms" : tenths(micros, 1_000_000) + " s";
  }

  private static String tenths(long micros, int unit) {
    long tenths = (micros * 10 + unit / 2) / unit;
    return tenths / 10 + "." + tenths % 10;
  }
}
