package dev.wspec.report;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A real Chromium, the one of the system: none is downloaded. */
final class Chromium implements AutoCloseable {

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu"))));
  }

  private static Path program() {
    return Stream.of(
            Objects.requireNonNullElse(System.getenv("WSPEC_CHROMIUM"), "/usr/bin/chromium"),
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "There is no Chromium here: install it (apt-get install chromium), or name it"
                        + " in WSPEC_CHROMIUM."));
  }

  /** Opens a file, or a place in it. */
  Tab open(Browser.NewContextOptions options, String uri) {
    Tab tab = new Tab(browser.newContext(options));
    tab.page().navigate(uri);
    return tab;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
