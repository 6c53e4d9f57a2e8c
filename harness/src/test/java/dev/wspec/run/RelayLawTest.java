package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.RelayBehaviour;
import dev.wspec.behaviour.RelayDefect;
import dev.wspec.behaviour.RelayLiberty;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws for intermediaries: a sound one passes, a wrong one is noticed in what it breaks. */
class RelayLawTest {

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
}
