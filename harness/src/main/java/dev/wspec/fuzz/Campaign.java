package dev.wspec.fuzz;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Plays made-up conversations to a server for as long as it is told, and keeps what was wrong. */
public final class Campaign {
  private static final int CONFIRMATIONS = 3;
  private static final int SHRINKING = 150;
  private static final int LONGEST_INPUT = 64;

  private final Player player;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private volatile boolean cancelled;
  private long runs;
  private boolean dead;
  private String lastConversation = "";

  /**
   * @param patience what one conversation may take
   */
  public Campaign(WireSettings settings, Duration patience, Watchdog watchdog) {
    player = new Player(settings, patience, watchdog, new CaseJudge(Requirements.load(), false));
  }

  /**
   * Something that was wrong, in the smallest conversation that shows it.
   *
   * @param conversation as text
   * @param outcome judged and recorded; flaky if it did not come again each time
   */
  public record Finding(String signature, String conversation, CaseOutcome outcome, long seed) {}

  /**
   * Plays until the time is over, that many conversations were played, {@link #cancel} was called
   * or the server is dead.
   */
  public void run(Duration time, long most, long seed) {
    Deadline end = Deadline.in(time);
    SplittableRandom random = new SplittableRandom(seed);
    while (!cancelled && !dead && runs < most && !end.passed()) {
      byte[] input = new byte[1 + random.nextInt(LONGEST_INPUT)];
      random.nextBytes(input);
      long own = random.nextLong();
      Script script = StimulusGrammar.decode(input);
      Player.Outcome outcome = player.play(script, own);
      runs++;
      lastConversation = script.toString();
      if (outcome.isBad() && !findings.containsKey(outcome.signature())) {
        pursue(outcome, own);
      } else if (outcome.judged().verdict() == Verdict.ERROR || isMute(outcome)) {
        dead = !lives(own);
      }
    }
  }

  private static boolean isMute(Player.Outcome outcome) {
    var transcript = outcome.judged().transcript();
    return transcript != null && transcript.main().response().isEmpty();
  }

  /** Whether an ordinary connection still comes about; the server may fail us twice. */
  private boolean lives(long seed) {
    for (int i = 0; i < CONFIRMATIONS; i++) {
      Player.Outcome ordinary = player.play(Script.NOTHING, seed + i);
      var transcript = ordinary.judged().transcript();
      if (transcript != null && transcript.main().opened().isPresent()) {
        return true;
      }
    }
    return false;
  }

  private void pursue(Player.Outcome first, long seed) {
    if (!lives(seed)) {
      dead = true;
      return;
    }
    String signature = first.signature();
    Script smallest =
        new Shrinker(s -> player.play(s, seed).signature().equals(signature), SHRINKING)
            .shrink(first.script());
    Player.Outcome last = first;
    int again = 0;
    for (int i = 0; i < CONFIRMATIONS; i++) {
      Player.Outcome outcome = player.play(smallest, seed);
      if (outcome.signature().equals(signature)) {
        again++;
        last = outcome;
      }
    }
    CaseOutcome judged = again == CONFIRMATIONS ? last.judged() : last.judged().asFlaky();
    findings.put(signature, new Finding(signature, smallest.toString(), judged, seed));
  }

  /** Ends the run after the conversation that is being played. */
  public void cancel() {
    cancelled = true;
  }

  /** How many conversations were played, those for shrinking left out. */
  public long runs() {
    return runs;
  }

  /** Whether the server stopped taking connections; then {@link #lastConversation} was the last. */
  public boolean isDead() {
    return dead;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /** The last conversation as text. */
  public String lastConversation() {
    return lastConversation;
  }

  public List<Finding> findings() {
    return new ArrayList<>(findings.values());
  }

  /**
   * Reads a conversation to see whether it can be played.
   *
   * @throws Unreadable if the text is no conversation
   */
  public static void check(String conversation) throws Unreadable {
    ScriptText.read(conversation);
  }

  /**
   * Plays a stored conversation once more.
   *
   * @throws IllegalArgumentException if the text is no conversation
   */
  public CaseOutcome replay(String conversation, long seed) {
    try {
      return player.play(ScriptText.read(conversation), seed).judged();
    } catch (Unreadable e) {
      throw new IllegalArgumentException(e);
    }
  }
}
