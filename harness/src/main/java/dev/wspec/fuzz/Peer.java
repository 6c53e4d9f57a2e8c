package dev.wspec.fuzz;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of several servers that the same is played to, and whether it is well. */
final class Peer {
  private final String name;
  private final Player player;
  private final Health health;
  private final @Nullable Growth growth;

  /**
   * @param number of the server, from 1
   */
  Peer(Differential.Server server, int number, Player player) {
    name = server.name();
    this.player = player;
    TargetProcess process = server.process();
    health = new Health(player, process);
    growth = process == null ? null : new Growth(player, process, server.memory(), "-of-" + number);
  }

  String name() {
    return name;
  }

  /** Learns how an ordinary conversation goes with it. */
  void begin(long seed) {
    health.begin(seed);
  }

  Outcome play(Script script, long seed) {
    return player.play(script, seed);
  }

  /** What is the matter with the server as a whole, now that this has come of a conversation. */
  Optional<Finding> ailment(Outcome outcome) {
    health.saw(outcome);
    Ailment ailment = health.isSuspect(outcome) ? health.ailment(outcome.seed()) : null;
    if (ailment == null) {
      return Optional.empty();
    }
    Outcome suspect = health.latest().isEmpty() ? outcome : health.latest().get(0);
    return Optional.of(
        new Finding(
            health.shown(ailment, suspect),
            Recurrence.ALWAYS,
            List.of("It was " + name + ". It was seen once: there is no target left to ask.")));
  }

  /** What fills its memory, if that can be seen and is too much. */
  Optional<Finding> growth(Outcome outcome, Pursuit pursuit) {
    return growth == null ? Optional.empty() : growth.after(outcome, pursuit);
  }
}
