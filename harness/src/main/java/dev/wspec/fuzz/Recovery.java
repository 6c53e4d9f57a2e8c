package dev.wspec.fuzz;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a finding of it when the target falls ill, and starts it again where it can be started. */
final class Recovery {
  private final Health health;
  private final Pursuit pursuit;
  private final Findings findings;
  private final @Nullable TargetProcess process;
  private boolean dead;

  Recovery(Health health, Pursuit pursuit, Findings findings, @Nullable TargetProcess process) {
    this.health = health;
    this.pursuit = pursuit;
    this.findings = findings;
    this.process = process;
  }

  /** Whether the target is gone for good. */
  boolean isLost() {
    return dead;
  }

  /**
   * Whether the target still does what it did; if not, that is a finding.
   *
   * @param last the conversation that gave reason to ask
   */
  boolean isWell(Outcome last) {
    Ailment ailment = health.ailment(last.seed());
    if (ailment == null) {
      return true;
    }
    Outcome suspect = health.latest().isEmpty() ? last : health.latest().get(0);
    Outcome shown = health.shown(ailment, suspect);
    if (process == null || !process.restart()) {
      dead = true;
      findings.add(
          new Finding(
              shown,
              Recurrence.ALWAYS,
              List.of("It was seen once: there is no target left to ask again.")));
    } else if (findings.isNews(shown.signature())) {
      attend(ailment, shown, process);
    }
    return false;
  }

  /** Looks for the conversation that the target fell ill of, the last one first. */
  private void attend(Ailment ailment, Outcome shown, TargetProcess started) {
    Oracle oracle = health.showing(ailment, started);
    Optional<Outcome> culprit =
        health.latest().stream()
            .map(each -> oracle.ask(each.script(), each.seed()))
            .filter(Outcome::isBad)
            .findFirst();
    findings.add(
        culprit.isPresent()
            ? pursuit.pursue(oracle, culprit.get(), List.of())
            : new Finding(
                shown,
                Recurrence.SOMETIMES,
                List.of("None of the last conversations does it alone.")));
    dead = !started.isAlive() && !started.restart();
  }

  /** Starts the target again if need be; tells whether that is possible. */
  boolean restart() {
    dead = process == null || !process.restart();
    return !dead;
  }
}
