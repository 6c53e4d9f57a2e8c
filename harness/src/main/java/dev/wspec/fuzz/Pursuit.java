package dev.wspec.fuzz;

import dev.wspec.conformance.Event;
import dev.wspec.wire.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

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
    long seed = first.seed();
    Deadline end = Deadline.in(TIME);
    Goal goal = new Goal(first.signature());
    Predicate<Script> once = script -> goal.isMetBy(oracle.ask(script, seed));
    Sightings seen =
        isLate(first) ? sightings(oracle, first, first.script(), goal) : new Sightings(first, 0, 0);
    if (seen.recurrence() != Recurrence.NEVER) {
      seen = sightings(oracle, first, shrunk(first.script(), once, end), goal);
      if (seen.recurrence() != Recurrence.ALWAYS) {
        seen = steadier(oracle, first, seen, end);
      }
    }
    List<String> all = new ArrayList<>(notes);
    all.add(seen.told());
    return new Finding(seen.last(), seen.recurrence(), all);
  }

  private static boolean isLate(Outcome outcome) {
    return outcome.transcript().main().endedBy(Event.Ended.How.DEADLINE);
  }

  /** Smaller and smaller it may have come to depend on chance; then it is made small once more. */
  private Sightings steadier(Oracle oracle, Outcome first, Sightings flaky, Deadline end) {
    Goal goal = new Goal(first.signature());
    Predicate<Script> once = script -> goal.isMetBy(oracle.ask(script, first.seed()));
    Predicate<Script> always = once.and(once).and(once);
    Sightings asItWas = sightings(oracle, first, first.script(), goal);
    if (asItWas.recurrence() != Recurrence.ALWAYS) {
      return flaky.again() < asItWas.again() ? asItWas : flaky;
    }
    Sightings again = sightings(oracle, first, shrunk(first.script(), always, end), goal);
    return again.recurrence() == Recurrence.ALWAYS ? again : asItWas;
  }

  private Script shrunk(Script script, Predicate<Script> shows, Deadline end) {
    return new Shrinker(shows, TRIES, () -> end.passed() || cancelled.getAsBoolean())
        .shrink(script);
  }

  private Sightings sightings(Oracle oracle, Outcome first, Script script, Goal goal) {
    Outcome last = first;
    int again = 0;
    int asked = 0;
    while (asked < CONFIRMATIONS && !cancelled.getAsBoolean()) {
      asked++;
      Outcome outcome = oracle.ask(script, first.seed());
      if (goal.isMetBy(outcome)) {
        again++;
        last = outcome;
      }
    }
    return new Sightings(last, again, asked);
  }

  /**
   * What is to show itself. Where something was wrong behind a breach of ours, and a sound
   * conversation is found that goes wrong, that is worth more, and is what it is about from then
   * on.
   */
  private static final class Goal {
    private static final String BREACH = "-after-";
    private String signature;

    Goal(String signature) {
      this.signature = signature;
    }

    boolean isMetBy(Outcome outcome) {
      String shown = outcome.signature();
      if (outcome.isBad() && signature.contains(BREACH) && !shown.contains(BREACH)) {
        signature = shown;
      }
      return shown.equals(signature);
    }
  }

  /** How often something was seen again. */
  private record Sightings(Outcome last, int again, int asked) {

    Recurrence recurrence() {
      return Recurrence.of(again, asked);
    }

    String told() {
      return Recurrence.told(again, asked);
    }
  }
}
