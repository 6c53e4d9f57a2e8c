package dev.wspec.run;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.subject.Probe;
import dev.wspec.subject.Prober;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.Unreachable;
import dev.wspec.subject.UnusableSubject;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Turns the suite upon itself: the reference server, sound, wrong in one way or unusual in one way,
 * is tested like any other.
 */
public final class SelfTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final long SEED = 1;

  private final Collection<ConformanceCase> cases;
  private final Requirements requirements;
  private final int concurrency;

  /**
   * The verdicts of a run that are worse than a pass, by case id; a server that cannot even be
   * probed has one for "probe".
   */
  public record Complaints(SortedMap<String, Verdict> byCase, List<String> requirements) {
    public boolean isEmpty() {
      return byCase.isEmpty();
    }

    /** Whether some check of that requirement was worsened. */
    public boolean concern(String requirement) {
      return requirements.contains(requirement);
    }
  }

  public SelfTest(Collection<ConformanceCase> cases, Requirements requirements, int concurrency) {
    this.cases = List.copyOf(cases);
    this.requirements = requirements;
    this.concurrency = concurrency;
  }

  /** What the cases complain about when the reference server has this defect. */
  public Complaints about(Defect defect) throws IOException {
    return about(defect.behaviour());
  }

  /** What the cases complain about in a reference server that behaves like this. */
  public Complaints about(Behaviour behaviour) throws IOException {
    SortedMap<String, Verdict> complaints = new TreeMap<>();
    try (EchoServer server =
            EchoServer.builder().behaviour(behaviour).subprotocols("chat", "superchat").start();
        Watchdog watchdog = new Watchdog()) {
      ServerSubject subject = ServerSubject.at(server.uri().toString()).timeout(TIMEOUT).build();
      Probe probe = Prober.probe(subject, watchdog, SEED);
      WireSettings wire =
          new WireSettings(
              subject.dialer(),
              subject::request,
              probe.capabilities(),
              probe.greetings(),
              WireSettings.DEFAULT_BUDGET);
      RunEnd end =
          new Suite(
                  wire,
                  new CaseJudge(requirements, false),
                  new Suite.Settings(concurrency, TIMEOUT, SEED))
              .run(cases, outcome -> {});
      for (CaseOutcome outcome : end.outcomes()) {
        if (outcome.verdict().compareTo(Verdict.PASS) > 0) {
          complaints.put(outcome.id().value(), outcome.verdict());
        }
      }
      if (end.ending() == RunEnd.Ending.SUBJECT_LOST) {
        complaints.put("suite/lost", Verdict.ERROR);
      }
      return new Complaints(complaints, worsened(end.outcomes()));
    } catch (Unreachable e) {
      complaints.put("suite/probe", Verdict.ERROR);
      return new Complaints(complaints, List.of());
    } catch (UnusableSubject e) {
      throw new IllegalStateException("our own address is unusable", e);
    }
  }

  private static List<String> worsened(List<CaseOutcome> outcomes) {
    return outcomes.stream()
        .flatMap(o -> o.judged().judgements().stream())
        .filter(j -> j.verdict().compareTo(Verdict.PASS) > 0)
        .map(j -> j.check().requirement())
        .distinct()
        .sorted()
        .toList();
  }
}
