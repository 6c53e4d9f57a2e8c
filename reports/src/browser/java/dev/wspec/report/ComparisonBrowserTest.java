package dev.wspec.report;

import static dev.wspec.report.Tab.assertCount;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a comparison in a real Chromium. */
@Tag("browser")
class ComparisonBrowserTest {

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static Path small;

  private Tab tab;
  private Page page;

  @BeforeAll
  static void start() throws IOException {
    chromium = Chromium.start();
    small = write("small.html", SampleComparison.small());
  }

  private static Path write(String name, Comparison comparison) throws IOException {
    Path file = folder.resolve(name);
    new ComparisonPage(comparison, Map.of(), target -> "x/index.html").write(file);
    return file;
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @BeforeEach
  void open() {
    open(new Browser.NewContextOptions().setViewportSize(1280, 900), small);
  }

  private void open(Browser.NewContextOptions options, Path file) {
    if (tab != null) {
      tab.close();
    }
    tab = chromium.open(options, file.toUri().toString());
    page = tab.page();
  }

  @AfterEach
  void nothingUntowardHappened() {
    tab.close();
  }

  private Locator lines() {
    return page.locator(".matrix tbody tr[id]:visible");
  }

  @Test
  void filterShowsWhatGotWorseWhatDiffersAndAll() {
    assertCount(lines(), 1);
    page.selectOption("#which", "differ");
    assertCount(lines(), 2);
    page.selectOption("#which", "all");
    assertCount(lines(), 3);
    page.fill("#search", "pong");
    assertCount(lines(), 1);
    PlaywrightAssertions.assertThat(page.locator("#shown")).hasText("1 of 3 cases");
    assertThat(page.url()).endsWith("#?which=all&q=pong");
    page.reload();
    assertCount(lines(), 1);
  }

  @Test
  void deepLinkOpensACaseThatTheFilterHides() {
    page.navigate(small.toUri() + "#control/pong");
    page.reload();

    PlaywrightAssertions.assertThat(page.locator("tr[id='control/pong'] + .told")).isInViewport();
    PlaywrightAssertions.assertThat(page.locator("tr[id='control/pong'] button"))
        .hasAttribute("aria-expanded", "true");
  }

  @Test
  void keysDoWhatTheyAreSaidToDo() {
    // Keys work once the page has unpacked what it shows.
    PlaywrightAssertions.assertThat(page.locator("#filter")).isVisible();
    page.keyboard().press("/");
    page.keyboard().type("ping");
    page.keyboard().press("Escape");
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    PlaywrightAssertions.assertThat(page.locator(".told")).containsText("<script>alert(1)");
    assertThat(page.url()).endsWith("#control/ping");
    page.keyboard().press("Enter");
    assertCount(page.locator(".told"), 0);
    page.keyboard().press("k");
    page.keyboard().press("t");
    assertThat(page.evaluate("document.documentElement.dataset.theme")).isEqualTo("dark");
  }

  @Test
  void whatTargetsSentStaysText() {
    page.selectOption("#which", "all");
    for (Locator each : page.locator(".matrix th button").all()) {
      each.click();
    }

    assertCount(page.locator("script"), 2);
    assertCount(page.locator("img, iframe, object, embed, [onerror], [style]"), 0);
    assertThat(page.locator("main").innerText()).contains("<script>alert(1)</script><img src=x");
  }

  @Test
  void withoutScriptTheMatrixIsThere() {
    open(new Browser.NewContextOptions().setJavaScriptEnabled(false), small);

    PlaywrightAssertions.assertThat(page.locator("#matrix")).containsText("control/ping .F_");
    PlaywrightAssertions.assertThat(page.locator("#filter")).isHidden();
  }

  @Test
  void aThousandCasesOfTwentyTargetsCanBeSearched() throws IOException {
    open(
        new Browser.NewContextOptions().setViewportSize(1280, 900),
        write("many.html", SampleComparison.many(1000, 20)));
    PlaywrightAssertions.assertThat(page.locator("#shown")).hasText("1000 of 1000 cases");
    page.fill("#search", "case-77~");
    assertCount(lines(), 1);
    assertCount(lines().locator("td"), 20);
    page.screenshot(new Page.ScreenshotOptions().setPath(Tab.picture("comparison-many.png")));
  }

  @Test
  void aThousandCasesOfAHundredTargetsAreThereWithinASecond() throws IOException {
    Path file = write("hundred.html", SampleComparison.many(1000, 100));
    assertThat(tab.firstPaint(file, "1000 of 1000 cases")).isLessThan(1000);
    assertThat(Files.size(file)).isLessThan(1500 * 1024);
    page.fill("#search", "case-77~");
    assertCount(lines(), 1);
    assertCount(lines().locator("td"), 100);
    tab.assertNotWiderThan(1280);
    page.screenshot(new Page.ScreenshotOptions().setPath(Tab.picture("comparison-hundred.png")));
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390"})
  void axeFindsNothingSeriousAndNothingIsTooWide(ColorScheme scheme, int width)
      throws IOException {
    open(
        new Browser.NewContextOptions()
            .setViewportSize(width, 900)
            .setColorScheme(scheme)
            .setBypassCSP(true),
        small);
    page.selectOption("#which", "all");
    page.locator(".matrix th button").first().click();

    tab.assertAccessible();
    tab.assertNotWiderThan(width);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Tab.picture("comparison-" + scheme + "-" + width + ".png"))
            .setFullPage(true));
  }
}
