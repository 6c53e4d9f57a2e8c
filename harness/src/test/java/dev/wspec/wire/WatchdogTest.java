package dev.wspec.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchdogTest {

  private final AtomicInteger ended = new AtomicInteger();

  @Test
  void endsAllAtOnceWhenTold() {
    try (Watchdog watchdog = new Watchdog()) {
      Future<?> cancelled = watchdog.at(Deadline.in(Duration.ofHours(1)), ended::incrementAndGet);
      watchdog.at(Deadline.in(Duration.ofHours(1)), ended::incrementAndGet);
      cancelled.cancel(false);
      watchdog.endAll();
      watchdog.endAll();
      assertThat(ended).hasValue(1);
    }
  }

  @Test
  void endsAtOnceWhatBeginsWhenAllWasEnded() {
    try (Watchdog watchdog = new Watchdog()) {
      watchdog.endAll();
      watchdog.at(Deadline.in(Duration.ofHours(1)), ended::incrementAndGet);
      assertThat(ended).hasValue(1);
    }
  }

  @Test
  void endsAtOnceWhatBeginsWhenTheRunIsOver() {
    Watchdog watchdog = new Watchdog();
    watchdog.close();
    watchdog.at(Deadline.in(Duration.ofHours(1)), ended::incrementAndGet).cancel(false);
    assertThat(ended).hasValue(1);
  }
}
