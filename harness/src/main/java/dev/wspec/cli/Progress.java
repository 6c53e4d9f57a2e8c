package dev.wspec.cli;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Verdict;
import dev.wspec.run.RunSink;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how far the run is; says nothing elsewhere. */
final class Progress implements RunSink, AutoCloseable {

  private final @Nullable ProgressBar bar;
  private final Set<CaseId> failed = new HashSet<>();
  private final Duration limit;

  private String doing = "";
  private int done;
  private int all;
  private long begun = System.nanoTime();

  /**
   * Begins at nought.
   *
   * @param columns of the terminal, or 0 if there is none: then nothing is shown
   * @param limit after which no more cases are begun
   */
  Progress(int columns, boolean unicode, int cases, Duration limit, PrintStream err) {
    this.all = cases;
    this.limit = limit;
    this.bar =
        columns > 0
            ? new ProgressBarBuilder()
                .setInitialMax(cases)
                .setUpdateIntervalMillis(100)
                .continuousUpdate()
                .setConsumer(new Line(err, columns))
                .setRenderer((state, width) -> course().line(width, unicode))
                .clearDisplayOnFinish()
                .build()
            : null;
  }

  private synchronized Course course() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    return new Course(doing, done, all, failed.size(), elapsed, limit);
  }

  @Override
  public synchronized void finished(CaseOutcome outcome) {
    done++;
    if (outcome.verdict() == Verdict.FAIL && !outcome.flaky()) {
      failed.add(outcome.id());
    } else {
      failed.remove(outcome.id());
    }
  }

  @Override
  public synchronized void confirming(int cases) {
    doing = "confirming ";
    done = 0;
    all = cases;
    begun = System.nanoTime();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  /** A line of the terminal that leaves no trace. */
  private static final class Line extends ConsoleProgressBarConsumer {
    private final PrintStream terminal;

    Line(PrintStream terminal, int columns) {
      // One is left free, so that no terminal breaks the line.
      super(terminal, columns - 1);
      this.terminal = terminal;
    }

    @Override
    public void close() {
      terminal.flush();
    }
  }
}
