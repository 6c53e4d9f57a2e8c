package dev.wspec.cli;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Verdict;
import dev.wspec.run.RunSink;
import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how far the run is; says nothing elsewhere. */
final class Progress implements RunSink, AutoCloseable {

  private final @Nullable ProgressBar bar;
  private int failures;

  Progress(boolean terminal, boolean colours, int cases, PrintStream err) {
    bar =
        terminal
            ? new ProgressBarBuilder()
                .setTaskName("cases")
                .setInitialMax(cases)
                .setUpdateIntervalMillis(100)
                .setStyle(
                    colours ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setConsumer(new me.tongfei.progressbar.ConsoleProgressBarConsumer(err))
                .clearDisplayOnFinish()
                .build()
            : null;
  }

  @Override
  public synchronized void finished(CaseOutcome outcome) {
    if (bar == null) {
      return;
    }
    bar.step();
    if (outcome.verdict() == Verdict.FAIL) {
      failures++;
      bar.setExtraMessage(failures + " failed");
    }
  }

  @Override
  public synchronized void confirming(int cases) {
    if (bar != null) {
      bar.maxHint(bar.getMax() + cases);
      bar.setExtraMessage("confirming " + cases);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
