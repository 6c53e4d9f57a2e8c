package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.ClientBehaviour;
import dev.wspec.behaviour.ClientDefect;
import dev.wspec.behaviour.ClientLiberty;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Requirements;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The three laws for the client role. */
@Tag("slow")
class ClientLawTest {

  private final ClientSelfTest selfTest =
      new ClientSelfTest(Catalogue.load().usual(), Requirements.load(), 8, Duration.ofSeconds(10));

  @Test
  void theReferenceClientPassesEveryCase() throws IOException {
    assertThat(selfTest.about(ClientBehaviour.CONFORMING).byCase()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyDefectIsNoticedByAQuestionAboutWhatItBreaks(ClientDefect defect) throws IOException {
    assertThat(selfTest.about(defect.behaviour(), defect.requirements()).worsened())
        .extracting(ClientSelfTest.Complaint::requirement)
        .containsAnyElementsOf(defect.requirements());
  }

  @ParameterizedTest
  @EnumSource
  void noLibertyIsComplainedAbout(ClientLiberty liberty) throws IOException {
    assertThat(selfTest.about(liberty.behaviour()).failures()).isEmpty();
  }
}
