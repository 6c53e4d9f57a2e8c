package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Defect;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Requirements;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The second law: every defect is noticed, and every check can fail. */
class DefectLawTest {

  private static final String REWRITE =
      "rewrite it: ./wspec selftest --law defects --kill-matrix"
          + " harness/src/main/resources/dev/wspec/kill-matrix.tsv";

  private static KillMatrix matrix;

  @BeforeAll
  static void askAll() {
    try (Interrogation interrogation =
        new Interrogation(
            Catalogue.load().usual(), Requirements.load(), Interrogation.USUAL_TIMEOUT)) {
      matrix = interrogation.ask(List.of(Defect.values()));
    }
  }

  @Test
  void everyDefectIsNoticedByAQuestionAboutWhatItBreaks() throws Exception {
    assertThat(matrix.silent(List.of(Defect.values())).stream().map(Defect::name)).isEmpty();
  }

  @Test
  void everyCheckIsWorsenedBySomeDefect() throws Exception {
    assertThat(
            matrix.blind().stream()
                .map(question -> question.caseId() + "\t" + question.requirement()))
        .isSubsetOf(BlindQuestions.of("blind-questions.tsv"));
  }

  @Test
  void theListOfGapsNamesWhatThereIs() throws Exception {
    assertThat(BlindQuestions.of("blind-questions.tsv"))
        .isSubsetOf(
            matrix.questions().stream().map(q -> q.caseId() + "\t" + q.requirement()).toList());
  }

  /**
   * Cells are not compared: some defects show only when octets arrive in certain pieces, and so
   * come and go from run to run.
   */
  @Tag("slow") // so that a change of cases need not rewrite it at once
  @Test
  void theCommittedKillMatrixHasALineForEveryQuestion() {
    assertThat(KillMatrix.load().questions()).as(REWRITE).isEqualTo(matrix.questions());
  }
}
