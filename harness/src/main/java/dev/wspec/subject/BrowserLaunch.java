package dev.wspec.subject;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A headless browser with a profile of its own, which is thrown away. */
final class BrowserLaunch implements AutoCloseable {

  private static final List<String> CHROMIUM =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final List<String> FIREFOX = List.of("firefox-esr", "firefox");

  /**
   * Firefox waits ever longer, up to a minute, before it connects to where a connection failed (RFC
   * 6455 §7.2.3), and most cases about the opening handshake are such.
   */
  private static final String FIREFOX_PREFERENCES =
      "user_pref(\"network.websocket.delay-failed-reconnects\", false);\n";

  private final Path profile;
  private final StartedProgram process;

  private BrowserLaunch(Path profile, StartedProgram process) {
    this.profile = profile;
    this.process = process;
  }

  static BrowserLaunch start(Invitation.Browser.Kind kind, String url) throws IOException {
    List<String> names = kind == Invitation.Browser.Kind.CHROMIUM ? CHROMIUM : FIREFOX;
    String program =
        names.stream()
            .flatMap(name -> onPath(name).stream())
            .findFirst()
            .orElseThrow(() -> new IOException("none of " + names + " is on the path"));
    Path profile = Files.createTempDirectory("wspec-browser");
    List<String> command = new ArrayList<>(List.of(program));
    if (kind == Invitation.Browser.Kind.CHROMIUM) {
      command.addAll(
          List.of(
              "--headless",
              "--no-sandbox",
              "--disable-gpu",
              "--disable-background-networking",
              "--disable-component-update",
              "--disable-sync",
              "--no-first-run",
              "--user-data-dir=" + profile));
    } else {
      Files.writeString(profile.resolve("user.js"), FIREFOX_PREFERENCES);
      command.addAll(List.of("--headless", "--no-remote", "--profile", profile.toString()));
    }
    command.add(url);
    return new BrowserLaunch(profile, StartedProgram.start(command));
  }

  private static Optional<String> onPath(String name) {
    String path = System.getenv("PATH");
    return Stream.of(path == null ? new String[0] : path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  StartedProgram process() {
    return process;
  }

  /** Ends the browser and removes its profile, as far as it lets go of it. */
  @Override
  public void close() {
    process.close();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      profile.toFile().deleteOnExit();
    }
  }
}
