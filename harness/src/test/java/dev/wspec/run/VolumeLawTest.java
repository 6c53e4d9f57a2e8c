package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Effort;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.subject.Probe;
import dev.wspec.subject.ServerSubject;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The laws for the cases that take much. */
@Tag("slow")
class VolumeLawTest {

  private static final Requirements REQUIREMENTS = Requirements.load();
  private static final List<ConformanceCase> CASES =
      Catalogue.load().optIn().stream()
          .filter(each -> each.subjects().contains(SubjectRole.SERVER))
          .toList();

  @Test
  void theReferenceServerPassesEveryCase() throws Exception {
    assertThat(about(CASES, Behaviour.CONFORMING).byCase()).isEmpty();
  }

  /** The prober would not take this server for one that echoes. */
  @Test
  void everyCaseOfManyMessagesCanFail() throws Exception {
    Probe able = new Probe(EnumSet.allOf(Capability.class), 0, "", List.of());
    try (EchoServer server =
        EchoServer.builder().behaviour(Defect.TYPE_SWAPPED.behaviour()).start()) {
      Suite suite =
          new Suite(
              ServerSubject.at(server.uri().toString()).build().probed(able),
              new CaseJudge(REQUIREMENTS, false),
              new Suite.Settings(8, Duration.ofSeconds(5), 1));
      RunEnd end = suite.run(of(Effort.MUCH), outcome -> {});
      assertThat(end.outcomes()).hasSameSizeAs(of(Effort.MUCH));
      assertThat(end.outcomes()).allMatch(outcome -> outcome.verdict() == Verdict.FAIL);
    }
  }

  @Test
  void everyCaseOfHugeMessagesCanFail() throws Exception {
    Set<String> noticing = new TreeSet<>();
    for (Defect defect :
        List.of(
            Defect.MASK_OFF_BY_ONE_FROM_BYTE_1000,
            Defect.MIDDLE_FRAGMENTS_LOST,
            Defect.OVERSIZE_IS_PROTOCOL_ERROR)) {
      noticing.addAll(about(of(Effort.HUGE), defect.behaviour()).failures());
    }
    assertThat(noticing).containsAll(ids(of(Effort.HUGE)));
  }

  private static List<ConformanceCase> of(Effort effort) {
    return CASES.stream().filter(each -> each.effort() == effort).toList();
  }

  private static List<String> ids(Collection<ConformanceCase> cases) {
    return cases.stream().map(each -> each.id().value()).toList();
  }

  private static SelfTest.Complaints about(Collection<ConformanceCase> cases, Behaviour behaviour)
      throws Exception {
    return new SelfTest(cases, REQUIREMENTS, 8, Duration.ofSeconds(20)).about(behaviour);
  }
}
