package dev.wspec.cli;

import dev.wspec.report.Baseline;
import dev.wspec.report.CaseResult;
import dev.wspec.report.RunReport;
import dev.wspec.report.Standing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs one after another, each begun by a line from the user or when a time is over. */
final class Rounds {

  private static final String END = "q";
  private static final int NAMED = 5;

  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Duration interval;
  private final PrintWriter out;
  private @Nullable RunReport former;

  /**
   * Rounds that read lines from here; the end of them ends the rounds as {@code q} does, unless
   * there is an interval.
   *
   * @param interval after which the next round begins by itself; zero for never
   */
  Rounds(Reader from, Duration interval, PrintWriter out) {
    this.interval = interval;
    this.out = out;
    Thread reader = new Thread(() -> read(from), "wspec-keys");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(Reader from) {
    try (BufferedReader in = new BufferedReader(from)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line.strip());
      }
      if (interval.isZero()) {
        lines.add(END);
      }
    } catch (IOException e) {
      // Nobody can say any more that there shall be another round.
      lines.add(END);
    }
  }

  /** Waits for the next round; false if there shall be none. */
  boolean next() throws InterruptedException {
    out.println(
        interval.isZero()
            ? "Enter tests again, q ends."
            : "Tests again in " + interval.toSeconds() + " s, or on Enter; q ends.");
    out.flush();
    String line =
        interval.isZero() ? lines.take() : lines.poll(interval.toMillis(), TimeUnit.MILLISECONDS);
    return !END.equals(line);
  }

  /** Tells what is better and what is worse than in the round before. */
  void compare(RunReport report) {
    if (former != null) {
      Baseline before = Baseline.of(former.cases(), Baseline.EMPTY);
      out.println(
          "Since the last round: "
              + named(report, before, List.of(Standing.NEW, Standing.WORSE), "worse")
              + ", "
              + named(report, before, List.of(Standing.IMPROVED), "better")
              + ".");
    }
    former = report;
  }

  private static String named(
      RunReport report, Baseline before, List<Standing> standings, String words) {
    List<String> ids =
        report.cases().stream()
            .filter(c -> !c.flaky() && standings.contains(Baseline.against(before, c)))
            .map(CaseResult::id)
            .map(Object::toString)
            .toList();
    String some = String.join(" ", ids.subList(0, Math.min(NAMED, ids.size())));
    String more = ids.size() > NAMED ? " …" : "";
    return ids.size() + " " + words + (ids.isEmpty() ? "" : " (" + some + more + ")");
  }
}
