package dev.wspec.fuzz;

import dev.wspec.wire.Watchdog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks now and then whether a connection that stands by is well, and if not, whose fault it is.
 */
final class Disturbance implements AutoCloseable {

  /** Conversations from one look to the next. */
  private static final int INTERVAL = 32;

  private final Opponent opponent;
  private final Player player;
  private final Watchdog watchdog;
  private final List<Outcome> since = new ArrayList<>();
  private @Nullable Bystander bystander;

  Disturbance(Opponent opponent, Player player, Watchdog watchdog) {
    this.opponent = opponent;
    this.player = player;
    this.watchdog = watchdog;
  }

  /** The conversation that another connection did not survive, if there is one. */
  Optional<Outcome> after(Outcome outcome) {
    if (bystander == null) {
      bystander = new Bystander(opponent, watchdog, outcome.seed());
    }
    since.add(outcome);
    if (since.size() < INTERVAL) {
      return Optional.empty();
    }
    List<Outcome> suspects = new ArrayList<>(since);
    since.clear();
    if (bystander.isWell()) {
      return Optional.empty();
    }
    bystander.close();
    bystander = null;
    // A server may end a connection for its own reasons, such as that little happens on it.
    for (Outcome suspect : suspects) {
      Outcome again = ask(suspect.script(), suspect.seed());
      if (again.isBad()) {
        return Optional.of(again);
      }
    }
    return Optional.empty();
  }

  /** Plays while a fresh connection stands by. */
  Outcome ask(Script script, long seed) {
    try (Bystander fresh = new Bystander(opponent, watchdog, seed)) {
      boolean before = fresh.isWell();
      Outcome outcome = player.play(script, seed);
      return before && !fresh.isWell()
          ? Ailment.DISTURBANCE.seenIn(
              outcome, "A connection that had nothing to do with it was cut or went silent.")
          : outcome.as("", outcome.judged());
    }
  }

  /** Lets the bystander go; the next conversation gets a new one. */
  @Override
  public void close() {
    if (bystander != null) {
      bystander.close();
      bystander = null;
      since.clear();
    }
  }
}
