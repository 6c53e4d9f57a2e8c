package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.behaviour.Liberty;
import dev.wspec.conformance.Verdict;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.subject.Probe;
import dev.wspec.subject.Prober;
import dev.wspec.subject.ServerSubject;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CampaignTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private static void with(Behaviour behaviour, BiConsumer<Campaign, Watchdog> test)
      throws Exception {
    try (EchoServer server =
            EchoServer.builder().behaviour(behaviour).subprotocols("chat", "superchat").start();
        Watchdog watchdog = new Watchdog()) {
      ServerSubject subject = ServerSubject.at(server.uri().toString()).build();
      Probe probe = Prober.probe(subject, watchdog, 1);
      WireSettings wire =
          new WireSettings(
              subject.dialer(),
              subject::request,
              probe.capabilities(),
              probe.greetings(),
              WireSettings.DEFAULT_BUDGET);
      AtomicReference<Campaign> begun = new AtomicReference<>();
      try (Campaign campaign =
          Campaign.with(Opponent.server(wire), Duration.ofSeconds(2), watchdog)
              .onFinding(finding -> Objects.requireNonNull(begun.get()).cancel())
              .build()) {
        begun.set(campaign);
        test.accept(campaign, watchdog);
      }
    }
  }

  @Test
  void a_sound_server_is_found_sound() throws Exception {
    with(
        Behaviour.CONFORMING,
        (campaign, watchdog) -> {
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
        (campaign, watchdog) -> {
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

  @ParameterizedTest
  @Tag("slow")
  @EnumSource(
      names = {
        "METHOD_NOT_CHECKED",
        "HOST_NOT_REQUIRED",
        "UPGRADE_NOT_REQUIRED",
        "KEY_NOT_REQUIRED",
        "VERSION_NOT_CHECKED",
        "CONNECTION_NOT_CHECKED",
        "UPGRADE_COMPARED_WITH_CASE",
        "FIELD_ORDER_MATTERS",
        "EXTENSION_NOT_OFFERED",
        "ONE_FRAME_PER_READ",
        "RSV_IGNORED",
        "RSV3_IGNORED",
        "RESERVED_OPCODES_IGNORED",
        "UNMASKED_FRAMES_ACCEPTED",
        "LENGTH_126_REFUSED",
        "LAST_BYTE_LOST_AT_65536",
        "PINGS_SENT_BACK",
        "LONG_CONTROL_FRAMES_ACCEPTED",
        "FRAGMENTED_CONTROL_FRAMES_ACCEPTED",
        "CONTINUATION_OF_NOTHING_ACCEPTED",
        "UNFINISHED_MESSAGES_DROPPED",
        "FRAGMENTS_REFUSED",
        "MIDDLE_FRAGMENTS_LOST",
        "INTERRUPTION_REFUSED",
        "UTF8_NOT_CHECKED",
        "SURROGATES_ACCEPTED",
        "OVERLONG_FORMS_ACCEPTED",
        "BEYOND_10FFFF_ACCEPTED",
        "NONCHARACTERS_REFUSED",
        "NUL_REFUSED",
        "CLOSE_NOT_ANSWERED",
        "CLOSE_ANSWERED_WITH_1005",
        "STORED_BLOCK_CRASHES",
        "PONGS_ALTERED",
        "REPLIES_MASKED",
        "FAILURE_ENDS_ALL"
      })
  void a_defect_is_found(Defect defect) throws Exception {
    with(
        defect.behaviour(),
        (campaign, watchdog) -> {
          campaign.run(Duration.ofSeconds(60), 8000, 1);
          assertThat(campaign.findings()).isNotEmpty();
        });
  }

  @ParameterizedTest
  @Tag("slow")
  @EnumSource
  void a_liberty_is_no_finding(Liberty liberty) throws Exception {
    with(
        liberty.behaviour(),
        (campaign, watchdog) -> {
          campaign.run(LONG, 400, 3);
          assertThat(campaign.findings()).extracting(Finding::signature).isEmpty();
          assertThat(campaign.isDead()).isFalse();
        });
  }
}
