package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Defect;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Requirements;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
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
            Catalogue.load().all(), Requirements.load(), Interrogation.USUAL_TIMEOUT)) {
      matrix = interrogation.ask(List.of(Defect.values()));
    }
  }

  @Test
  void everyDefectIsNoticedByAQuestionAboutWhatItBreaks() {
    assertThat(matrix.silent(List.of(Defect.values()))).isEmpty();
  }

  @Test
  void everyCheckIsWorsenedBySomeDefectOrSaysWhyNoneCan() throws Exception {
    assertThat(matrix.blind()).isEqualTo(excused());
  }

  @Test
  void theKillMatrixIsAsCommitted() {
    assertThat(matrix.lines()).as(REWRITE).isEqualTo(KillMatrix.load().lines());
  }

  /** Questions that no single-connection defect can worsen, each with the reason. */
  private static SortedSet<Question> excused() throws Exception {
    SortedSet<Question> excused = new TreeSet<>();
    try (InputStream in =
        Objects.requireNonNull(DefectLawTest.class.getResourceAsStream("excused-questions.tsv"))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        String[] columns = line.split("\t");
        assertThat(columns).as("case, requirement and reason: %s", line).hasSize(3);
        excused.add(new Question(columns[0], columns[1]));
      }
    }
    return excused;
  }
}
