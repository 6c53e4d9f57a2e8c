package dev.wspec.fuzz;

import dev.wspec.conformance.Check;
import dev.wspec.conformance.Judgement;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.Watchdog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Plays each conversation to several servers and keeps those on which they disagree: on what
 * becomes of it, not on what the RFCs leave to each.
 */
public final class Differential {
  private final List<String> names = new ArrayList<>();
  private final List<Player> players = new ArrayList<>();
  private final Corpus corpus = new Corpus(null);
  private final Pursuit pursuit = new Pursuit(() -> this.cancelled);
  private final Consumer<Finding> told;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private volatile boolean cancelled;
  private boolean lost;
  private long runs;

  /**
   * @param servers by the names that disagreements are told with
   * @param patience what one conversation may take
   * @param told of each finding as soon as it is one
   */
  public Differential(
      Map<String, Opponent> servers, Duration patience, Watchdog watchdog, Consumer<Finding> told) {
    CaseJudge judge = new CaseJudge(Requirements.load(), false);
    servers.forEach(
        (name, opponent) -> {
          names.add(name);
          players.add(new Player(opponent, patience, watchdog, judge));
        });
    this.told = told;
  }

  /** Plays until the time is over, so many were played, or {@link #cancel} was called. */
  public void run(Duration time, long most, long seed) {
    Deadline end = Deadline.in(time);
    while (!cancelled && !lost && !end.passed() && runs < most) {
      SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + runs++);
      byte[] input = corpus.next(random);
      Script script = StimulusGrammar.decode(SubjectRole.SERVER, input);
      Outcome outcome = ask(script, random.nextLong());
      if (!outcome.isBad()) {
        corpus.consider(input, outcome.trace());
      } else if (!findings.containsKey(outcome.signature())) {
        Finding finding = pursuit.pursue(this::ask, outcome, List.of());
        findings.put(finding.signature(), finding);
        told.accept(finding);
      }
      lost = !outcome.wasAnswered() && !allAnswer(outcome.seed());
    }
  }

  private boolean allAnswer(long seed) {
    return players.stream()
        .allMatch(
            player ->
                player.play(Script.NOTHING, seed).opened()
                    || player.play(Script.NOTHING, seed + 1).opened());
  }

  /**
   * Two disagree if one breaks a rule where another keeps to it. Where all do what they may, or all
   * are wrong, they do not.
   */
  private Outcome ask(Script script, long seed) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Player player : players) {
      outcomes.add(player.play(script, seed));
    }
    Outcome first = outcomes.get(0);
    Outcome wrong = outcomes.stream().filter(Outcome::isBad).findFirst().orElse(null);
    boolean agree =
        outcomes.stream().map(Differential::sense).distinct().count() == 1
            || outcomes.stream().allMatch(Outcome::isBad);
    if (wrong == null || agree) {
      StringBuilder traces = new StringBuilder();
      outcomes.forEach(each -> traces.append(each.trace()).append('\n'));
      return new Outcome(
          script, seed, first.judged(), first.transcript(), "", traces.toString(), first.capture());
    }
    StringBuilder who = new StringBuilder();
    StringBuilder observed = new StringBuilder();
    for (int i = 0; i < outcomes.size(); i++) {
      who.append(outcomes.get(i).isBad() ? 'x' : 'o');
      observed.append(names.get(i)).append(' ').append(told(outcomes.get(i))).append(". ");
    }
    return new Ailment(
            "disagreement-" + who + "-" + wrong.signature(),
            requirement(wrong),
            "Servers agree on what becomes of it")
        .seenIn(wrong, observed.toString().strip());
  }

  private static String sense(Outcome outcome) {
    return outcome.isBad() + Trace.outcomeClass(outcome.transcript().main());
  }

  private static String told(Outcome outcome) {
    String sense = Trace.outcomeClass(outcome.transcript().main());
    String brief = sense.length() > 120 ? sense.substring(0, 120) + " …" : sense;
    return brief + (outcome.isBad() ? " (against " + requirement(outcome) + ")" : " (as it may)");
  }

  private static String requirement(Outcome outcome) {
    return outcome.judged().judged().judgements().stream()
        .filter(j -> j.verdict() == Verdict.FAIL)
        .map(Judgement::check)
        .map(Check::requirement)
        .findFirst()
        .orElse("");
  }

  public void cancel() {
    cancelled = true;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /** Whether one of the servers does not take connections any more. */
  public boolean isLost() {
    return lost;
  }

  /** How many conversations were made up. */
  public long runs() {
    return runs;
  }

  /** The weightiest first. */
  public List<Finding> findings() {
    return findings.values().stream().sorted(Finding.BY_WEIGHT).toList();
  }
}
