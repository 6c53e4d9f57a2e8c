package dev.wspec.run.autobahn;

import dev.wspec.autobahn.AutobahnCase;
import dev.wspec.autobahn.AutobahnJudge;
import dev.wspec.autobahn.AutobahnOutcome;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.judge.ConnectionRecorder;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.report.autobahn.PlayedCase;
import dev.wspec.report.autobahn.Traffic;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.TcpWire;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plays cases and judges them. Threads may share it. */
final class AutobahnPlayer {

  private final AutobahnJudge judge;
  private final AutobahnRun.Settings settings;
  private final Watchdog watchdog;

  AutobahnPlayer(AutobahnRun.Settings settings, Watchdog watchdog) {
    this.settings = settings;
    this.watchdog = watchdog;
    judge = new AutobahnJudge(Requirements.load(), settings.compatible());
  }

  /**
   * Plays one case on a connection of its own.
   *
   * @param number by which the case was asked for
   * @param greetings how many messages the peer sends unasked
   */
  PlayedCase play(
      AutobahnCase asked,
      String agent,
      int number,
      SubjectRole peer,
      WireSettings wires,
      int greetings) {
    Instant started = Instant.now();
    long start = System.nanoTime();
    TranscriptRecorder recorder =
        new TranscriptRecorder(peer, wires.capabilities(), System::nanoTime);
    Deadline deadline = Deadline.in(ScriptPlayer.budget(asked, settings.compatible()));
    TcpWire wire =
        new TcpWire(wires, recorder, deadline, watchdog, settings.seed() + asked.index());
    try {
      new ScriptPlayer(asked, judge, wire, recorder, settings, greetings).play();
    } finally {
      wire.hangUp();
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    Transcript transcript = recorder.transcript();
    AutobahnOutcome outcome = judge.judge(asked, transcript, greetings);
    return new PlayedCase(
        agent,
        asked,
        number,
        peer == SubjectRole.CLIENT,
        started,
        duration,
        outcome,
        transcript,
        traffic(wire.record(), transcript.main(), peer));
  }

  /** What the wire carried, heads of HTTP included. */
  private static Traffic traffic(ConnectionRecorder record, Conversation c, SubjectRole peer) {
    int request =
        c.opened()
            .map(Event.Opened::request)
            .or(() -> c.refused().map(Event.Refused::request))
            .map(r -> r.head().length())
            .orElse(0);
    int response = c.response().map(RawResponse::head).map(String::length).orElse(0);
    boolean weAsk = peer == SubjectRole.SERVER;
    return new Traffic(
        with(record.piecesReceived(), weAsk ? response : request),
        with(record.piecesSent(), weAsk ? request : response),
        record.framesReceived(),
        record.framesSent(),
        record.weightReceived(),
        record.weightSent());
  }

  private static SortedMap<Integer, Integer> with(SortedMap<Integer, Integer> pieces, int head) {
    SortedMap<Integer, Integer> all = new TreeMap<>(pieces);
    if (head > 0) {
      all.merge(head, 1, Integer::sum);
    }
    return all;
  }
}
