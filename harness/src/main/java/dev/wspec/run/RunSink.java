package dev.wspec.run;

import dev.wspec.conformance.CaseOutcome;

/** Is told what happens while it happens; calls come from several threads, one at a time. */
public interface RunSink {

  /**
   * A case was run, or found not to apply. A later call for the same case replaces an earlier one.
   */
  void finished(CaseOutcome outcome);

  /** Failures are now run a second time, each alone. */
  default void confirming(int cases) {}
}
