package dev.wspec.cli;

import dev.wspec.compare.TargetSpec;
import dev.wspec.report.ComparedTarget;
import dev.wspec.report.ExpectedResults;
import dev.wspec.report.RunReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the targets of a comparison are expected to do, in a file beside each Dockerfile. */
final class Expectations {

  private final List<Column> columns;
  private final List<ComparedTarget> targets;

  /** The targets are those of the columns, in their order. */
  Expectations(List<Column> columns, List<ComparedTarget> targets) {
    this.columns = columns;
    this.targets = targets;
  }

  /** Writes what was found as expected for the next time; an incomplete run writes nothing. */
  void write() throws IOException {
    for (int i = 0; i < columns.size(); i++) {
      Path file = file(columns.get(i).target());
      RunReport report = targets.get(i).report();
      if (file != null && report != null && targets.get(i).isComplete()) {
        ExpectedResults.of(targets.get(i).about(), report, read(file)).write(file);
      }
    }
  }

  /** Tells each deviation, and returns whether there is none. */
  boolean tell(PrintWriter out) throws IOException {
    int files = 0;
    int deviations = 0;
    for (int i = 0; i < columns.size(); i++) {
      Path file = file(columns.get(i).target());
      RunReport report = targets.get(i).report();
      if (file == null || report == null || !Files.exists(file)) {
        continue;
      }
      files++;
      for (ExpectedResults.Deviation deviation : read(file).deviations(report)) {
        deviations++;
        out.println(
            "! "
                + targets.get(i).name()
                + ": "
                + deviation.id()
                + " was "
                + deviation.expected()
                + " and is "
                + deviation.got()
                + ": "
                + CompareCommand.printable(deviation.observed()));
      }
    }
    out.println("  expected    " + files + " targets compared, " + deviations + " deviations");
    return deviations == 0;
  }

  private static ExpectedResults read(Path file) throws IOException {
    return Files.exists(file) ? ExpectedResults.read(file) : ExpectedResults.none();
  }

  private static @Nullable Path file(@Nullable TargetSpec target) {
    return target == null || target.kind() != TargetSpec.Kind.BUILD
        ? null
        : Path.of(target.how()).resolve("expected.json");
  }
}
