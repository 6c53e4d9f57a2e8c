package dev.wspec.fuzz;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.Watchdog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plays made-up conversations for as long as it is told, and keeps what was wrong. */
public final class Campaign implements AutoCloseable {

  /** Of so many sound outcomes one is looked at in another form. */
  private static final int VARIED = 8;

  private final Player player;
  private final Corpus corpus;
  private final Pursuit pursuit = new Pursuit(() -> this.cancelled);
  private final Findings findings;
  private final Health health;
  private final Recovery recovery;
  private final Disturbance disturbance;
  private final Sameness sameness;
  private final @Nullable Growth growth;
  private final @Nullable Rush rush;
  private volatile boolean cancelled;
  private boolean met;
  private long runs;

  private Campaign(Builder builder) {
    player =
        new Player(
            builder.opponent,
            builder.patience,
            builder.watchdog,
            new CaseJudge(Requirements.load(), false));
    corpus = new Corpus(builder.corpus);
    findings = new Findings(builder.told);
    TargetProcess process = builder.process;
    health = new Health(player, process);
    recovery = new Recovery(health, pursuit, findings, process);
    disturbance = new Disturbance(builder.opponent, player, builder.watchdog);
    sameness = new Sameness(player);
    growth = process == null ? null : new Growth(player, process, builder.memory, "");
    rush =
        builder.pipelined
            ? Rush.to(builder.opponent, builder.patience, builder.watchdog, player)
            : null;
  }

  /**
   * Of these conversations.
   *
   * @param patience what one conversation may take
   */
  public static Builder with(Opponent opponent, Duration patience, Watchdog watchdog) {
    return new Builder(opponent, patience, watchdog);
  }

  /** What a campaign may have beyond an opponent. */
  public static final class Builder {
    private final Opponent opponent;
    private final Duration patience;
    private final Watchdog watchdog;
    private @Nullable Path corpus;
    private @Nullable TargetProcess process;
    private long memory = Long.MAX_VALUE;
    private boolean pipelined;
    private Consumer<Finding> told = finding -> {};

    private Builder(Opponent opponent, Duration patience, Watchdog watchdog) {
      this.opponent = opponent;
      this.patience = patience;
      this.watchdog = watchdog;
    }

    /** The folder that keeps inputs from one run to the next. */
    public Builder corpus(@Nullable Path folder) {
      corpus = folder;
      return this;
    }

    /**
     * What the server runs in.
     *
     * @param limit of its memory in octets
     */
    public Builder process(@Nullable TargetProcess running, long limit) {
      process = running;
      memory = limit;
      return this;
    }

    /** Plays many sound conversations back to back over one connection, too; to a server. */
    public Builder pipelined(boolean also) {
      pipelined = also;
      return this;
    }

    /** Is told of each finding as soon as it is one. */
    public Builder onFinding(Consumer<Finding> listener) {
      told = listener;
      return this;
    }

    public Campaign build() {
      return new Campaign(this);
    }
  }

