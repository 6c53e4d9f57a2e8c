package dev.wspec.run.autobahn;

/** How often a case that repeats the same thing a thousand times repeats it. */
public enum Volume {
  /** A hundredth, which shows the same faults; no case and no size is left out. */
  QUICK(100),
  /** As often as the original. */
  AUTOBAHN(1);

  private final int divisor;

  Volume(int divisor) {
    this.divisor = divisor;
  }

  int of(int count) {
    return Math.max(1, count / divisor);
  }
}
