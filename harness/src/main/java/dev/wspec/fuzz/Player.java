package dev.wspec.fuzz;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.conformance.judge.FrameScanner;
import dev.wspec.conformance.judge.FrameSink;
import dev.wspec.conformance.judge.OurBreach;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.protocol.Rule;
import dev.wspec.subject.Meeting;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.TcpWire;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Plays scripts, each on a connection of its own, and judges what comes of them. */
final class Player {
  private static final Duration ECHO_PATIENCE = Duration.ofMillis(1500);

  /** Takes frames apart for the sake of where they end. */
  private static final FrameSink NOWHERE =
      new FrameSink() {
        @Override
        public void header(ScannedFrame header) {}

        @Override
        public void payload(byte[] octets, int from, int to) {}

        @Override
        public void frame(ScannedFrame frame) {}
      };

  private final Opponent opponent;
  private final Duration patience;
  private final Watchdog watchdog;
  private final CaseJudge judge;

  Player(Opponent opponent, Duration patience, Watchdog watchdog, CaseJudge judge) {
    this.opponent = opponent;
    this.patience = patience;
    this.watchdog = watchdog;
    this.judge = judge;
  }

  SubjectRole role() {
    return opponent.role();
  }

  Outcome play(Script script, long seed) {
    long start = System.nanoTime();
    Capture capture = new Capture();
    Transcript transcript = record(script, seed, capture);
    ConformanceCase asked = Questions.about(script, transcript, "fuzz/conversation");
    CaseOutcome outcome = judged(asked, transcript, start);
    String trace = Trace.of(script, transcript.main());
    if (outcome.verdict() != Verdict.FAIL) {
      return new Outcome(script, seed, outcome, transcript, "", trace, capture);
    }
    String signature = signature(outcome, transcript);
    ConformanceCase named = Questions.about(script, transcript, "fuzz/" + signature);
    CaseOutcome bad = judged(named, transcript, start);
    return new Outcome(script, seed, bad, transcript, signature, trace, capture);
  }

  private CaseOutcome judged(ConformanceCase asked, Transcript transcript, long start) {
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return new CaseOutcome(asked, judge.judge(asked, transcript), transcript, time, false);
  }

  /** The first requirement that was broken, and what we had broken before. */
  private static String signature(CaseOutcome outcome, Transcript transcript) {
    Set<Rule> rules = OurBreach.in(transcript.main()).rules();
    String requirement =
        outcome.judged().judgements().stream()
            .filter(j -> j.verdict() == Verdict.FAIL)
            .findFirst()
            .map(j -> j.check().requirement())
            .orElse("unknown");
    // A breach that is not noticed shows itself in several ways.
    String first =
        requirement.startsWith("6455-7.1.7-") && !rules.isEmpty()
            ? Questions.about(rules)
            : requirement;
    String after =
        rules.stream()
            .map(rule -> rule.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining("-and-"));
    return first.replace('.', '-') + (after.isEmpty() ? "" : "-after-" + after);
  }

  private Transcript record(Script script, long seed, Capture capture) {
    try (Meeting meeting = opponent.meet()) {
      WireSettings settings = meeting.settings();
      TranscriptRecorder recorder =
          new TranscriptRecorder(opponent.role(), settings.capabilities(), System::nanoTime);
      TcpWire wire = new TcpWire(settings, recorder, Deadline.in(patience), watchdog, seed);
      wire.tap(capture);
      try {
        if (opens(script, wire, settings) && !AnswerBends.isWrong(script)) {
          FrameScanner position = new FrameScanner(NOWHERE);
          SplittableRandom keys = new SplittableRandom(seed);
          for (Step step : script.steps()) {
            if (step instanceof Step.Settle) {
              settle(wire, recorder);
            } else {
              take(step, wire, position, keys);
            }
          }
          end(wire, settings, recorder, position);
        } else if (opponent.role() == SubjectRole.CLIENT) {
          wire.awaitEnd();
        }
      } finally {
        wire.hangUp();
      }
      meeting.epilogue().forEach(recorder::note);
      return recorder.transcript();
    }
  }

  private boolean opens(Script script, TcpWire wire, WireSettings settings) {
    return opponent.role() == SubjectRole.SERVER
        ? wire.open(script::bend)
        : wire.answer((request, ordinary) -> script.bend(ordinary, settings.capabilities()));
  }

  /**
   * A Ping right behind something unsound proves nothing: it may be answered by a part of the
   * target that runs ahead of the one that is about to fail the connection.
   */
  private static void settle(TcpWire wire, TranscriptRecorder recorder) {
    if (OurBreach.in(recorder.transcript().main()).rules().isEmpty()) {
      wire.fence();
    } else {
      wire.linger();
    }
  }

  private static void take(Step step, TcpWire wire, FrameScanner position, SplittableRandom keys) {
    if (step instanceof Step.Write write) {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      for (Item item : write.items()) {
        octets.writeBytes(
            item instanceof FuzzFrame frame
                ? frame.raw().toBytes(wire.role(), keys)
                : ((Item.Loose) item).octets().bytes());
      }
      byte[] all = octets.toByteArray();
      position.scan(all, 0, all.length);
      wire.sendOctets(write.cuts(), all);
    } else if (step instanceof Step.Listen listen) {
      wire.awaitMessages(Integer.MAX_VALUE, Duration.ofMillis(listen.millis()));
    } else if (step instanceof Step.HalfClose) {
      wire.halfClose();
    } else {
      wire.reset();
    }
  }

  /** Finds out whether the other end still lives, and says goodbye. */
  private static void end(
      TcpWire wire, WireSettings settings, TranscriptRecorder recorder, FrameScanner position) {
    if (position.rest().isPresent()) {
      wire.halfClose();
      wire.awaitEnd();
      return;
    }
    Conversation c = recorder.transcript().main();
    if (!OurBreach.in(c).rules().isEmpty()) {
      wire.awaitEnd();
      return;
    }
    wire.fence();
    if (settings.capabilities().contains(Capability.ECHO)) {
      wire.awaitMessages(c.messagesSent().size() + settings.greetings(), ECHO_PATIENCE);
    }
    wire.close();
  }
}
