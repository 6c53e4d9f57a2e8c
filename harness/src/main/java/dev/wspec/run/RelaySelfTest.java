package dev.wspec.run;

import dev.wspec.behaviour.RelayBehaviour;
import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judgement;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.endpoint.ReverseProxy;
import dev.wspec.run.ClientSelfTest.Complaint;
import dev.wspec.run.ClientSelfTest.Complaints;
import dev.wspec.subject.IntermediarySubject;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.UnusableSubject;
import dev.wspec.wire.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Turns the suite upon the reference intermediary, sound, wrong in one way or unusual in one way:
 * it is tested like any other.
 */
public final class RelaySelfTest {

  private static final long SEED = 1;

  private final List<ConformanceCase> cases;
  private final Requirements requirements;
  private final Duration timeout;

  /**
   * @param cases those of them that are asked of an intermediary
   * @param timeout of each case
   */
  public RelaySelfTest(
      Collection<ConformanceCase> cases, Requirements requirements, Duration timeout) {
    this.cases =
        cases.stream().filter(c -> c.subjects().contains(SubjectRole.INTERMEDIARY)).toList();
    this.requirements = requirements;
    this.timeout = timeout;
  }

  /** Every question that these cases ask. */
  public SortedSet<Complaint> questions() {
    SortedSet<Complaint> questions = new TreeSet<>();
    for (ConformanceCase each : cases) {
      each.checks().forEach(c -> questions.add(new Complaint(each.id().value(), c.requirement())));
    }
    return questions;
  }

  /** What all cases complain about in a reference intermediary that behaves like this. */
  public Complaints about(RelayBehaviour behaviour) throws IOException {
    return about(behaviour, cases);
  }

  /** What those cases complain about that are about this requirement. */
  public Complaints about(RelayBehaviour behaviour, String requirement) throws IOException {
    return about(behaviour, citing(requirement));
  }

  /** What this case alone complains about. */
  SortedSet<Complaint> about(RelayBehaviour behaviour, CaseId id) throws IOException {
    return about(behaviour, cases.stream().filter(c -> c.id().equals(id)).toList()).worsened();
  }

  private List<ConformanceCase> citing(String requirement) {
    return cases.stream()
        .filter(c -> c.checks().stream().anyMatch(k -> k.requirement().equals(requirement)))
        .toList();
  }

  /** Whether any case complains about this requirement: the first that does ends it. */
  public boolean notices(RelayBehaviour behaviour, String requirement) throws IOException {
    for (ConformanceCase each : citing(requirement)) {
      boolean noticed =
          about(behaviour, List.of(each)).worsened().stream()
              .anyMatch(complaint -> complaint.requirement().equals(requirement));
      if (noticed) {
        return true;
      }
    }
    return false;
  }

  private Complaints about(RelayBehaviour behaviour, List<ConformanceCase> asked)
      throws IOException {
    SortedMap<String, Verdict> byCase = new TreeMap<>();
    SortedSet<Complaint> worsened = new TreeSet<>();
    try (Watchdog watchdog = new Watchdog()) {
      for (ConformanceCase each : asked) {
        // Of its own: one that ends all tunnels may come to it when the next case is under way.
        try (Around around = new Around(behaviour)) {
          CasePlayer player =
              new CasePlayer(
                  around.subject, new CaseJudge(requirements, false), timeout, SEED, watchdog);
          var judged = player.play(each).outcome().judged();
          if (judged.verdict().compareTo(Verdict.PASS) > 0) {
            byCase.put(each.id().value(), judged.verdict());
          }
          for (Judgement judgement : judged.judgements()) {
            if (judgement.verdict().compareTo(Verdict.PASS) > 0) {
              worsened.add(new Complaint(each.id().value(), judgement.check().requirement()));
            }
          }
        }
      }
    }
    return new Complaints(byCase, worsened);
  }

  /** Our ends around a reference intermediary: each has to know where the other listens. */
  private static final class Around implements AutoCloseable {
    private final AtomicReference<InetSocketAddress> origin = new AtomicReference<>();
    private final ReverseProxy proxy;
    private final IntermediarySubject subject;

    Around(RelayBehaviour behaviour) throws IOException {
      proxy = ReverseProxy.start(0, origin::get, behaviour);
      try {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        subject =
            IntermediarySubject.between(
                ServerSubject.at(proxy.uri().toString()).build(),
                new InetSocketAddress(loopback, 0));
        origin.set(new InetSocketAddress(loopback, subject.originPort()));
      } catch (UnusableSubject e) {
        throw new IllegalStateException("our own address is unusable", e);
      }
    }

    @Override
    public void close() throws IOException {
      subject.close();
      proxy.close();
    }
  }
}
