package dev.wspec.fuzz;

import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.SubjectRole;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the target is well, and which conversation was the last that it was well before. */
final class Health {

  /** Conversations that are remembered. */
  static final int REMEMBERED = 16;

  /** How long a process that was hit may take to end. */
  private static final Duration END = Duration.ofMillis(200);

  private static final int ATTEMPTS = 3;

  private final Player player;
  private final @Nullable TargetProcess process;
  private final Deque<Outcome> recent = new ArrayDeque<>();
  private boolean finishes;

  Health(Player player, @Nullable TargetProcess process) {
    this.player = player;
    this.process = process;
  }

  /** Plays an ordinary conversation, to learn how it goes as long as the target is well. */
  Outcome begin(long seed) {
    Outcome ordinary = player.play(Script.NOTHING, seed);
    finishes = isFinished(ordinary);
    return ordinary;
  }

  private static boolean isFinished(Outcome outcome) {
    return !outcome.transcript().main().endedBy(How.DEADLINE);
  }

  /** A target that never answers Pings is not ill for that. */
  private boolean isUsual(Outcome ordinary) {
    return ordinary.opened() && (!finishes || isFinished(ordinary));
  }

  void saw(Outcome outcome) {
    // One that was not even answered cannot be what the target died of.
    if (outcome.wasAnswered()) {
      recent.addLast(outcome);
      if (recent.size() > REMEMBERED) {
        recent.removeFirst();
      }
    }
  }

  /** The last conversations, the latest first. */
  List<Outcome> latest() {
    List<Outcome> latest = new ArrayList<>();
    recent.descendingIterator().forEachRemaining(latest::add);
    return latest;
  }

  /** Whether there is reason to look closer. */
  boolean isSuspect(Outcome outcome) {
    boolean gone = process != null && !process.isAlive();
    return player.role() == SubjectRole.SERVER
        && (gone || !outcome.wasAnswered() || (finishes && !isFinished(outcome)));
  }

  /** What is wrong with the target as a whole; null if it opens an ordinary connection. */
  @Nullable Ailment ailment(long seed) {
    if (player.role() != SubjectRole.SERVER) {
      return null;
    }
    if (process != null && !process.isAlive()) {
      return Ailment.CRASH;
    }
    Outcome last = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      last = player.play(Script.NOTHING, seed + i);
      if (isUsual(last)) {
        return null;
      }
    }
    if (process != null && process.awaitEnd(END)) {
      return Ailment.CRASH;
    }
    boolean refused = last != null && last.transcript().main().endedBy(How.RESET);
    return process == null && refused ? Ailment.GONE : Ailment.HANG;
  }

  /** The conversation as one that shows this; crashes are told apart by their exit codes. */
  Outcome shown(Ailment ailment, Outcome outcome) {
    String kind =
        ailment == Ailment.CRASH && process != null
            ? "-" + process.end().replaceAll("[^a-z0-9]+", "-")
            : "";
    return ailment.seenIn(outcome, observed(ailment), kind);
  }

  /** What the operating system tells of it, and the end of what it said. */
  private String observed(Ailment ailment) {
    if (process == null) {
      return ailment == Ailment.GONE
          ? "The target takes no connections any more."
          : "The target takes connections and answers nothing any more.";
    }
    if (ailment == Ailment.HANG) {
      return "The process lives and answers nothing any more." + said();
    }
    return "The process " + process.end() + "." + said();
  }

  private String said() {
    String output = process == null ? "" : process.output();
    return output.isEmpty() ? "" : " It said: " + tail(output);
  }

  private static String tail(String output) {
    int from = Math.max(0, output.length() - 2000);
    return (from > 0 ? "… " : "") + output.substring(from);
  }

  /**
   * Asks whether a conversation makes the target ill, which is started anew after each that does.
   */
  Oracle showing(Ailment ailment, TargetProcess started) {
    return (script, seed) -> {
      if (!started.isAlive()) {
        started.restart();
      }
      Outcome outcome = player.play(script, seed);
      boolean ended = started.awaitEnd(ailment == Ailment.CRASH ? END : Duration.ZERO);
      boolean shows =
          ailment == Ailment.CRASH
              ? ended
              : !ended && !isUsual(player.play(Script.NOTHING, seed)) && started.isAlive();
      if (!shows) {
        return outcome.as("", outcome.judged());
      }
      Outcome shown = shown(ailment, outcome);
      started.restart();
      return shown;
    };
  }
}
