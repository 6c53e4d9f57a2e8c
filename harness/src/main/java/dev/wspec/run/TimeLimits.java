package dev.wspec.run;

import dev.wspec.conformance.Effort;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long a case may take: no longer than need be with a subject that lets us wait in vain, and
 * long enough for a sound one on a busy machine. Threads may share it.
 */
final class TimeLimits {

  /** After so many cases that used up their time, the others are given a fifth of it. */
  private static final int EXPIRED_CASES = 16;

  private static final int FRACTION = 5;

  private static final Duration LEAST = Duration.ofSeconds(1);

  /** Cases that move megabytes are given so many times what others are. */
  private static final int MUCH = 20;

  /** A case that was getting on when its time was up is given so many times as much. */
  private static final int MOVING = 4;

  private final Duration timeout;
  private final AtomicInteger expired = new AtomicInteger();
  private final AtomicInteger expiredAgain = new AtomicInteger();

  TimeLimits(Duration timeout) {
    this.timeout = timeout;
  }

  /** What a case may take: less once the subject has let many cases wait in vain. */
  Duration first(Effort effort) {
    return scaled(isSpent(expired) ? shortened() : timeout, effort);
  }

  /**
   * What a case may take that is played a second time. The haste of the first time does not count
   * here: it may have been ours, on a machine with too much to do.
   */
  Duration again(Played first) {
    Effort effort = first.outcome().conformanceCase().effort();
    if (isSpent(expiredAgain)) {
      return scaled(shortened(), effort);
    }
    Duration usual = scaled(timeout, effort);
    return first.wasMoving() ? usual.multipliedBy(MOVING) : usual;
  }

  void played(Played played) {
    if (played.waitedForTheDeadline()) {
      expired.incrementAndGet();
    }
  }

  void confirmed(Played second) {
    if (second.waitedForTheDeadline()) {
      expiredAgain.incrementAndGet();
    }
  }

  /** A sentence for the reader if cases were given less time than was asked for. */
  Optional<String> spent() {
    return isSpent(expired) && !shortened().equals(timeout)
        ? Optional.of(
            "After %d cases had used up their time of %d ms, the others were given %d ms."
                .formatted(EXPIRED_CASES, timeout.toMillis(), shortened().toMillis()))
        : Optional.empty();
  }

  private static boolean isSpent(AtomicInteger expired) {
    return expired.get() >= EXPIRED_CASES;
  }

  private static Duration scaled(Duration usual, Effort effort) {
    return effort.isOptIn() ? usual.multipliedBy(MUCH) : usual;
  }

  private Duration shortened() {
    Duration fraction = timeout.dividedBy(FRACTION);
    return timeout.compareTo(LEAST) < 0
        ? timeout
        : fraction.compareTo(LEAST) < 0 ? LEAST : fraction;
  }
}
