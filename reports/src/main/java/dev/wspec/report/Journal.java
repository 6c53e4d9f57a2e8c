package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Results as they come in, one case to a line of JSON, so that an interrupted run keeps what it
 * had. Threads may share it.
 */
public final class Journal implements Closeable {

  private final OutputStream out;

  private Journal(OutputStream out) {
    this.out = out;
  }

  /** Starts a new journal in place of one that is there. */
  public static Journal create(Path file) throws IOException {
    return new Journal(Files.newOutputStream(file));
  }

  /** Adds a line and hands it to the operating system. */
  public void append(CaseResult result) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
    ResultsJson.writeLine(result, line);
    synchronized (this) {
      line.writeTo(out);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }

  /** Reads the cases of a journal; a last line that was cut short is left out. */
  public static List<CaseResult> read(Path file) throws IOException {
    String text = Files.readString(file, UTF_8);
    List<CaseResult> results = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      results.add(ResultsJson.readLine(text.substring(start, end)));
      start = end + 1;
    }
    return results;
  }
}
