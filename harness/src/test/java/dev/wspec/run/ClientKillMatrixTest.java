package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.ClientDefect;
import dev.wspec.behaviour.Defect;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Requirements;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What was measured last of the second law for clients, held against what there is now: a case or a
 * defect that came since has no line, and breaks the build until it was tried.
 */
class ClientKillMatrixTest {

  private static final String REWRITE =
      "rewrite it: ./wspec selftest --role client --law defects --kill-matrix"
          + " harness/src/main/resources/dev/wspec/client-kill-matrix.tsv";

  private final KillMatrix matrix = KillMatrix.loadOfClients();

  /** What only browsers are asked has a law of its own. */
  private final ClientSelfTest selfTest =
      new ClientSelfTest(
          Catalogue.load().usual().stream()
              .filter(each -> !each.id().value().startsWith("whatwg/"))
              .toList(),
          Requirements.load(),
          1,
          Duration.ofSeconds(1));

  @Test
  void hasALineForEveryQuestionThatOnlyClientsAreAsked() {
    assertThat(matrix.questions().stream().filter(q -> !q.caseId().equals(Question.ANY_CASE)))
        .as(REWRITE)
        .containsExactlyInAnyOrderElementsOf(Set.copyOf(selfTest.questions()));
  }

  /** All but those of which the list says why no defect can worsen them; it may only shrink. */
  @Test
  void everyQuestionIsWorsenedBySomeDefect() throws Exception {
    assertThat(matrix.blind().stream().map(q -> q.caseId() + "\t" + q.requirement()))
        .as(REWRITE)
        .containsExactlyElementsOf(BlindQuestions.of("blind-client-questions.tsv"));
  }

  @Test
  void everyDefectIsNoticedByAQuestionAboutWhatItBreaks() {
    assertThat(
            Arrays.stream(ClientDefect.values())
                .filter(defect -> !matrix.notices(defect.name(), defect.requirements())))
        .as(REWRITE)
        .isEmpty();
  }

  @Test
  void everyDefectOfServersThatAClientCanHaveIsNoticedToo() {
    assertThat(
            Defect.ofBothRoles().stream()
                .filter(defect -> selfTest.asks(selfTest.ofClients(defect.requirements())))
                .filter(
                    defect ->
                        !matrix.notices(defect.name(), selfTest.ofClients(defect.requirements()))))
        .as(REWRITE)
        .isEmpty();
  }

  @Test
  void namesNoDefectThatThereIsNot() {
    Set<String> names =
        Stream.concat(Arrays.stream(ClientDefect.values()), Defect.ofBothRoles().stream())
            .map(Enum::name)
            .collect(Collectors.toSet());
    List<String> unknown =
        matrix.questions().stream()
            .flatMap(question -> matrix.defects(question).stream())
            .filter(name -> !names.contains(name))
            .distinct()
            .toList();
    assertThat(unknown).as(REWRITE).isEmpty();
  }
}
