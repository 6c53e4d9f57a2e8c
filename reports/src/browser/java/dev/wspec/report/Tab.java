package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A page that must bring no message, no dialog and no request; closing it makes sure. */
final class Tab implements AutoCloseable {

  private static final Path PICTURES = Path.of("target/screenshots");

  private final List<String> troubles = new ArrayList<>();
  private final BrowserContext context;
  private final Page page;

  Tab(BrowserContext context) {
    this.context = context;
    page = context.newPage();
    page.onConsoleMessage(message -> troubles.add("console: " + message.text()));
    page.onPageError(error -> troubles.add("error: " + error));
    page.onDialog(
        dialog -> {
          troubles.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith("file:")) {
            troubles.add("request: " + request.url());
          }
        });
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  static void assertCount(Locator locator, int count) {
    PlaywrightAssertions.assertThat(locator).hasCount(count);
  }

  /** Nothing that axe calls serious; the page has to be opened with its policy bypassed. */
  void assertAccessible() throws IOException {
    try (InputStream in = Objects.requireNonNull(Tab.class.getResourceAsStream("/axe.min.js"))) {
      page.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object found =
        page.evaluate(
            "async () => (await axe.run()).violations.filter(v => ['serious',"
                + " 'critical'].includes(v.impact)).flatMap(v => v.nodes.slice(0, 3).map(n => v.id"
                + " + ' ' + n.target + ' ' + n.failureSummary))");
    assertThat((List<?>) found).isEmpty();
  }

  void assertNotWiderThan(int width) {
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
  }

  /**
   * Milliseconds until the file shows something, the best of three: how busy the machine is says
   * nothing about the page.
   *
   * @param shown what stands in #shown when the page's script has done its work
   */
  double firstPaint(Path file, String shown) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      page.navigate(file.toUri() + "?" + i);
      PlaywrightAssertions.assertThat(page.locator("#shown")).hasText(shown);
      Object paint =
          page.evaluate(
              "new Promise(done => new PerformanceObserver(list =>"
                  + " done(list.getEntriesByName('first-contentful-paint')[0].startTime))"
                  + ".observe({ type: 'paint', buffered: true }))");
      best = Math.min(best, Double.parseDouble(paint.toString()));
    }
    return best;
  }

  static Path picture(String name) throws IOException {
    return Files.createDirectories(PICTURES).resolve(name);
  }

  @Override
  public void close() {
    context.close();
    assertThat(troubles).isEmpty();
  }
}
