package dev.wspec.cli;

import dev.wspec.fuzz.Campaign;
import dev.wspec.fuzz.Unreadable;
import java.io.IOException;
import java.nio.file.Path;

/** A file with a conversation that is to be played again. */
final class ConversationFile {
  private ConversationFile() {}

  /** What is made of the file. */
  @FunctionalInterface
  interface Reading<T> {
    T of(Path file) throws IOException, Unreadable;
  }

  /**
   * Makes something of a file that the user named.
   *
   * @throws UsageError if it is no text, or no conversation; the sentence says where
   */
  static <T> T read(Path file, Reading<T> reading) {
    try {
      return reading.of(file);
    } catch (IOException e) {
      throw new UsageError(file + " cannot be read as text: " + e.getMessage());
    } catch (Unreadable e) {
      throw new UsageError(file + ", " + e.getMessage() + ".");
    }
  }

  /** A conversation of a server's or a client's, with the seed that it was found with. */
  static FindingsFolder.Stored stored(Path file) {
    return read(
        file,
        each -> {
          FindingsFolder.Stored stored = FindingsFolder.Stored.read(each, 1);
          Campaign.check(stored.conversation());
          return stored;
        });
  }
}
