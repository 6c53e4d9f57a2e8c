package dev.wspec.report;

/**
 * The known implementation that a target behaves like.
 *
 * @param name of the implementation, with its version
 * @param agreeing in how many traits the two are the same
 * @param compared of how many that are known of both
 */
public record Resemblance(String name, int agreeing, int compared) {

  /** The share that agrees, from 0 to 1. */
  public double share() {
    return compared == 0 ? 0 : (double) agreeing / compared;
  }

  @Override
  public String toString() {
    return name + " (" + agreeing + " of " + compared + " traits)";
  }
}
