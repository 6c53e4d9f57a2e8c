package dev.wspec.fuzz;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.SubjectRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Plays a stored conversation once more, and asks everything that fuzzing asks. */
final class Replay {
  private final Player player;
  private final Health health;
  private final Recovery recovery;
  private final Disturbance disturbance;
  private final Sameness sameness;

  Replay(
      Player player, Health health, Recovery recovery, Disturbance disturbance, Sameness sameness) {
    this.player = player;
    this.health = health;
    this.recovery = recovery;
    this.disturbance = disturbance;
    this.sameness = sameness;
  }

  /** The first thing that is wrong; how the conversation went where nothing is. */
  CaseOutcome of(Script script, long seed) {
    Outcome first = null;
    for (Oracle oracle : oracles(script, seed)) {
      Outcome outcome = oracle.ask(script, seed);
      first = first == null ? outcome : first;
      Ailment ailment = health.isSuspect(outcome) ? health.ailment(seed) : null;
      if (ailment != null) {
        Outcome shown = health.shown(ailment, first);
        recovery.restart();
        return shown.judged();
      }
      if (outcome.isBad()) {
        return outcome.judged();
      }
    }
    return Objects.requireNonNull(first).judged();
  }

  private List<Oracle> oracles(Script script, long seed) {
    List<Oracle> oracles = new ArrayList<>();
    oracles.add(player::play);
    if (player.role() == SubjectRole.SERVER) {
      oracles.add(disturbance::ask);
    }
    for (Variation variation : Variation.values()) {
      if (!variation.of(script, seed).equals(script)) {
        oracles.add(sameness.in(variation));
      }
    }
    return oracles;
  }
}
