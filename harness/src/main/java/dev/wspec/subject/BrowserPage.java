package dev.wspec.subject;

import dev.wspec.conformance.CaseId;
import dev.wspec.wire.Arrival;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page that a browser opens to be tested, and what it asks for while it is. */
final class BrowserPage implements Reception.Web {

  /** Cases that went wrong which the page names. */
  private static final int NAMED = 50;

  private final String html;

  BrowserPage() {
    try (InputStream in =
        Objects.requireNonNull(BrowserPage.class.getResourceAsStream("browser.html"))) {
      html = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean serve(
      Arrival arrival, Target target, List<CaseId> cases, Map<String, String> statuses) {
    switch (target.path()) {
      case "/", "/index.html", "/test_browser.html" ->
          arrival.reply(Reception.page("200 OK", "text/html; charset=utf-8", html));
      case "/wspec/cases" ->
          arrival.reply(
              Reception.page(
                  "200 OK",
                  "application/json",
                  cases.stream()
                      .map(id -> "\"" + id.value() + "\"")
                      .collect(Collectors.joining(",", "[", "]"))));
      case "/wspec/progress" ->
          arrival.reply(Reception.page("200 OK", "application/json", progress(statuses)));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Ids and outcomes are our own words, which need no escapes. */
  private static String progress(Map<String, String> statuses) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    statuses.values().forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
    String failed =
        statuses.entrySet().stream()
            .filter(e -> e.getValue().equals("FAILED"))
            .map(e -> "\"" + e.getKey() + "\"")
            .sorted()
            .limit(NAMED)
            .collect(Collectors.joining(","));
    String told =
        counts.entrySet().stream()
            .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
            .collect(Collectors.joining(","));
    return "{\"counts\":{" + told + "},\"failed\":[" + failed + "]}";
  }
}
