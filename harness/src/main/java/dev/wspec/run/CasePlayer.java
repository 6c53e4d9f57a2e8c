package dev.wspec.run;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Event.Ended;
import dev.wspec.conformance.Judged;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.TcpWire;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.time.Duration;
import java.util.List;

/** Plays one case against the subject and judges what came of it. Threads may share it. */
final class CasePlayer {

  private final WireSettings settings;
  private final CaseJudge judge;
  private final Duration timeout;
  private final long seed;
  private final Watchdog watchdog;

  CasePlayer(
      WireSettings settings, CaseJudge judge, Duration timeout, long seed, Watchdog watchdog) {
    this.settings = settings;
    this.judge = judge;
    this.timeout = timeout;
    this.seed = seed;
    this.watchdog = watchdog;
  }

  CaseOutcome play(ConformanceCase conformanceCase) {
    Transcript nothing = new Transcript(SubjectRole.SERVER, settings.capabilities(), List.of());
    var reason = CaseJudge.reasonNotToAsk(conformanceCase, nothing);
    if (reason.isPresent()) {
      return new CaseOutcome(
          conformanceCase,
          new Judged(Verdict.NOT_APPLICABLE, List.of(), reason.get()),
          null,
          Duration.ZERO,
          false);
    }
    long start = System.nanoTime();
    // The case's own seed: the same whatever runs beside it.
    long caseSeed = seed * 31 + conformanceCase.id().value().hashCode();
    Transcript transcript = record(conformanceCase.stimulus(), caseSeed);
    return new CaseOutcome(
        conformanceCase,
        judge.judge(conformanceCase, transcript),
        transcript,
        Duration.ofNanos(System.nanoTime() - start),
        false);
  }

  /** Whether the subject still opens a connection and answers a Ping; it may fail us once. */
  boolean subjectIsAlive() {
    for (int tries = 0; tries < 2; tries++) {
      if (answersPing()) {
        return true;
      }
    }
    return false;
  }

  private boolean answersPing() {
    Transcript transcript =
        record(
            wire -> {
              wire.open();
              wire.fence();
            },
            seed);
    return transcript.main().opened().isPresent()
        && transcript.main().answeredFence()
        && !transcript.main().endedBy(Ended.How.DEADLINE);
  }

  private Transcript record(Stimulus stimulus, long caseSeed) {
    TranscriptRecorder recorder =
        new TranscriptRecorder(SubjectRole.SERVER, settings.capabilities(), System::nanoTime);
    TcpWire wire = new TcpWire(settings, recorder, Deadline.in(timeout), watchdog, caseSeed);
    try {
      stimulus.play(wire);
    } finally {
      wire.hangUp();
    }
    return recorder.transcript();
  }
}
