package dev.wspec.fuzz;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.wire.Contact;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Conversations in a hurry: sound ones back to back over one connection, others each on one of its
 * own. What does not come out as it usually does is played again with care, and judged.
 */
public final class Rush implements AutoCloseable {

  /** Batches on one connection. */
  private static final int BATCHES = 64;

  /** Conversations on connections of their own. */
  private static final int DASHES = 64;

  private static final int INPUT = 64;

  private final Pipeline pipeline;
  private final @Nullable Dash dash;
  private final Player player;
  private int slips;
  private long dashed;
  private long nanos;

  /**
   * @param dash null if the opponent does not echo
   */
  Rush(Pipeline pipeline, @Nullable Dash dash, Player player) {
    this.pipeline = pipeline;
    this.dash = dash;
    this.player = player;
  }

  static Rush to(Opponent opponent, Duration patience, Watchdog watchdog, Player player) {
    WireSettings settings = opponent.meet().settings();
    boolean echoes = settings.capabilities().contains(Capability.ECHO) && settings.greetings() == 0;
    return new Rush(
        new Pipeline(opponent, patience, watchdog),
        echoes && settings.contact() instanceof Contact.Dialing contact
            ? new Dash(contact, patience, watchdog)
            : null,
        player);
  }

  /**
   * Plays for a while.
   *
   * @param doubted gets what did not come out as usual, as it came out when it was played again
   * @param over whether it is to be left at what was played
   */
  void play(long seed, BooleanSupplier over, Consumer<Outcome> doubted) {
    Optional<Script> suspects = pipeline.play(BATCHES, seed, over);
    if (suspects.isPresent()) {
      Outcome again = player.play(suspects.get(), seed);
      slips += again.isBad() ? 0 : 1;
      doubted.accept(again);
    }
    if (dash != null) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int left = DASHES; left > 0 && !over.getAsBoolean(); left--) {
        dash(dash, random, doubted);
      }
    }
  }

  private void dash(Dash with, SplittableRandom random, Consumer<Outcome> doubted) {
    byte[] input = new byte[INPUT];
    random.nextBytes(input);
    Script script = StimulusGrammar.decode(SubjectRole.SERVER, input);
    byte[] octets = Dash.octets(script, random);
    if (octets.length == 0) {
      return;
    }
    long start = System.nanoTime();
    boolean usual = with.isUsual(octets);
    nanos += System.nanoTime() - start;
    dashed++;
    if (!usual) {
      doubted.accept(player.play(script, random.nextLong()));
    }
  }

  /** How many conversations were played back to back. */
  public long conversations() {
    return pipeline.conversations();
  }

  /** How many of these in a second. */
  public double rate() {
    return pipeline.rate();
  }

  /** How many conversations were played in one write each. */
  public long dashed() {
    return dashed;
  }

  /** How many of these in a second. */
  public double dashRate() {
    return nanos == 0 ? 0 : dashed * 1e9 / nanos;
  }

  /** How often something went wrong back to back, and not when the same was played again. */
  public int slips() {
    return slips;
  }

  @Override
  public void close() {
    if (dash != null) {
      dash.close();
    }
  }
}
