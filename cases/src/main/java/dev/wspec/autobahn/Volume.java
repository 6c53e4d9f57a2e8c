package dev.wspec.autobahn;

/** How often a case that repeats the same thing a thousand times repeats it. */
public enum Volume {
  /**
   * A hundredth, or less where messages are large, but at least twice, which shows the same faults;
   * no case and no size is left out.
   */
  QUICK(100, 256 << 10),
  /** As often as the original. */
  AUTOBAHN(1, Integer.MAX_VALUE);

  private static final int LEAST = 2;

  private final int divisor;
  private final int octets;

  Volume(int divisor, int octets) {
    this.divisor = divisor;
    this.octets = octets;
  }

  /**
   * How often to send what the original sends so many times.
   *
   * @param size of one message, in octets
   */
  public int of(int count, int size) {
    return Math.max(LEAST, Math.min(count / divisor, octets / Math.max(1, size)));
  }
}
