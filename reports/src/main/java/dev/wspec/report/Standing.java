package dev.wspec.report;

/**
 * How a verdict stands against what the subject is known to do. What happened and what was expected
 * are two columns, never one.
 */
public enum Standing {
  /** Nothing was expected and nothing is wrong. */
  NONE("as it should be"),
  /** Something is wrong that the baseline does not know of. */
  NEW("new"),
  /** As the baseline says. */
  EXPECTED("expected"),
  /** Worse than the baseline says. */
  WORSE("worse than expected"),
  /** Better than the baseline says: the entry is out of date. */
  UNEXPECTED_PASS("better than expected"),
  /** Better than in the earlier run that it is compared with. */
  IMPROVED("better than before"),
  /** In the baseline, but this run could not judge it. */
  UNTESTED("expected, not judged");

  private final String words;

  Standing(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
