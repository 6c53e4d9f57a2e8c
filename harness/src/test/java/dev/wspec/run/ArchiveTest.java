package dev.wspec.run;

import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Judged;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchiveTest {

  private static CaseOutcome outcome(int octets) {
    Event event = new Event.Malformed(0, 0, false, Payload.whole(new byte[octets]), "octets");
    return new CaseOutcome(
        conformanceCase("text/x")
            .title("A case")
            .check("6455-5.2-03", Judge.of("anything", t -> Opinion.held("something")))
            .build(),
        new Judged(Verdict.PASS, List.of(), null),
        new Transcript(SubjectRole.SERVER, Set.of(), List.of(event)),
        Duration.ZERO,
        false);
  }

  @Test
  void keepsWhatThereIsRoomForAndTellsOfTheRest() {
    Archive archive = new Archive(10_000);
    assertThat(archive.keep(outcome(4000)).transcript()).isNotNull();
    assertThat(archive.omission()).isEmpty();
    CaseOutcome tooLarge = archive.keep(outcome(8000));
    assertThat(tooLarge.transcript()).isNull();
    assertThat(tooLarge.verdict()).isEqualTo(Verdict.PASS);
    assertThat(archive.keep(outcome(100)).transcript()).isNotNull();
    assertThat(archive.omission()).get().asString().contains("1 transcript is left out");
  }
}
