package dev.wspec.run;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judgement;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.subject.Probe;
import dev.wspec.subject.Prober;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.Unreachable;
import dev.wspec.subject.UnusableSubject;
import dev.wspec.wire.Watchdog;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns the suite upon itself: the reference server, sound, wrong in one way or unusual in one way,
 * is tested like any other.
 */
public final class SelfTest {

  /** Stands for what went wrong before or between the cases. */
  private static final String NO_CASE = "suite/";

  private static final long SEED = 1;

  private final List<ConformanceCase> cases;
  private final Requirements requirements;
  private final int concurrency;
  private final Duration timeout;

  /**
   * What a run complained about.
   *
   * @param byCase the verdicts that are worse than a pass, by case id; a server that could not be
   *     probed, or died, has one that starts with "suite/"
   * @param worsened the questions that were not answered with a pass, invariants included
   */
  public record Complaints(SortedMap<String, Verdict> byCase, SortedSet<Question> worsened) {
    public boolean isEmpty() {
      return byCase.isEmpty();
    }

    /** The complaints that count against a server: those about what it must do. */
    public List<String> failures() {
      return byCase.entrySet().stream()
          .filter(e -> e.getValue().compareTo(Verdict.FAIL) >= 0)
          .map(e -> e.getKey())
          .toList();
    }
  }

  /**
   * @param cases those of them that are asked of a server
   * @param concurrency how many cases run at a time
   * @param timeout of each case
   */
  public SelfTest(
      Collection<ConformanceCase> cases,
      Requirements requirements,
      int concurrency,
      Duration timeout) {
    this.cases = cases.stream().filter(c -> c.subjects().contains(SubjectRole.SERVER)).toList();
    this.requirements = requirements;
    this.concurrency = concurrency;
    this.timeout = timeout;
  }

  /** What the cases complain about in a reference server that behaves like this. */
  public Complaints about(Behaviour behaviour) throws IOException {
    SortedMap<String, Verdict> complaints = new TreeMap<>();
    SortedSet<Question> worsened = new TreeSet<>();
    try (EchoServer server =
            EchoServer.builder().behaviour(behaviour).subprotocols("chat", "superchat").start();
        Watchdog watchdog = new Watchdog()) {
      RunEnd end = run(server, watchdog);
      for (CaseOutcome outcome : end.outcomes()) {
        if (isWorse(outcome.verdict())) {
          complaints.put(outcome.id().value(), outcome.verdict());
        }
        for (Judgement judgement : outcome.judged().judgements()) {
          if (isWorse(judgement.verdict())) {
            worsened.add(Question.of(outcome.conformanceCase(), judgement));
          }
        }
      }
      if (end.ending() == RunEnd.Ending.SUBJECT_LOST) {
        complaints.put(NO_CASE + "lost", Verdict.ERROR);
      }
    } catch (Unreachable e) {
      complaints.put(NO_CASE + "probe", Verdict.ERROR);
    } catch (UnusableSubject e) {
      throw new IllegalStateException("our own address is unusable", e);
    }
    return new Complaints(complaints, worsened);
  }

  private RunEnd run(EchoServer server, Watchdog watchdog) throws Unreachable, UnusableSubject {
    ServerSubject subject = ServerSubject.at(server.uri().toString()).timeout(timeout).build();
    Probe probe = Prober.probe(subject, watchdog, SEED);
    return new Suite(
            subject.probed(probe),
            new CaseJudge(requirements, false),
            new Suite.Settings(concurrency, timeout, SEED))
        .run(cases, outcome -> {});
  }

  private static boolean isWorse(Verdict verdict) {
    return verdict.compareTo(Verdict.PASS) > 0;
  }
}
