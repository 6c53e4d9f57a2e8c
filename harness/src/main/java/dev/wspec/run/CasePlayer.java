package dev.wspec.run;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Effort;
import dev.wspec.conformance.Judged;
import dev.wspec.conformance.RelayStimulus;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.conformance.judge.Judges;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.subject.Meeting;
import dev.wspec.subject.Subject;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.TcpRelay;
import dev.wspec.wire.TcpWire;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Plays one case against the subject and judges what came of it. Threads may share it. */
final class CasePlayer {

  /** Stands for no case: it is never judged. */
  private static final ConformanceCase CHECK_UP =
      ConformanceCase.conformanceCase("suite/check-up")
          .title("The subject opens a connection and answers a Ping")
          .check("6455-5.5.2-03", Judges.answersPings())
          .build();

  /** How many times the octets of others they may be answered with. */
  private static final int MORE = 4;

  /** Octets of payloads that are kept whole where there is much; a digest will do for the rest. */
  private static final int LISTED_OF_MUCH = 64 << 10;

  private final Subject subject;
  private final CaseJudge judge;
  private final TimeLimits limits;
  private final long seed;
  private final Watchdog watchdog;
  private final Semaphore huge = new Semaphore(1);
  private volatile boolean answersPings = true;

  CasePlayer(Subject subject, CaseJudge judge, Duration timeout, long seed, Watchdog watchdog) {
    this.subject = subject;
    this.judge = judge;
    limits = new TimeLimits(timeout);
    this.seed = seed;
    this.watchdog = watchdog;
  }

  Played play(ConformanceCase conformanceCase) {
    return play(conformanceCase, limits.first(conformanceCase.effort()));
  }

  /** Plays a case again that went wrong, with the time that it needs to do better. */
  Played again(Played first) {
    Played second = play(first.outcome().conformanceCase(), limits.again(first));
    limits.confirmed(second);
    return second;
  }

  private Played play(ConformanceCase conformanceCase, Duration time) {
    try (Meeting meeting = subject.meet(conformanceCase)) {
      if (conformanceCase.effort() != Effort.HUGE) {
        return perform(conformanceCase, meeting, time);
      }
      huge.acquireUninterruptibly();
      try {
        return perform(conformanceCase, meeting, time);
      } finally {
        huge.release();
      }
    }
  }

  private Played perform(ConformanceCase conformanceCase, Meeting meeting, Duration time) {
    WireSettings settings = settings(conformanceCase.effort(), meeting.settings());
    Transcript nothing = new Transcript(subject.role(), settings.capabilities(), List.of());
    var reason = CaseJudge.reasonNotToAsk(conformanceCase, nothing);
    if (reason.isPresent()) {
      return Played.of(
          new CaseOutcome(
              conformanceCase,
              new Judged(Verdict.NOT_APPLICABLE, List.of(), reason.get()),
              null,
              Duration.ZERO,
              false));
    }
    long start = System.nanoTime();
    // The case's own seed: the same whatever runs beside it.
    long caseSeed = seed * 31 + conformanceCase.id().value().hashCode();
    TranscriptRecorder recorder = recorder(settings, conformanceCase.effort());
    Judged judged;
    try {
      play(conformanceCase.stimulus(), Deadline.in(time), settings, recorder, caseSeed);
      meeting.epilogue().forEach(recorder::note);
      judged = judge.judge(conformanceCase, recorder.transcript());
    } catch (RuntimeException e) {
      // Our own mistake, which must not take the other cases with it.
      judged = new Judged(Verdict.ERROR, List.of(), "the case itself failed: " + e);
    }
    Transcript transcript = recorder.transcript();
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    Played played = Played.of(new CaseOutcome(conformanceCase, judged, transcript, taken, false));
    limits.played(played);
    return played;
  }

  /** Cases that move megabytes may be answered with as many. */
  private static WireSettings settings(Effort effort, WireSettings usual) {
    return effort.isOptIn()
        ? new WireSettings(
            usual.contact(), usual.capabilities(), usual.greetings(), usual.budget() * MORE)
        : usual;
  }

  /** A sentence for the reader if cases were given less time than was asked for. */
  Optional<String> impatience() {
    return limits.spent();
  }

  /**
   * What keeps the subject from opening a connection and answering a Ping before the first case, in
   * a sentence; empty if nothing does. One that opens but never answers Pings is taken as it is:
   * cases about Pings will tell.
   */
  Optional<String> hindrance() {
    if (!subject.isAtCall() || ailment().isEmpty()) {
      return Optional.empty();
    }
    answersPings = false;
    return ailment();
  }

  /**
   * What is wrong with a subject that does not open a connection or answer a Ping any more, in a
   * sentence; empty if it does. It may fail us once.
   */
  Optional<String> ailment() {
    if (!subject.isAtCall()) {
      return subject.absence();
    }
    return checkUp().isEmpty() ? Optional.empty() : checkUp();
  }

  private Optional<String> checkUp() {
    try (Meeting meeting = subject.meet(CHECK_UP)) {
      WireSettings settings = meeting.settings();
      TranscriptRecorder recorder = recorder(settings, CHECK_UP.effort());
      play(
          wire -> {
            if (wire.open() && answersPings) {
              wire.fence();
            }
          },
          Deadline.in(limits.first(CHECK_UP.effort())),
          settings,
          recorder,
          seed);
      return Ailment.of(recorder.transcript().main(), answersPings);
    }
  }

  private TranscriptRecorder recorder(WireSettings settings, Effort effort) {
    return new TranscriptRecorder(
        subject.role(),
        settings.capabilities(),
        System::nanoTime,
        effort.isOptIn() ? LISTED_OF_MUCH : TranscriptRecorder.OCTETS_LISTED);
  }

  private void play(
      Stimulus stimulus,
      Deadline deadline,
      WireSettings settings,
      TranscriptRecorder recorder,
      long caseSeed) {
    if (stimulus instanceof RelayStimulus.Through through) {
      TcpRelay relay = new TcpRelay(settings, recorder, deadline, watchdog, caseSeed);
      try {
        through.story().play(relay);
      } finally {
        relay.hangUp();
      }
      return;
    }
    TcpWire wire = new TcpWire(settings, recorder, deadline, watchdog, caseSeed);
    try {
      stimulus.play(wire);
    } finally {
      wire.hangUp();
    }
  }
}
