package dev.wspec.fuzz;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Judgement;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.conformance.judge.FrameScanner;
import dev.wspec.conformance.judge.FrameSink;
import dev.wspec.conformance.judge.OurBreach;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.protocol.Role;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.TcpWire;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Plays scripts to a server, each on a connection of its own, and judges what comes of them. */
final class Player {
  private static final Duration ECHO_PATIENCE = Duration.ofMillis(500);

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

  private final WireSettings settings;
  private final Duration patience;
  private final Watchdog watchdog;
  private final CaseJudge judge;

  Player(WireSettings settings, Duration patience, Watchdog watchdog, CaseJudge judge) {
    this.settings = settings;
    this.patience = patience;
    this.watchdog = watchdog;
    this.judge = judge;
  }

  /**
   * What came of a script.
   *
   * @param signature what was wrong, the same for every conversation that shows it; empty if
   *     nothing was
   */
  record Outcome(Script script, CaseOutcome judged, String signature) {
    boolean isBad() {
      return !signature.isEmpty();
    }
  }

  Outcome play(Script script, long seed) {
    long start = System.nanoTime();
    Transcript transcript = record(script, seed);
    ConformanceCase asked = Questions.about(script, transcript, "fuzz/conversation");
    CaseOutcome outcome = judged(asked, transcript, start);
    if (outcome.verdict() != Verdict.FAIL) {
      return new Outcome(script, outcome, "");
    }
    String signature = signature(outcome, transcript);
    ConformanceCase named = Questions.about(script, transcript, "fuzz/" + signature);
    return new Outcome(script, judged(named, transcript, start), signature);
  }

  private CaseOutcome judged(ConformanceCase asked, Transcript transcript, long start) {
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return new CaseOutcome(asked, judge.judge(asked, transcript), transcript, time, false);
  }

  /** The first requirement that was broken, and what we had broken before. */
  private static String signature(CaseOutcome outcome, Transcript transcript) {
    String requirement =
        outcome.judged().judgements().stream()
            .filter(j -> j.verdict() == Verdict.FAIL)
            .min(Comparator.comparing((Judgement j) -> j.verdict()).reversed())
            .map(j -> j.check().requirement())
            .orElse("unknown");
    String rules =
        OurBreach.in(transcript.main()).rules().stream()
            .map(rule -> rule.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining("-and-"));
    return requirement.replace('.', '-') + (rules.isEmpty() ? "" : "-after-" + rules);
  }

  private Transcript record(Script script, long seed) {
    TranscriptRecorder recorder =
        new TranscriptRecorder(SubjectRole.SERVER, settings.capabilities(), System::nanoTime);
    TcpWire wire = new TcpWire(settings, recorder, Deadline.in(patience), watchdog, seed);
    try {
      if (wire.open(script::bend)) {
        FrameScanner position = new FrameScanner(NOWHERE);
        SplittableRandom keys = new SplittableRandom(seed);
        script.steps().forEach(step -> take(step, wire, position, keys));
        end(wire, recorder, position);
      }
    } finally {
      wire.hangUp();
    }
    return recorder.transcript();
  }

  private static void take(Step step, TcpWire wire, FrameScanner position, SplittableRandom keys) {
    if (step instanceof Step.Write write) {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      for (Item item : write.items()) {
        octets.writeBytes(
            item instanceof FuzzFrame frame
                ? frame.raw().toBytes(Role.CLIENT, keys)
                : ((Item.Loose) item).octets().bytes());
      }
      byte[] all = octets.toByteArray();
      position.scan(all, 0, all.length);
      wire.sendOctets(write.cuts(), all);
    } else if (step instanceof Step.Settle) {
      wire.fence();
    } else if (step instanceof Step.Listen listen) {
      wire.awaitMessages(Integer.MAX_VALUE, Duration.ofMillis(listen.millis()));
    } else if (step instanceof Step.HalfClose) {
      wire.halfClose();
    } else {
      wire.reset();
    }
  }

  /** Finds out whether the other end still lives, and says goodbye. */
  private void end(TcpWire wire, TranscriptRecorder recorder, FrameScanner position) {
    if (position.rest().isPresent()) {
      wire.halfClose();
      wire.awaitEnd();
      return;
    }
    Conversation c = recorder.transcript().main();
    OurBreach breach = OurBreach.in(c);
    if (!breach.rules().isEmpty()) {
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
