package dev.wspec.fuzz;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.protocol.Role;
import dev.wspec.subject.Meeting;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.Pipe;
import dev.wspec.wire.TcpWire;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Plays sound conversations to a server back to back over one connection, as fast as it answers
 * them.
 */
final class Pipeline {

  /** Batches that are on their way at a time. */
  static final int AHEAD = 3;

  /** Batches that are kept; more than those on their way, which must stay as they are. */
  private static final int POOL = 31;

  /** Of so many batches one is new. */
  private static final int RENEWED = 32;

  /** How long one connection may live, and how much may come over it, in octets. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static final long BUDGET = 1L << 30;

  private final Opponent opponent;
  private final Duration patience;
  private final Watchdog watchdog;
  private final List<Batch> pool = new ArrayList<>();
  private final Repertoire repertoire;
  private SplittableRandom random = new SplittableRandom(1);
  private int turn;
  private long conversations;
  private long frames;
  private long nanos;

  /**
   * @param patience how long nothing may come while something is awaited
   */
  Pipeline(Opponent opponent, Duration patience, Watchdog watchdog) {
    this.opponent = opponent;
    this.patience = patience;
    this.watchdog = watchdog;
    repertoire = new Repertoire(random);
  }

  /**
   * Plays so many batches over one connection.
   *
   * @param over whether it is to be left at what was played
   * @return what was not answered as it should be, as one conversation; empty if all was
   */
  Optional<Script> play(int batches, long seed, BooleanSupplier over) {
    try (Meeting meeting = opponent.meet()) {
      WireSettings settings = meeting.settings();
      TranscriptRecorder recorder =
          new TranscriptRecorder(opponent.role(), settings.capabilities(), System::nanoTime);
      TcpWire wire = new TcpWire(settings, recorder, Deadline.in(patience), watchdog, seed);
      try {
        if (wire.open()) {
          wire.fence();
        }
        boolean echoes = settings.capabilities().contains(Capability.ECHO);
        return wire.pipe(Deadline.in(LONGEST), BUDGET)
            .flatMap(pipe -> play(pipe, new Answers(echoes), batches, seed, over));
      } finally {
        wire.hangUp();
      }
    }
  }

  private Optional<Script> play(
      Pipe pipe, Answers answers, int batches, long seed, BooleanSupplier over) {
    random = new SplittableRandom(seed);
    long start = System.nanoTime();
    boolean sound = true;
    int left = batches;
    while (sound && (left > 0 || !answers.awaited().isEmpty())) {
      while (left > 0 && answers.awaited().size() < AHEAD) {
        Batch batch = next();
        pipe.write(batch.octets());
        answers.await(batch);
        conversations += batch.conversations();
        frames += batch.frames();
        left = over.getAsBoolean() ? 0 : left - 1;
      }
      int count = pipe.read(patience.toMillis());
      sound = count > 0 && answers.take(pipe.buffer(), count);
      byte[] owed = answers.owed();
      if (owed.length > 0) {
        pipe.write(owed);
      }
    }
    nanos += System.nanoTime() - start;
    return sound ? Optional.empty() : Optional.of(script(answers.awaited()));
  }

  /** Now and then one that is new, else one that was sent before, with some things changed. */
  private Batch next() {
    int place = turn++ % POOL;
    if (pool.size() <= place) {
      pool.add(Batch.of(repertoire, random));
    } else if (turn % RENEWED == 0) {
      repertoire.renew();
      pool.set(place, Batch.of(repertoire, random));
    }
    Batch batch = pool.get(place);
    batch.vary(random);
    return batch;
  }

  /** Batches as one conversation. */
  static Script script(Collection<Batch> batches) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    batches.forEach(batch -> octets.writeBytes(batch.octets()));
    List<Item> items = new FrameReader(octets.toByteArray(), Role.CLIENT).items();
    return Script.NOTHING.steps(List.of(new Step.Write(Segmentation.whole(), items)));
  }

  /** How many conversations were played. */
  long conversations() {
    return conversations;
  }

  /** Conversations in a second. */
  double rate() {
    return nanos == 0 ? 0 : conversations * 1e9 / nanos;
  }

  /** How many frames that were. */
  long frames() {
    return frames;
  }
}
