package dev.wspec.report;

import static dev.wspec.report.Tab.assertCount;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real Chromium, the one of the system: none is downloaded. */
@Tag("browser")
class BrowserTest {

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static Path report;

  private Tab tab;
  private Page page;

  @BeforeAll
  static void start() throws IOException {
    chromium = Chromium.start();
    report = folder.resolve("index.html");
    new HtmlReport().write(SampleRun.report(), report);
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @BeforeEach
  void open() {
    open(new Browser.NewContextOptions().setViewportSize(1280, 900));
  }

  private void open(Browser.NewContextOptions options) {
    if (tab != null) {
      tab.close();
    }
    tab = chromium.open(options, report.toUri().toString());
    page = tab.page();
  }

  @AfterEach
  void nothingUntowardHappened() {
    tab.close();
  }

  private Locator shownCases() {
    return page.locator("details.case:visible");
  }

  private Locator aCase(String id) {
    return page.locator("details.case[id='" + id + "']");
  }

  @Test
  void searchFindsWordsRequirementsAndWhatWasObserved() {
    page.fill("#search", "fragmented");
    assertCount(shownCases(), 1);
    page.fill("#search", "6455-5.2-01");
    assertCount(shownCases(), 2);
    page.fill("#search", "nothing has this");
    assertCount(shownCases(), 0);
    PlaywrightAssertions.assertThat(page.locator("#shown")).hasText("0 of 9 cases");
  }

  @Test
  void totalsFilterAndTheViewStandsInTheAddress() {
    page.click(".totals a[data-verdict=fail]");
    assertCount(shownCases(), 2);
    assertThat(page.url()).endsWith("#?verdict=fail");
    page.reload();
    assertCount(shownCases(), 2);
    page.click(".totals a[data-verdict=fail]");
    assertCount(shownCases(), 9);
  }

  @Test
  void ordersByBadnessAndBack() {
    page.selectOption("#order", "worst");
    assertThat(shownCases().first().getAttribute("data-verdict")).isEqualTo("fail");
    assertThat(shownCases().last().getAttribute("data-verdict")).isEqualTo("na");
    page.selectOption("#order", "");
    assertThat(page.locator("section.group:visible").count()).isGreaterThan(3);
  }

  @Test
  void deepLinkOpensACaseWithItsDetails() {
    page.navigate(report.toUri() + "#framing/length/echo~size=5");
    Locator target = aCase("framing/length/echo~size=5");

    PlaywrightAssertions.assertThat(target).hasAttribute("open", "");
    PlaywrightAssertions.assertThat(target.locator(".wire")).containsText("“Hello”");
    PlaywrightAssertions.assertThat(target.locator(".bits").first()).containsText("opcode");
    PlaywrightAssertions.assertThat(target).isInViewport();
  }

  @Test
  void requirementLeadsToTheCasesThatAskAboutIt() {
    page.locator("a[data-search='6455-5.5-02']").first().dispatchEvent("click");
    assertCount(shownCases(), 1);
  }

  @Test
  void keysDoWhatTheyAreSaidToDo() {
    page.keyboard().press("/");
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("search");
    page.keyboard().type("closing");
    assertCount(shownCases(), 1);
    page.keyboard().press("Escape");
    assertCount(shownCases(), 9);
    page.keyboard().press("n");
    assertThat(page.evaluate("document.activeElement.parentElement.dataset.verdict"))
        .isEqualTo("fail");
    page.keyboard().press("Enter");
    PlaywrightAssertions.assertThat(page.locator("details.case[open] .wire").first()).isVisible();
    page.keyboard().press("j");
    page.keyboard().press("k");
    page.keyboard().press("t");
    assertThat(page.evaluate("document.documentElement.dataset.theme")).isEqualTo("dark");
  }

  @Test
  void commandsAreCopied() {
    tab.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    page.locator(".fault button").first().click();

    PlaywrightAssertions.assertThat(page.locator("#said")).hasText("Copied");
    assertThat(page.evaluate("navigator.clipboard.readText()").toString())
        .startsWith("wspec server ws://localhost:9001/echo");
  }

  @Test
  void octetsOfAHostileSubjectStayText() {
    for (Locator each : page.locator("details.case").all()) {
      each.locator("summary").first().click();
      PlaywrightAssertions.assertThat(each.locator(".body")).isVisible();
    }

    assertCount(page.locator("script"), 2);
    assertCount(page.locator("img, iframe, object, embed, [onerror], [style]"), 0);
    assertThat(page.locator("main").innerText()).contains("<script>alert(1)</script><img src=x");
  }

  @Test
  void withoutScriptTheFailuresAreThere() {
    open(new Browser.NewContextOptions().setJavaScriptEnabled(false));

    // A press of a key, which needs no place on the screen that would have to come to rest.
    aCase("control/fragmented-ping").locator("summary").first().press("Enter");
    PlaywrightAssertions.assertThat(aCase("control/fragmented-ping").locator(".wire")).isVisible();
    PlaywrightAssertions.assertThat(page.locator("#filter")).isHidden();
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
  void axeFindsNothingSerious(ColorScheme scheme, int width) throws IOException {
    open(
        new Browser.NewContextOptions()
            .setViewportSize(width, 900)
            .setColorScheme(scheme)
            .setBypassCSP(true));
    page.evaluate(
        "for (const d of document.querySelectorAll('details:not(.case), [id^=control]')) d.open ="
            + " true");
    PlaywrightAssertions.assertThat(page.locator("details.case[open] .body").first()).isVisible();
    tab.assertAccessible();
  }

  @ParameterizedTest
  @CsvSource({"desktop, LIGHT, 1280", "dark, DARK, 1280", "phone, LIGHT, 390"})
  void nothingIsWiderThanTheScreen(String name, ColorScheme scheme, int width) throws IOException {
    open(new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    page.navigate(report.toUri() + "#control/fragmented-ping");
    PlaywrightAssertions.assertThat(aCase("control/fragmented-ping").locator(".wire")).isVisible();

    tab.assertNotWiderThan(width);
    String background = page.evaluate("getComputedStyle(document.body).backgroundColor").toString();
    assertThat(background).matches(scheme == ColorScheme.DARK ? "rgb\\(1.*" : "rgb\\(2.*");
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Tab.picture(name + ".png")).setFullPage(true));
    aCase("control/fragmented-ping")
        .screenshot(
            new Locator.ScreenshotOptions().setPath(Tab.picture(name + "-case.png")));
  }

  @Test
  void fifteenHundredCasesAreThereWithinASecond() throws IOException {
    Path many = folder.resolve("many.html");
    new HtmlReport().write(ManyCases.report(1500), many);
    assertThat(tab.firstPaint(many, "1500 of 1500 cases")).isLessThan(1000);

    page.fill("#search", "size=1234");
    assertCount(shownCases(), 1);
    shownCases().locator("summary").press("Enter");
    PlaywrightAssertions.assertThat(shownCases().locator(".wire")).isVisible();
  }

  @Test
  void isPrintedWithItsFailures() throws IOException {
    byte[] pdf = page.pdf(new Page.PdfOptions().setPath(Tab.picture("print.pdf")));

    assertThat(pdf).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
  }
}
