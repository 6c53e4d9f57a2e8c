package dev.wspec.report;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The page of 1500 cases, or of a run that was kept. Run with {@code ./mvnw -pl reports -am -Pbench
 * process-test-classes -Dbench="HtmlReport -p results=/path/of/results.json"}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HtmlReportBenchmark {
  /** A file of results, or empty for made-up ones. */
  @Param("")
  String results = "";

  private RunReport report = SampleRun.report();

  @Setup
  public void fill() throws IOException {
    report = results.isEmpty() ? ManyCases.report(1500) : ResultsJson.read(Path.of(results));
  }

  @Benchmark
  public String render() throws IOException {
    StringWriter out = new StringWriter();
    HtmlReport.write(report, out);
    return out.toString();
  }
}
