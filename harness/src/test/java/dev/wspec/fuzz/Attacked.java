package dev.wspec.fuzz;

import dev.wspec.behaviour.Behaviour;
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
import java.util.function.Consumer;

/** Our echo server under attack. */
final class Attacked {

  private Attacked() {}

  /** A campaign against a server that behaves like this; it ends with its first finding. */
  static void with(Behaviour behaviour, Consumer<Campaign> test) throws Exception {
    by(
        behaviour,
        (opponent, watchdog) -> {
          AtomicReference<Campaign> begun = new AtomicReference<>();
          try (Campaign campaign =
              Campaign.with(opponent, Duration.ofSeconds(2), watchdog)
                  .onFinding(finding -> Objects.requireNonNull(begun.get()).cancel())
                  .build()) {
            begun.set(campaign);
            test.accept(campaign);
          }
        });
  }

  static void by(Behaviour behaviour, BiConsumer<Opponent, Watchdog> test) throws Exception {
    try (EchoServer server =
            EchoServer.builder().behaviour(behaviour).subprotocols("chat", "superchat").start();
        Watchdog watchdog = new Watchdog()) {
      ServerSubject subject = ServerSubject.at(server.uri().toString()).build();
      Probe probe = Prober.probe(subject, watchdog, 1);
      test.accept(
          Opponent.server(
              new WireSettings(
                  subject.dialer(),
                  subject::request,
                  probe.capabilities(),
                  probe.greetings(),
                  WireSettings.DEFAULT_BUDGET)),
          watchdog);
    }
  }
}
