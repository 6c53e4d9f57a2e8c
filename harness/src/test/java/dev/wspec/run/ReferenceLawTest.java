package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Requirements;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The first law: a sound server passes every case that applies to it. */
class ReferenceLawTest {

  @Test
  void theReferenceServerPassesEveryCase() throws Exception {
    SelfTest selfTest =
        new SelfTest(Catalogue.load().usual(), Requirements.load(), 8, Duration.ofSeconds(20));
    assertThat(selfTest.about(Behaviour.CONFORMING).byCase()).isEmpty();
  }
}
