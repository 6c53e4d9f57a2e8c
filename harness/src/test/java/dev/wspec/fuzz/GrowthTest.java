package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.subject.Prober;
import dev.wspec.subject.ServerSubject;
import dev.wspec.wire.Watchdog;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With a process whose memory is what the server here says that it is. */
@Tag("slow")
class GrowthTest {
  private static final long BASE = 100L << 20;
  private static final long LIMIT = 120L << 20;
  private static final long COST = 1L << 20;

  private final AtomicLong kept = new AtomicLong();
  private final TargetProcess process =
      new TargetProcess() {
        @Override
        public boolean isAlive() {
          return true;
        }

        @Override
        public boolean awaitEnd(Duration time) {
          return false;
        }

        @Override
        public OptionalLong memory() {
          return OptionalLong.of(BASE + kept.get());
        }

        @Override
        public String end() {
          return "is gone";
        }

        @Override
        public String output() {
          return "";
        }

        @Override
        public boolean restart() {
          kept.set(0);
          return true;
        }

        @Override
        public void close() {}
      };

  private List<Finding> findings(Behaviour behaviour) throws Exception {
    try (EchoServer server = EchoServer.builder().behaviour(behaviour).start();
        Watchdog watchdog = new Watchdog()) {
      ServerSubject subject = ServerSubject.at(server.uri().toString()).build();
      Opponent opponent =
          Opponent.server(subject.probed(Prober.probe(subject, watchdog, 1)).settings());
      kept.set(0);
      try (Campaign campaign =
          Campaign.with(opponent, Duration.ofSeconds(5), watchdog)
              .process(process, LIMIT)
              .build()) {
        campaign.run(Duration.ofMinutes(2), 400, 1);
        return campaign.findings();
      }
    }
  }

  @Test
  void a_message_that_costs_memory_each_time_is_found() throws Exception {
    List<Finding> findings =
        findings(
            Behaviour.CONFORMING.application(
                () ->
                    message -> {
                      kept.addAndGet(message.payload().length == 0 ? COST : 0);
                      return List.of(message);
                    }));
    assertThat(findings).extracting(Finding::signature).containsExactly("leak");
    Finding leak = findings.get(0);
    assertThat(leak.outcome().flaky()).isFalse();
    assertThat(leak.conversation().lines().count()).isLessThanOrEqualTo(4);
    assertThat(leak.outcome().judged().judgements().get(0).opinion().observed())
        .startsWith("Its memory grew from 100 to 1")
        .contains("This conversation alone costs some 1024 KiB each time.");
  }

  @Test
  void memory_within_bounds_is_no_finding() throws Exception {
    assertThat(findings(Behaviour.CONFORMING)).isEmpty();
  }
}
