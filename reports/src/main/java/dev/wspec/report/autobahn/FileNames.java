package dev.wspec.report.autobahn;

import java.util.Locale;

/** Names of files made from names of agents, which may be anything. */
final class FileNames {

  /** Most file systems take 255 octets; the rest is for the number and the ending. */
  private static final int LONGEST = 200;

  private FileNames() {}

  /** As the original does it: everything but a to z and 0 to 9 becomes an underscore. */
  static String clean(String agent) {
    String words =
        agent
            .strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]", " ")
            .strip()
            .replace(' ', '_');
    String shown = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    return shown.isEmpty() ? "agent" : shown;
  }
}
