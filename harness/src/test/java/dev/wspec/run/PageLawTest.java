package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.PageBehaviour;
import dev.wspec.behaviour.PageDefect;
import dev.wspec.conformance.Capability;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Check;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judgement;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.endpoint.PageClient;
import dev.wspec.subject.ClientSubject;
import dev.wspec.subject.Invitation;
import dev.wspec.subject.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws for browsers, with a page of our own that stands for one. */
@Tag("slow")
class PageLawTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final List<ConformanceCase> CASES =
      Catalogue.load().all().stream().filter(c -> c.needs().contains(Capability.BROWSER)).toList();

  private static List<CaseOutcome> play(PageBehaviour behaviour, List<ConformanceCase> cases)
      throws IOException {
    PageClient page = new PageClient(behaviour, TIMEOUT);
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ClientSubject subject =
        ClientSubject.listen(anyPort, null, new Invitation.EachCall(page::visit), TIMEOUT)) {
      subject.assume(new Probe(Set.of(Capability.LARGE_MESSAGES), 0, "", List.of()));
      return new Suite(
              subject, new CaseJudge(Requirements.load(), false), new Suite.Settings(8, TIMEOUT, 1))
          .run(cases, outcome -> {})
          .outcomes();
    }
  }

  /** Each question that was not answered with a pass: the case and the requirement. */
  private static Stream<String> complaints(List<CaseOutcome> outcomes) {
    return outcomes.stream()
        .flatMap(
            outcome ->
                outcome.judged().judgements().stream()
                    .filter(judgement -> judgement.verdict().compareTo(Verdict.PASS) > 0)
                    .map(Judgement::check)
                    .map(check -> question(outcome.conformanceCase(), check)));
  }

  private static String question(ConformanceCase asked, Check check) {
    return asked.id() + " " + check.requirement();
  }

  private static List<ConformanceCase> about(PageDefect defect) {
    return CASES.stream()
        .filter(
            c ->
                c.checks().stream()
                    .anyMatch(check -> defect.requirements().contains(check.requirement())))
        .toList();
  }

  @Test
  void thePageThatKeepsToTheStandardPassesEveryCase() throws IOException {
    assertThat(play(PageBehaviour.CONFORMING, CASES))
        .hasSize(CASES.size())
        .allSatisfy(
            outcome ->
                assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.PASS));
  }

  @ParameterizedTest
  @EnumSource
  void everyDefectIsNoticedByAQuestionAboutEachThingThatItBreaks(PageDefect defect)
      throws IOException {
    Set<String> noticed =
        complaints(play(defect.behaviour(), about(defect)))
            .map(question -> question.split(" ")[1])
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(noticed).containsAll(defect.requirements());
  }

  @Test
  void everyQuestionNoticesSomeDefect() throws IOException {
    Set<String> blind = new TreeSet<>();
    CASES.forEach(c -> c.checks().forEach(check -> blind.add(question(c, check))));
    for (PageDefect defect : PageDefect.values()) {
      complaints(play(defect.behaviour(), about(defect))).forEach(blind::remove);
    }
    assertThat(blind).isEmpty();
  }
}
