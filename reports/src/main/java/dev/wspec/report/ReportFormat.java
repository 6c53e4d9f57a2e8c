package dev.wspec.report;

import java.io.IOException;
import java.nio.file.Path;

/** A rendering of results as a file. Third parties add theirs through {@code ServiceLoader}. */
public interface ReportFormat {

  /** What a user calls it: {@code junit}. */
  String name();

  /** Writes the file, replacing one that is there. */
  void write(RunReport report, Path file) throws IOException;
}
