package dev.wspec.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many columns the terminal has. Asked of {@code stty} and not of a library that opens the
 * terminal: that would take Ctrl-C to itself, and an interrupted run would leave no report.
 */
final class TerminalWidth {

  /** Where nobody knows. */
  static final int USUAL = 80;

  private static final File TERMINAL = new File("/dev/tty");
  private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ ([1-9]\\d{0,4})\\s*");

  private TerminalWidth() {}

  static int columns() {
    if (!TERMINAL.canRead()) {
      return USUAL;
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return USUAL;
      }
      return columns(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // There is no stty, as on Windows.
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  /** Of what {@code stty size} says. */
  static int columns(String said) {
    Matcher size = ROWS_AND_COLUMNS.matcher(said);
    return size.matches() ? Integer.parseInt(size.group(1)) : USUAL;
  }
}
