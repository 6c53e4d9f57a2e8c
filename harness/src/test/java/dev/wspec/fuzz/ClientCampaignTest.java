package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.ClientBehaviour;
import dev.wspec.behaviour.ClientDefect;
import dev.wspec.behaviour.ClientLiberty;
import dev.wspec.endpoint.EchoClient;
import dev.wspec.subject.ClientSubject;
import dev.wspec.subject.Invitation;
import dev.wspec.wire.Watchdog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same grammar, with clients that come to us. */
@Tag("slow")
class ClientCampaignTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  private static List<Finding> findings(ClientBehaviour behaviour, long runs) throws Exception {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    EchoClient visitor = new EchoClient(behaviour, Duration.ofSeconds(12));
    try (ClientSubject subject =
            ClientSubject.listen(
                anyPort, null, new Invitation.EachCall(visitor::visit), Duration.ofSeconds(3));
        VisitingClient client = new VisitingClient(subject, 100);
        Watchdog watchdog = new Watchdog()) {
      AtomicReference<Campaign> begun = new AtomicReference<>();
      try (Campaign campaign =
          Campaign.with(client, Duration.ofSeconds(3), watchdog)
              .onFinding(finding -> Objects.requireNonNull(begun.get()).cancel())
              .build()) {
        begun.set(campaign);
        campaign.run(LONG, runs, 1);
        return campaign.findings();
      }
    }
  }

  @Test
  void a_sound_client_is_found_sound() throws Exception {
    assertThat(findings(ClientBehaviour.CONFORMING, 400)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_liberty_is_no_finding(ClientLiberty liberty) throws Exception {
    assertThat(findings(liberty.behaviour(), 60)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "ACCEPT_NOT_CHECKED",
        "UPGRADE_NOT_REQUIRED",
        "CONNECTION_NOT_CHECKED",
        "SUCCESS_TAKEN_FOR_101",
        "NAMES_COMPARED_WITH_CASE",
        "EXTENSION_NOT_CHECKED",
        "FRAMES_NOT_MASKED",
        "MASKED_FRAMES_TAKEN"
      })
  void a_defect_is_found(ClientDefect defect) throws Exception {
    assertThat(findings(defect.behaviour(), 3000)).isNotEmpty();
  }
}