  /**
   * Plays until the time is over, that many conversations were played, {@link #cancel} was called
   * or the target is dead. Every other conversation is one with one thing bent. What an earlier run
   * on the same corpus has played with this seed is not played again.
   */
  public void run(Duration time, long most, long seed) {
    Deadline end = Deadline.in(time);
    if (runs == 0) {
      met = health.begin(seed).opened();
      for (byte[] input : corpus.stored()) {
        if (!isOver(end)) {
          play(input, new SplittableRandom(seed));
        }
      }
      runs = corpus.played(seed);
    }
    while (!isOver(end) && runs < most) {
      SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + runs);
      if (rush != null) {
        rush.play(random.nextLong(), () -> isOver(end), this::weigh);
      }
      play(corpus.next(random, runs % 2 == 0), random);
      runs++;
      corpus.progress(seed, runs);
    }
  }

  private boolean isOver(Deadline end) {
    return cancelled || recovery.isLost() || end.passed();
  }

  private void play(byte[] input, SplittableRandom random) {
    Script script = StimulusGrammar.decode(player.role(), input);
    Outcome outcome = player.play(script, random.nextLong());
    met |= outcome.opened();
    if (outcome.isBad()) {
      weigh(outcome);
    } else {
      health.saw(outcome);
      boolean isNew = corpus.consider(input, outcome.trace());
      if (isNew || random.nextInt(VARIED) == 0) {
        vary(outcome, random);
      }
    }
    if (health.isSuspect(outcome) || outcome.judged().verdict() == Verdict.ERROR) {
      isWell(outcome);
    }
    if (!recovery.isLost() && player.role() == SubjectRole.SERVER) {
      disturbance
          .after(outcome)
          .filter(bad -> findings.isNews(bad.signature()) && isWell(bad))
          .ifPresent(bad -> findings.add(pursuit.pursue(disturbance::ask, bad, List.of())));
      if (growth != null) {
        growth.after(outcome, pursuit).ifPresent(findings::add);
      }
    }
  }

  private void weigh(Outcome outcome) {
    health.saw(outcome);
    if (!outcome.isBad()) {
      isWell(outcome);
    } else if (findings.isNews(outcome.signature()) && isWell(outcome)) {
      findings.add(pursuit.pursue(player::play, outcome, List.of()), outcome.signature());
    }
  }

  private void vary(Outcome outcome, SplittableRandom random) {
    if (!Sameness.isSettled(outcome)) {
      return;
    }
    Variation variation = Variation.values()[random.nextInt(Variation.values().length)];
    if (variation.of(outcome.script(), outcome.seed()).equals(outcome.script())) {
      return;
    }
    Oracle oracle = sameness.in(variation);
    Outcome varied = oracle.ask(outcome.script(), outcome.seed());
    if (varied.isBad() && findings.isNews(varied.signature())) {
      findings.add(pursuit.pursue(oracle, varied, List.of()), varied.signature());
    }
  }

  private boolean isWell(Outcome last) {
    boolean well = recovery.isWell(last);
    if (!well) {
      disturbance.close();
    }
    return well;
  }

  /** Plays stored conversations first, so that what still shows itself is a finding again. */
  public void resume(String conversation, long seed) {
    Outcome outcome = player.play(read(conversation), seed);
    if (outcome.isBad() && findings.isNews(outcome.signature())) {
      findings.add(pursuit.pursue(player::play, outcome, List.of("An earlier run had found it.")));
    }
  }

  /** The seed of the last run with this corpus; {@code otherwise} if there was none. */
  public static long seedOf(Path corpus, long otherwise) {
    return Corpus.lastSeed(corpus, otherwise);
  }

  /** Ends the run after the conversation that is being played. */
  public void cancel() {
    cancelled = true;
  }

  /** How many conversations were made up, in earlier runs on the same corpus too. */
  public long runs() {
    return runs;
  }

  /** Whether a connection came about at all, so that anything can be said of the target. */
  public boolean hasMet() {
    return met;
  }

  /** What was played back to back, if anything was to be. */
  public Optional<Rush> rush() {
    return Optional.ofNullable(rush);
  }

  /** How many kinds of outcomes were seen. */
  public int kinds() {
    return corpus.size();
  }

  /** Whether the target stopped taking connections, or answering them. */
  public boolean isDead() {
    return recovery.isLost();
  }

  /**
   * Conversations that ran out of time once, and never again when they were played anew: that tells
   * of a busy machine rather than of the target.
   */
  public int stalls() {
    return findings.stalls();
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /** The weightiest first. */
  public List<Finding> findings() {
    return findings.sorted();
  }

  /**
   * Reads a conversation to see whether it can be played.
   *
   * @throws Unreadable if the text is no conversation
   */
  public static void check(String conversation) throws Unreadable {
    ScriptText.read(conversation);
  }

  private static Script read(String conversation) {
    try {
      return ScriptText.read(conversation);
    } catch (Unreadable e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Plays a stored conversation once more, and asks everything that fuzzing asks.
   *
   * @throws IllegalArgumentException if the text is no conversation
   */
  public CaseOutcome replay(String conversation, long seed) {
    return new Replay(player, health, recovery, disturbance, sameness).of(read(conversation), seed);
  }

  @Override
  public void close() {
    disturbance.close();
    if (rush != null) {
      rush.close();
    }
  }
}
