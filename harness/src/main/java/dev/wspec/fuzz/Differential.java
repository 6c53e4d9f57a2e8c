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
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays each conversation to several servers and keeps those on which they disagree: on what
 * becomes of it, not on what the RFCs leave to each.
 */
public final class Differential {
  private final List<Peer> peers = new ArrayList<>();
  private final Corpus corpus = new Corpus(null);
  private final Pursuit pursuit = new Pursuit(() -> this.cancelled);
  private final Findings findings;
  private volatile boolean cancelled;
  private boolean lost;
  private long runs;

  /**
   * A server.
   *
   * @param name that disagreements are told with
   * @param process what it runs in, if that is known
   * @param memory octets beyond which it is looked for what fills its memory
   */
  public record Server(
      String name, Opponent opponent, @Nullable TargetProcess process, long memory) {}

  /**
   * @param patience what one conversation may take
   * @param told of each finding as soon as it is one
   */
  public Differential(
      List<Server> servers, Duration patience, Watchdog watchdog, Consumer<Finding> told) {
    CaseJudge judge = new CaseJudge(Requirements.load(), false);
    for (Server server : servers) {
      Player player = new Player(server.opponent(), patience, watchdog, judge);
      peers.add(new Peer(server, peers.size() + 1, player));
    }
    findings = new Findings(told);
  }

  /** Plays until the time is over, so many were played, or {@link #cancel} was called. */
  public void run(Duration time, long most, long seed) {
    Deadline end = Deadline.in(time);
    if (runs == 0) {
      peers.forEach(peer -> peer.begin(seed));
    }
    while (!cancelled && !lost && !end.passed() && runs < most) {
      SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + runs);
      byte[] input = corpus.next(random, runs % 2 == 0);
      Script script = StimulusGrammar.decode(SubjectRole.SERVER, input);
      List<Outcome> outcomes = play(script, random.nextLong());
      runs++;
      look(outcomes);
      if (!lost) {
        compare(input, outcomes);
      }
    }
  }

  private List<Outcome> play(Script script, long seed) {
    return peers.stream().map(peer -> peer.play(script, seed)).toList();
  }

  private void look(List<Outcome> outcomes) {
    for (int i = 0; i < peers.size(); i++) {
      Peer peer = peers.get(i);
      Optional<Finding> ailment = peer.ailment(outcomes.get(i));
      lost |= ailment.isPresent();
      ailment.ifPresent(findings::add);
      if (!lost) {
        peer.growth(outcomes.get(i), pursuit).ifPresent(findings::add);
      }
    }
  }

  private void compare(byte[] input, List<Outcome> outcomes) {
    Outcome outcome = compared(outcomes);
    if (!outcome.isBad()) {
      corpus.consider(input, outcome.trace());
    } else if (findings.isNews(outcome.signature())) {
      Oracle oracle = (script, seed) -> compared(play(script, seed));
      findings.add(pursuit.pursue(oracle, outcome, List.of()), outcome.signature());
    }
  }

  /**
   * Two disagree if one breaks a rule where another keeps to it. Where all do what they may, or all
   * are wrong, they do not.
   */
  private Outcome compared(List<Outcome> outcomes) {
    Outcome first = outcomes.get(0);
    Outcome wrong = outcomes.stream().filter(Outcome::isBad).findFirst().orElse(null);
    boolean agree =
        outcomes.stream().map(Differential::sense).distinct().count() == 1
            || outcomes.stream().allMatch(Outcome::isBad);
    if (wrong == null || agree) {
      StringBuilder traces = new StringBuilder();
      outcomes.forEach(each -> traces.append(each.trace()).append('\n'));
      return new Outcome(
          first.script(),
          first.seed(),
          first.judged(),
          first.transcript(),
          "",
          traces.toString(),
          first.capture());
    }
    StringBuilder who = new StringBuilder();
    StringBuilder observed = new StringBuilder();
    for (int i = 0; i < outcomes.size(); i++) {
      who.append(outcomes.get(i).isBad() ? 'x' : 'o');
      observed.append(peers.get(i).name()).append(' ').append(told(outcomes.get(i))).append(". ");
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
    return findings.sorted();
  }
}
