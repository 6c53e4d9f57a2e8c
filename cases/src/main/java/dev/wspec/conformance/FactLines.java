package dev.wspec.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The resource {@code facts.tsv}: what is measured, in which case and how; judges do no I/O. */
public final class FactLines {
  private FactLines() {}

  /** A line for each fact, tab-separated: id, what, case, measure. */
  public static List<String> load() {
    try (InputStream in =
        Objects.requireNonNull(FactLines.class.getResourceAsStream("/dev/wspec/facts.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
