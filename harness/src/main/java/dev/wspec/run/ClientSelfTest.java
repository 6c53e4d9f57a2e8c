package dev.wspec.run;

import dev.wspec.behaviour.ClientBehaviour;
import dev.wspec.conformance.Capability;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Check;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judgement;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.conformance.judge.WireInvariants;
import dev.wspec.endpoint.EchoClient;
import dev.wspec.subject.ClientSubject;
import dev.wspec.subject.Invitation;
import dev.wspec.subject.Probe;
import dev.wspec.subject.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Turns the suite upon the reference client, sound, wrong in one way or unusual in one way: it is
 * tested like any other.
 */
public final class ClientSelfTest {

  private static final long SEED = 1;

  private static final Probe ABLE =
      new Probe(Set.of(Capability.ECHO, Capability.LARGE_MESSAGES), 0, "", List.of());

  /** So many further cases show what the invariants see of a defect. */
  private static final int WITNESSES = 40;

  private final List<ConformanceCase> cases;
  private final Requirements requirements;
  private final int concurrency;
  private final Duration timeout;

  /** A question that was not answered with a pass: the id of the case, and the requirement. */
  public record Complaint(String caseId, String requirement) implements Comparable<Complaint> {
    @Override
    public int compareTo(Complaint other) {
      int byCase = caseId.compareTo(other.caseId);
      return byCase != 0 ? byCase : requirement.compareTo(other.requirement);
    }
  }

  /**
   * What a run complained about.
   *
   * @param byCase the verdicts that are worse than a pass, by case id
   * @param worsened the questions that were not answered with a pass, invariants included
   */
  public record Complaints(SortedMap<String, Verdict> byCase, SortedSet<Complaint> worsened) {
    /** Those about what a client must do. */
    public List<String> failures() {
      return byCase.entrySet().stream()
          .filter(e -> e.getValue().compareTo(Verdict.FAIL) >= 0)
          .map(e -> e.getKey())
          .toList();
    }
  }

  /**
   * @param cases those of them that are asked of a client
   * @param concurrency how many cases run at a time
   * @param timeout of each case
   */
  public ClientSelfTest(
      Collection<ConformanceCase> cases,
      Requirements requirements,
      int concurrency,
      Duration timeout) {
    this.cases = cases.stream().filter(c -> c.subjects().contains(SubjectRole.CLIENT)).toList();
    this.requirements = requirements;
    this.concurrency = concurrency;
    this.timeout = timeout;
  }

  /** Those of the requirements that bind a client. */
  public List<String> ofClients(Collection<String> ids) {
    return ids.stream()
        .filter(id -> requirements.get(id).binds().contains(SubjectRole.CLIENT))
        .toList();
  }

  /** The questions that no server is asked: those of servers stand in the other kill matrix. */
  public List<Question> questions() {
    return cases.stream()
        .filter(ClientSelfTest::isOfClientsOnly)
        .flatMap(
            each ->
                each.checks().stream()
                    .map(check -> new Question(each.id().value(), check.requirement())))
        .toList();
  }

  /** Whether a client is asked about any of these requirements at all. */
  public boolean asks(Collection<String> broken) {
    return Stream.concat(
            cases.stream().flatMap(each -> each.checks().stream()),
            WireInvariants.checks().stream())
        .anyMatch(check -> broken.contains(check.requirement()));
  }

  /** What all cases complain about in a reference client that behaves like this. */
  public Complaints about(ClientBehaviour behaviour) throws IOException {
    return about(behaviour, cases, false);
  }

  /** What those cases complain about that are about these requirements. */
  public Complaints about(ClientBehaviour behaviour, Collection<String> broken) throws IOException {
    return about(behaviour, casesOf(broken), true);
  }

  /**
   * The same, and what the cases complain about that only clients are asked: which of them can fail
   * shows only if all are tried.
   */
  public Complaints aboutAllOfClients(ClientBehaviour behaviour, Collection<String> broken)
      throws IOException {
    Set<ConformanceCase> asked = new LinkedHashSet<>(casesOf(broken));
    cases.stream().filter(ClientSelfTest::isOfClientsOnly).forEach(asked::add);
    return about(behaviour, List.copyOf(asked), true);
  }

  private static boolean isOfClientsOnly(ConformanceCase asked) {
    return asked.subjects().equals(Set.of(SubjectRole.CLIENT));
  }

  private List<ConformanceCase> casesOf(Collection<String> broken) {
    List<ConformanceCase> citing = new ArrayList<>();
    List<ConformanceCase> others = new ArrayList<>();
    boolean ofDeflate = broken.stream().anyMatch(id -> id.startsWith("7692-"));
    for (ConformanceCase each : cases) {
      boolean cites =
          each.checks().stream().anyMatch(c -> broken.contains(c.requirement()))
              || (ofDeflate && each.id().value().startsWith("deflate/context/"));
      (cites ? citing : others).add(each);
    }
    boolean invariant =
        WireInvariants.checks().stream().map(Check::requirement).anyMatch(broken::contains);
    // What shows in many connections only needs some before it.
    int step = Math.max(1, others.size() / WITNESSES);
    for (int i = 0; i < others.size() && (invariant || citing.size() < WITNESSES); i += step) {
      citing.add(0, others.get(i));
    }
    return citing;
  }

  /**
   * @param assumed whether it is taken for a client that can do everything: one that is wrong might
   *     not look like it
   */
  private Complaints about(ClientBehaviour behaviour, List<ConformanceCase> asked, boolean assumed)
      throws IOException {
    EchoClient client =
        new EchoClient(behaviour, timeout.multipliedBy(4), TestCertificates.authority());
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    SortedMap<String, Verdict> complaints = new TreeMap<>();
    SortedSet<Complaint> worsened = new TreeSet<>();
    try (ClientSubject subject =
        ClientSubject.listen(anyPort, null, new Invitation.EachCall(client::visit), timeout)) {
      if (asked.stream().anyMatch(each -> each.certificate() != null)) {
        subject.withDoors();
      }
      if (assumed) {
        subject.assume(ABLE);
      }
      RunEnd end =
          new Suite(
                  subject,
                  new CaseJudge(requirements, false),
                  new Suite.Settings(concurrency, timeout, SEED))
              .run(asked, outcome -> {});
      for (CaseOutcome outcome : end.outcomes()) {
        if (isWorse(outcome.verdict())) {
          complaints.put(outcome.id().value(), outcome.verdict());
        }
        for (Judgement judgement : outcome.judged().judgements()) {
          if (isWorse(judgement.verdict())) {
            worsened.add(new Complaint(outcome.id().value(), judgement.check().requirement()));
          }
        }
      }
      if (end.ending() == RunEnd.Ending.SUBJECT_LOST) {
        complaints.put("suite/lost", Verdict.ERROR);
      }
    }
    return new Complaints(complaints, worsened);
  }

  private static boolean isWorse(Verdict verdict) {
    return verdict.compareTo(Verdict.PASS) > 0;
  }
}
