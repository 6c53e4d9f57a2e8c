package dev.wspec.fuzz;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether the memory of the target stays within bounds, and if not, which conversation fills it.
 */
final class Growth {

  /** Conversations from one look to the next. */
  private static final int INTERVAL = 64;

  /** How often a conversation is played to see what it costs. */
  private static final int ROUND = 8;

  /** Conversations that are remembered as suspects: the last. */
  private static final int SUSPECTS = 100;

  /** Less than this for each conversation, in octets, may be anything. */
  private static final long NOTICEABLE = 32 << 10;

  /** What costs so much each time is looked no further for. */
  private static final long PLAIN = 2 << 20;

  /** Ordinary conversations after a start: what a program sets aside once does not count. */
  private static final int WARM_UP = 40;

  private final Player player;
  private final TargetProcess process;
  private final long limit;
  private final String kind;
  private final Deque<Outcome> suspects = new ArrayDeque<>();
  private long begin = -1;
  private long expected = NOTICEABLE;
  private long seen;
  private String grown = "";
  private boolean leaks;

  /**
   * @param limit octets beyond which it is looked for what fills the memory
   * @param kind goes behind the signature
   */
  Growth(Player player, TargetProcess process, long limit, String kind) {
    this.player = player;
    this.process = process;
    this.limit = limit;
    this.kind = kind;
  }

  /** What fills the memory, once the limit is passed; it is looked for once. */
  Optional<Finding> after(Outcome outcome, Pursuit pursuit) {
    if (leaks || !isTooMuch(outcome)) {
      return Optional.empty();
    }
    leaks = true;
    Outcome worst = worst(outcome);
    Outcome again = ask(worst.script(), worst.seed());
    return Optional.of(
        again.isBad()
            ? pursuit.pursue(this::ask, again, List.of())
            : new Finding(
                Ailment.LEAK.seenIn(worst, grown, kind),
                Recurrence.SOMETIMES,
                List.of("No conversation was found that costs memory each time.")));
  }

  /** Whether the limit is passed; that is looked at now and then. */
  private boolean isTooMuch(Outcome outcome) {
    suspects.addLast(outcome);
    if (suspects.size() > SUSPECTS) {
      suspects.removeFirst();
    }
    if (seen++ % INTERVAL != 0) {
      return false;
    }
    OptionalLong now = process.memory();
    if (begin < 0 && now.isPresent()) {
      begin = now.getAsLong();
    }
    boolean tooMuch = now.orElse(0) > limit;
    grown = tooMuch ? growth() : grown;
    return tooMuch;
  }

  private String growth() {
    return "Its memory grew from %d to %d MiB within %d conversations."
        .formatted(begin >> 20, process.memory().orElse(0) >> 20, seen);
  }

  /** The conversation that costs most each time it is played. */
  private Outcome worst(Outcome last) {
    restart();
    Outcome worst = last;
    long most = 0;
    for (Outcome suspect : List.copyOf(suspects)) {
      if (most >= PLAIN) {
        break;
      }
      restartIfLarge();
      long cost = cost(suspect.script(), suspect.seed());
      if (cost > most) {
        most = cost;
        worst = suspect;
      }
    }
    expected = Math.max(NOTICEABLE, most / 4);
    return worst;
  }

  /** There has to be room to grow: what is full does not get fuller. */
  private void restartIfLarge() {
    if (!process.isAlive() || process.memory().orElse(0) > (begin + limit) / 2) {
      restart();
    }
  }

  private void restart() {
    if (process.restart()) {
      for (int i = 0; i < WARM_UP; i++) {
        player.play(Script.NOTHING, i);
      }
    }
  }

  /** Octets for each time it is played; 0 if memory does not grow. */
  private long cost(Script script, long seed) {
    long before = process.memory().orElse(0);
    for (int i = 0; i < ROUND; i++) {
      player.play(script, seed);
    }
    return Math.max(0, (process.memory().orElse(0) - before) / ROUND);
  }

  /** Asks whether memory grows in two rounds one after the other, each by about as much as seen. */
  private Outcome ask(Script script, long seed) {
    restartIfLarge();
    long one = cost(script, seed);
    long two = one < expected ? 0 : cost(script, seed);
    Outcome outcome = player.play(script, seed);
    return two < expected
        ? outcome.as("", outcome.judged())
        : Ailment.LEAK.seenIn(
            outcome,
            "%s This conversation alone costs some %d KiB each time."
                .formatted(grown, Math.min(one, two) >> 10),
            kind);
  }
}
