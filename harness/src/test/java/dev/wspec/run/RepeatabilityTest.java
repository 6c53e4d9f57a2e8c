package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.subject.Probe;
import dev.wspec.subject.Prober;
import dev.wspec.subject.ServerSubject;
import dev.wspec.wire.Watchdog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten runs against one server give ten times the same verdicts, whatever else is going on. */
@Tag("slow")
class RepeatabilityTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int[] CONCURRENCY = {1, 8, 32, 8, 32, 8, 32, 8, 32, 8};

  @Test
  void tenRunsGiveTheSameVerdicts() throws Exception {
    List<Map<CaseId, Verdict>> runs = new ArrayList<>();
    try (EchoServer server = EchoServer.builder().subprotocols("chat", "superchat").start()) {
      for (int i = 0; i < CONCURRENCY.length; i++) {
        boolean busy = i >= CONCURRENCY.length / 2;
        try (Load load = new Load(busy ? 2 * Runtime.getRuntime().availableProcessors() : 0)) {
          runs.add(verdicts(server, CONCURRENCY[i], i));
        }
      }
    }
    assertThat(runs.get(0)).isNotEmpty();
    assertThat(runs).allSatisfy(run -> assertThat(run).isEqualTo(runs.get(0)));
  }

  private static Map<CaseId, Verdict> verdicts(EchoServer server, int concurrency, long seed)
      throws Exception {
    ServerSubject subject = ServerSubject.at(server.uri().toString()).timeout(TIMEOUT).build();
    try (Watchdog watchdog = new Watchdog()) {
      Probe probe = Prober.probe(subject, watchdog, seed);
      RunEnd end =
          new Suite(
                  subject.probed(probe),
                  new CaseJudge(Requirements.load(), false),
                  new Suite.Settings(concurrency, TIMEOUT, seed))
              .run(Catalogue.load().usual(), outcome -> {});
      Map<CaseId, Verdict> verdicts = new HashMap<>();
      for (CaseOutcome outcome : end.outcomes()) {
        verdicts.put(outcome.id(), outcome.verdict());
      }
      return verdicts;
    }
  }

  /** Threads that do nothing, as fast as they can. */
  private static final class Load implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();

    Load(int count) {
      for (int i = 0; i < count; i++) {
        Thread thread =
            new Thread(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                  }
                },
                "load-" + i);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
      }
    }

    @Override
    public void close() {
      threads.forEach(Thread::interrupt);
    }
  }
}
