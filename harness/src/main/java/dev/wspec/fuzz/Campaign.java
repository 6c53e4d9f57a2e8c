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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plays made-up conversations for as long as it is told, and keeps what was wrong. */
public final class Campaign implements AutoCloseable {

  /** Of so many sound outcomes one is looked at in another form. */
  private static final int VARIED = 8;

  /** How often something flaky is looked into. */
  private static final int LOOKS = 3;

  private final Player player;
  private final Corpus corpus;
  private final Pursuit pursuit = new Pursuit(() -> this.cancelled);
  private final Health health;
  private final Disturbance disturbance;
  private final Sameness sameness;
  private final @Nullable TargetProcess process;
  private final @Nullable Growth growth;
  private final Consumer<Finding> told;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final Map<String, Integer> looks = new HashMap<>();
  private volatile boolean cancelled;
  private long runs;
  private boolean dead;
  private boolean leaks;

  private Campaign(Builder builder) {
    player =
        new Player(
            builder.opponent,
            builder.patience,
            builder.watchdog,
            new CaseJudge(Requirements.load(), false));
    corpus = new Corpus(builder.corpus);
    process = builder.process;
    health = new Health(player, process);
    disturbance = new Disturbance(builder.opponent, player, builder.watchdog);
    sameness = new Sameness(player);
    growth = process == null ? null : new Growth(player, process, builder.memory);
    told = builder.told;
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
   * or the target is dead. What an earlier run on the same corpus has played with this seed is not
   * played again.
   */
  public void run(Duration time, long most, long seed) {
    Deadline end = Deadline.in(time);
    if (runs == 0) {
      health.begin(seed);
      for (byte[] input : corpus.stored()) {
        if (!isOver(end)) {
          play(input, new SplittableRandom(seed));
        }
      }
      runs = corpus.played(seed);
    }
    while (!isOver(end) && runs < most) {
      SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + runs);
      play(corpus.next(random), random);
      runs++;
      corpus.progress(seed, runs);
    }
  }

  private boolean isOver(Deadline end) {
    return cancelled || dead || end.passed();
  }

  private void play(byte[] input, SplittableRandom random) {
    Script script = StimulusGrammar.decode(player.role(), input);
    Outcome outcome = player.play(script, random.nextLong());
    health.saw(outcome);
    if (outcome.isBad()) {
      if (isNews(outcome.signature()) && isWell(outcome)) {
        found(pursuit.pursue(player::play, outcome, List.of()));
      }
    } else {
      boolean isNew = corpus.consider(input, outcome.trace());
      if (isNew || random.nextInt(VARIED) == 0) {
        vary(outcome, random);
      }
    }
    if (health.isSuspect(outcome) || outcome.judged().verdict() == Verdict.ERROR) {
      isWell(outcome);
    }
    if (!dead && player.role() == SubjectRole.SERVER) {
      disturbance
          .after(outcome)
          .filter(bad -> isNews(bad.signature()) && isWell(bad))
          .ifPresent(bad -> found(pursuit.pursue(disturbance::ask, bad, List.of())));
      grow(outcome);
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
    if (varied.isBad() && isNews(varied.signature())) {
      found(pursuit.pursue(oracle, varied, List.of()));
    }
  }

  /** Whether the target still does what it did; if not, that is a finding. */
  private boolean isWell(Outcome last) {
    Ailment ailment = health.ailment(last.seed());
    if (ailment == null) {
      return true;
    }
    Outcome suspect = health.latest().isEmpty() ? last : health.latest().get(0);
    Outcome shown = health.shown(ailment, suspect);
    disturbance.close();
    if (process == null || !process.restart()) {
      dead = true;
      found(
          new Finding(
              shown, false, List.of("It was seen once: there is no target left to ask again.")));
    } else if (isNews(shown.signature())) {
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
    found(
        culprit.isPresent()
            ? pursuit.pursue(oracle, culprit.get(), List.of())
            : new Finding(shown, true, List.of("None of the last conversations does it alone.")));
    dead = !started.isAlive() && !started.restart();
  }

  private void grow(Outcome outcome) {
    if (growth == null || process == null || leaks || !growth.isTooMuch(outcome)) {
      return;
    }
    leaks = true;
    String observed = growth.observed();
    Outcome worst = growth.worst(outcome);
    Outcome again = growth.ask(worst.script(), worst.seed());
    found(
        again.isBad()
            ? pursuit.pursue(growth::ask, again, List.of())
            : new Finding(
                Ailment.LEAK.seenIn(worst, observed),
                true,
                List.of("No conversation was found that costs memory each time.")));
  }

  /** What was flaky is worth another look, but not for ever. */
  private boolean isNews(String signature) {
    Finding known = findings.get(signature);
    return known == null
        || (known.outcome().flaky() && looks.merge(signature, 1, Integer::sum) < LOOKS);
  }

  private void found(Finding finding) {
    Finding known = findings.get(finding.signature());
    if (known == null || (known.outcome().flaky() && !finding.outcome().flaky())) {
      findings.put(finding.signature(), finding);
      told.accept(finding);
    }
  }

  /** Plays stored conversations first, so that what still shows itself is a finding again. */
  public void resume(String conversation, long seed) {
    Outcome outcome = player.play(read(conversation), seed);
    if (outcome.isBad() && isNews(outcome.signature())) {
      found(pursuit.pursue(player::play, outcome, List.of("An earlier run had found it.")));
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

  /** How many kinds of outcomes were seen. */
  public int kinds() {
    return corpus.size();
  }

  /** Whether the target stopped taking connections, or answering them. */
  public boolean isDead() {
    return dead;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /** The weightiest first. */
  public List<Finding> findings() {
    List<Finding> sorted = new ArrayList<>(findings.values());
    sorted.sort(Finding.BY_WEIGHT);
    return sorted;
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
    Script script = read(conversation);
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
    Outcome first = null;
    for (Oracle oracle : oracles) {
      Outcome outcome = oracle.ask(script, seed);
      first = first == null ? outcome : first;
      Ailment ailment = health.isSuspect(outcome) ? health.ailment(seed) : null;
      if (ailment != null) {
        Outcome shown = health.shown(ailment, first);
        dead = process == null || !process.restart();
        return shown.judged();
      }
      if (outcome.isBad()) {
        return outcome.judged();
      }
    }
    return Objects.requireNonNull(first).judged();
  }

  @Override
  public void close() {
    disturbance.close();
  }
}
