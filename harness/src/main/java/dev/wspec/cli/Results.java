package dev.wspec.cli;

import dev.wspec.report.ResultsJson;
import dev.wspec.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results files as the user names them. */
final class Results {

  private Results() {}

  static RunReport read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UsageError(
          file + " is no file; a run writes its results to wspec-report/results.json.");
    }
    try {
      return ResultsJson.read(file);
    } catch (IOException | RuntimeException e) {
      throw new UsageError(file + " is no results file of wspec: " + e.getMessage());
    }
  }
}
