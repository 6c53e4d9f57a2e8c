package dev.wspec.fuzz;

import dev.wspec.wire.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Makes what was found small, and sees whether it comes again. */
final class Pursuit {

  /** How often something is seen again before it is believed. */
  static final int CONFIRMATIONS = 3;

  private static final int TRIES = 150;
  private static final Duration TIME = Duration.ofSeconds(20);

  private final BooleanSupplier cancelled;

  /**
   * @param cancelled whether there is no more time for making things small
   */
  Pursuit(BooleanSupplier cancelled) {
    this.cancelled = cancelled;
  }

  /**
   * Asks the same oracle again and again.
   *
   * @param notes what else there is to say of it
   */
  Finding pursue(Oracle oracle, Outcome first, List<String> notes) {
    String signature = first.signature();
    long seed = first.seed();
    Deadline end = Deadline.in(TIME);
    Script smallest =
        new Shrinker(
                script -> oracle.ask(script, seed).signature().equals(signature),
                TRIES,
                () -> end.passed() || cancelled.getAsBoolean())
            .shrink(first.script());
    Outcome last = first;
    int again = 0;
    int asked = 0;
    while (asked < CONFIRMATIONS && !cancelled.getAsBoolean()) {
      asked++;
      Outcome outcome = oracle.ask(smallest, seed);
      if (outcome.signature().equals(signature)) {
        again++;
        last = outcome;
      }
    }
    List<String> all = new ArrayList<>(notes);
    all.add(
        asked == 0
            ? "There was no time to see it again."
            : "It came again " + again + " of " + asked + " times.");
    return new Finding(last, again < asked, all);
  }
}
