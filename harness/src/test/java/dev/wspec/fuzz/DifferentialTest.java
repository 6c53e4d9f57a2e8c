package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.behaviour.Liberty;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.subject.Prober;
import dev.wspec.subject.ServerSubject;
import dev.wspec.wire.Watchdog;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class DifferentialTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  private static Opponent opponent(EchoServer server, Watchdog watchdog) throws Exception {
    ServerSubject subject = ServerSubject.at(server.uri().toString()).build();
    return Opponent.server(subject.probed(Prober.probe(subject, watchdog, 1)).settings());
  }

  private static List<Finding> findings(Behaviour one, Behaviour other, long runs)
      throws Exception {
    try (EchoServer first = EchoServer.builder().behaviour(one).start();
        EchoServer second = EchoServer.builder().behaviour(other).start();
        Watchdog watchdog = new Watchdog()) {
      List<Differential.Server> servers =
          List.of(
              new Differential.Server("first", opponent(first, watchdog), null, Long.MAX_VALUE),
              new Differential.Server("second", opponent(second, watchdog), null, Long.MAX_VALUE));
      AtomicReference<Differential> begun = new AtomicReference<>();
      Differential differential =
          new Differential(
              servers,
              Duration.ofSeconds(2),
              watchdog,
              finding -> Objects.requireNonNull(begun.get()).cancel());
      begun.set(differential);
      differential.run(LONG, runs, 1);
      assertThat(differential.isLost()).isFalse();
      return differential.findings();
    }
  }

  @Test
  void servers_that_differ_in_what_is_free_agree() throws Exception {
    assertThat(
            findings(
                Liberty.DROPS_WITHOUT_CLOSE.behaviour(), Liberty.ECHO_IN_HALVES.behaviour(), 150))
        .isEmpty();
  }

  @Test
  void a_disagreement_is_small_and_says_who_is_wrong() throws Exception {
    List<Finding> findings =
        findings(Behaviour.CONFORMING, Defect.RESERVED_OPCODES_IGNORED.behaviour(), 3000);
    assertThat(findings).hasSize(1);
    Finding finding = findings.get(0);
    assertThat(finding.signature()).startsWith("disagreement-ox-6455-5-2-08");
    assertThat(finding.conversation().lines().count()).isLessThanOrEqualTo(6);
    assertThat(finding.outcome().judged().judgements().get(0).opinion().observed())
        .contains("first fails the connection (as it may)")
        .contains("second carries on");
  }
}
