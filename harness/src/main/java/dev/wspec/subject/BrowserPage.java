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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** The page that a browser opens to be tested, and what it asks for while it is. */
final class BrowserPage implements Reception.Web {

  /** Cases that went wrong which the page names. */
  private static final int NAMED = 50;

  /** How long a page that is open has to ask for the last verdicts. */
  private static final long LAST_LOOK_MILLIS = 1000;

  private final String html;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition looked = lock.newCondition();
  private boolean waiting;

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
      case "/wspec/cases" -> {
        arrival.reply(
            Reception.page(
                "200 OK",
                "application/json",
                cases.stream()
                    .map(id -> "\"" + id.value() + "\"")
                    .collect(Collectors.joining(",", "[", "]"))));
        waits(true);
      }
      case "/wspec/progress" -> {
        long left =
            cases.stream()
                .filter(id -> !id.equals(ClientProbe.CASE.id()))
                .filter(id -> !statuses.containsKey(id.value()))
                .count();
        arrival.reply(Reception.page("200 OK", "application/json", progress(statuses, left)));
        if (left == 0) {
          waits(false);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void waits(boolean now) {
    lock.lock();
    try {
      waiting = now;
      looked.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets a page that is open have the last verdicts, which came while it was not looking. */
  @Override
  public void farewell() {
    long left = TimeUnit.MILLISECONDS.toNanos(LAST_LOOK_MILLIS);
    lock.lock();
    try {
      while (waiting && left > 0) {
        left = looked.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Ids and outcomes are our own words, which need no escapes. */
  private static String progress(Map<String, String> statuses, long left) {
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
    return "{\"counts\":{" + told + "},\"failed\":[" + failed + "],\"left\":" + left + "}";
  }
}
