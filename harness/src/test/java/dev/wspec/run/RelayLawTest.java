package dev.wspec.run;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.RelayBehaviour;
import dev.wspec.behaviour.RelayDefect;
import dev.wspec.behaviour.RelayLiberty;
import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import dev.wspec.run.ClientSelfTest.Complaint;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws for intermediaries: a sound one passes, a wrong one is noticed in what it breaks. */
class RelayLawTest {

  private static final String REWRITE =
      "rewrite it: ./wspec selftest --role intermediary --law defects --profile full --kill-matrix"
          + " harness/src/main/resources/dev/wspec/intermediary-kill-matrix.tsv";

  private static final List<ConformanceCase> USUAL = Catalogue.load().usual();

  private static final List<ConformanceCase> MUCH = Catalogue.load().optIn();

  /** Cases that take much are given a multiple of it. */
  private static final Duration WAITED = Duration.ofMillis(500);

  private static RelaySelfTest selfTest(List<ConformanceCase> cases, Duration timeout) {
    return new RelaySelfTest(cases, Requirements.load(), timeout);
  }

  @Test
  void aSoundIntermediaryPassesEveryCase() throws Exception {
    assertThat(selfTest(USUAL, Duration.ofSeconds(20)).about(RelayBehaviour.CONFORMING).byCase())
        .isEmpty();
  }

  @Tag("slow")
  @Test
  void aSoundIntermediaryPassesWhatTakesMuch() throws Exception {
    assertThat(selfTest(MUCH, WAITED).about(RelayBehaviour.CONFORMING).byCase()).isEmpty();
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void everyDefectIsNoticedInWhatItBreaks(RelayDefect defect) throws Exception {
    boolean usually = selfTest(USUAL, WAITED).notices(defect.behaviour(), defect.requirement());
    assertThat(usually || selfTest(MUCH, WAITED).notices(defect.behaviour(), defect.requirement()))
        .isTrue();
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void noLibertyIsComplainedAbout(RelayLiberty liberty) throws Exception {
    assertThat(selfTest(USUAL, Duration.ofSeconds(20)).about(liberty.behaviour()).failures())
        .isEmpty();
  }

  @Test
  void theCommittedKillMatrixHasALineForEveryQuestion() {
    Set<Question> asked = new TreeSet<>();
    for (List<ConformanceCase> cases : List.of(USUAL, MUCH)) {
      selfTest(cases, WAITED)
          .questions()
          .forEach(c -> asked.add(new Question(c.caseId(), c.requirement())));
    }
    assertThat(KillMatrix.loadOfIntermediaries().questions())
        .as(REWRITE)
        .containsExactlyInAnyOrderElementsOf(asked);
  }

  @Test
  void noQuestionIsBlind() {
    assertThat(KillMatrix.loadOfIntermediaries().blind()).as(REWRITE).isEmpty();
  }

  /** One of the defects that the matrix names for a question will do. */
  @Tag("slow")
  @Test
  void theKillMatrixTellsTheTruth() throws Exception {
    KillMatrix matrix = KillMatrix.loadOfIntermediaries();
    RelaySelfTest usual = selfTest(USUAL, WAITED);
    Set<Question> untrue = new TreeSet<>();
    Set<String> told = usual.questions().stream().map(Complaint::caseId).collect(toSet());
    for (Question question : matrix.questions()) {
      if (told.contains(question.caseId())) {
        RelayDefect defect = RelayDefect.valueOf(matrix.defects(question).first());
        boolean worsened =
            usual.about(defect.behaviour(), new CaseId(question.caseId())).stream()
                .anyMatch(c -> c.requirement().equals(question.requirement()));
        if (!worsened) {
          untrue.add(question);
        }
      }
    }
    assertThat(untrue).as(REWRITE).isEmpty();
  }
}
