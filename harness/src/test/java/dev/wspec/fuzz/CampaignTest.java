package dev.wspec.fuzz;

import static dev.wspec.fuzz.Attacked.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.behaviour.Liberty;
import dev.wspec.conformance.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CampaignTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void a_sound_server_is_found_sound() throws Exception {
    with(
        Behaviour.CONFORMING,
        campaign -> {
          campaign.run(LONG, 300, 1);
          assertThat(campaign.findings()).extracting(Finding::signature).isEmpty();
          assertThat(campaign.isDead()).isFalse();
          assertThat(campaign.runs()).isEqualTo(300);
        });
  }

  @Test
  void a_finding_is_small_and_shows_itself_again() throws Exception {
    with(
        Defect.RSV2_IGNORED.behaviour(),
        campaign -> {
          campaign.run(LONG, 5000, 1);
          assertThat(campaign.findings()).isNotEmpty();
          Finding finding = campaign.findings().get(0);
          assertThat(finding.outcome().flaky()).isFalse();
          assertThat(finding.conversation()).contains("rsv=");
          assertThat(finding.conversation().lines().count()).isLessThanOrEqualTo(4);
          assertThat(campaign.replay(finding.conversation(), finding.seed()).verdict())
              .isEqualTo(Verdict.FAIL);
        });
  }

  @Test
  void what_a_compressed_message_leaves_open_is_seen_behind_a_long_one_too() throws Exception {
    with(
        Behaviour.CONFORMING,
        campaign -> {
          String conversation =
              """
              wspec conversation 1
              request with "Sec-WebSocket-Extensions" "permessage-deflate"
              write
                text not-final "a"
                continuation x61*20000
              write
                text rsv=4 xf248cdc9c907
              """;
          assertThat(campaign.replay(conversation, 1).verdict()).isNotEqualTo(Verdict.FAIL);
        });
  }

  @ParameterizedTest
  @Tag("slow")
  @EnumSource
  void a_liberty_is_no_finding(Liberty liberty) throws Exception {
    with(
        liberty.behaviour(),
        campaign -> {
          campaign.run(LONG, 400, 3);
          assertThat(campaign.findings()).extracting(Finding::signature).isEmpty();
          assertThat(campaign.isDead()).isFalse();
        });
  }
}
