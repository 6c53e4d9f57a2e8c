package dev.wspec.run.autobahn;

import dev.wspec.autobahn.Behavior;
import dev.wspec.autobahn.Volume;
import dev.wspec.report.autobahn.PlayedCase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What all runs have in common. */
public final class AutobahnRun {

  /**
   * How to run.
   *
   * @param volume how often cases repeat what they repeat
   * @param compatible whether to judge by the original's rules
   * @param parallel how many cases at a time
   * @param seed of masks and keys
   * @param protocols subprotocols that we know as a server
   */
  public record Settings(
      Volume volume, boolean compatible, int parallel, long seed, List<String> protocols) {
    public Settings {
      protocols = List.copyOf(protocols);
    }
  }

  /** Counts what came out. Safe for threads. */
  public static final class Tally {
    private final Map<Behavior, Integer> behaviors = new EnumMap<>(Behavior.class);
    private int bad;
    private int played;

    synchronized void add(PlayedCase each) {
      behaviors.merge(each.outcome().behavior(), 1, Integer::sum);
      played++;
      if (each.outcome().isBad()) {
        bad++;
      }
    }

    /** How many cases were played. */
    public synchronized int played() {
      return played;
    }

    /** How many of them failed, in what was said or in how it was closed. */
    public synchronized int bad() {
      return bad;
    }

    /** One line: "OK 240, NON-STRICT 4, INFORMATIONAL 3". */
    public synchronized String words() {
      StringBuilder words = new StringBuilder();
      behaviors.forEach(
          (behavior, count) ->
              words
                  .append(words.isEmpty() ? "" : ", ")
                  .append(behavior.word())
                  .append(' ')
                  .append(count));
      return words.isEmpty() ? "nothing was played" : words.toString();
    }
  }

  private AutobahnRun() {}
}
