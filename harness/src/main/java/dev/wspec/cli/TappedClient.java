package dev.wspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client of others that is started for one conversation.
 *
 * @param name what it is called where it is compared
 * @param command for the shell; {@code {url}} is replaced by where it connects to
 */
record TappedClient(String name, String command) {

  private static final String URL = "{url}";

  /**
   * A client as it is named on the command line: {@code name=command {url}}, a command, or a folder
   * with {@code talk.sh}.
   *
   * @param shelf where folders that are only named stand
   */
  static TappedClient of(String word, Path shelf) {
    if (word.contains(URL)) {
      int equals = word.indexOf('=');
      boolean named = equals > 0 && word.substring(0, equals).matches("[\\w.-]+");
      return named
          ? new TappedClient(word.substring(0, equals), word.substring(equals + 1))
          : new TappedClient(word, word);
    }
    Path folder = Files.isDirectory(Path.of(word)) ? Path.of(word) : shelf.resolve(word);
    Path script = folder.resolve("talk.sh");
    if (!Files.isRegularFile(script)) {
      throw new UsageError(
          "There is no " + script + "; --clients takes such a folder, or NAME='command {url}'.");
    }
    return new TappedClient(folder.getFileName().toString(), "'" + script + "' " + URL);
  }

  /**
   * Runs it to its end.
   *
   * @param seconds after which it is ended; 0 waits for ever
   * @param log takes what it writes; null shows that
   * @return one sentence on how it failed, or empty
   */
  String talk(String url, int seconds, @Nullable Path log)
      throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", command.replace(URL, url)).inheritIO();
    if (log != null) {
      shell.redirectErrorStream(true).redirectOutput(log.toFile());
    }
    Process client = shell.start();
    boolean ended = false;
    int code = 0;
    try {
      ended = seconds == 0 || client.waitFor(seconds, TimeUnit.SECONDS);
      code = ended ? client.waitFor() : 0;
    } finally {
      client.descendants().forEach(ProcessHandle::destroy);
      client.destroy();
    }
    if (!ended) {
      return name + " had not ended after " + seconds + " s.";
    }
    return code == 0 ? "" : name + " ended with exit code " + code + ".";
  }
}
