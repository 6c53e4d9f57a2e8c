package dev.wspec.run.autobahn;

import dev.wspec.autobahn.AutobahnCase;
import dev.wspec.autobahn.AutobahnCase.EndBy;
import dev.wspec.autobahn.AutobahnJudge;
import dev.wspec.autobahn.Corpus;
import dev.wspec.autobahn.Deflation;
import dev.wspec.autobahn.Notes;
import dev.wspec.autobahn.Step;
import dev.wspec.codec.PerMessageDeflate;
import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.judge.ConnectionRecorder;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.protocol.DeflateParameters;
import dev.wspec.protocol.Role;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.TcpWire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Says on one connection what the script of a case says, listens, and closes: the same octets in
 * the same order as the original, and the same patience.
 */
final class ScriptPlayer {

  /** How long the peer may take to answer our Close, and a server to end TCP. */
  private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(1);

  /** Sound peers never need it, so a busy machine costs nobody a verdict. */
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(3);

  private static final int GOING_AWAY = 1001;
  private static final int NORMAL = 1000;

  private final AutobahnCase asked;
  private final AutobahnJudge judge;
  private final TcpWire wire;
  private final TranscriptRecorder transcript;
  private final ConnectionRecorder record;
  private final AutobahnRun.Settings settings;
  private final int greetings;
  private final Deadline end;
  private boolean closing;

  ScriptPlayer(
      AutobahnCase asked,
      AutobahnJudge judge,
      TcpWire wire,
      TranscriptRecorder transcript,
      AutobahnRun.Settings settings,
      int greetings) {
    this.asked = asked;
    this.judge = judge;
    this.wire = wire;
    this.transcript = transcript;
    this.record = wire.record();
    this.settings = settings;
    this.greetings = greetings;
    end = Deadline.in(patience(asked, settings.compatible()));
  }

  private static Duration patience(AutobahnCase asked, boolean compatible) {
    return compatible || asked.time().compareTo(LEAST_PATIENCE) > 0 ? asked.time() : LEAST_PATIENCE;
  }

  /** What a case may take in all. */
  static Duration budget(AutobahnCase asked, boolean compatible) {
    return patience(asked, compatible).plus(CLOSING_PATIENCE.multipliedBy(4));
  }

  void play() {
    if (!open()) {
      return;
    }
    for (Step step : asked.script()) {
      take(step);
    }
    listenToTheEnd();
    close();
  }

  private boolean open() {
    Optional<Integer> set = asked.deflated().map(Step.Deflated::offers);
    if (wire.role() == Role.SERVER) {
      return wire.answer((request, ordinary) -> answer(request, ordinary, set));
    }
    return set.isEmpty()
        ? wire.open()
        : wire.open(r -> r.adding("Sec-WebSocket-Extensions", Deflation.offer(set.get())));
  }

  /**
   * A server agrees to a subprotocol of its own list only, and to an extension where it is asked.
   */
  private RawAnswer answer(RawRequest request, RawAnswer ordinary, Optional<Integer> set) {
    Optional<String> protocol =
        request.all("Sec-WebSocket-Protocol").stream()
            .flatMap(field -> Stream.of(field.split(",")))
            .map(String::strip)
            .filter(settings.protocols()::contains)
            .findFirst();
    RawAnswer answer = ordinary.without("Sec-WebSocket-Protocol");
    answer = protocol.isPresent() ? answer.with("Sec-WebSocket-Protocol", protocol.get()) : answer;
    Optional<String> extension = set.flatMap(number -> Deflation.answer(number, request));
    return extension.isPresent()
        ? answer.adding("Sec-WebSocket-Extensions", extension.get())
        : answer;
  }

  private void take(Step step) {
    if (isOver()) {
      return;
    }
    if (step instanceof Step.Send send) {
      wire.send(send.writes(), send.frame());
      closing |= send.isClose();
    } else if (step instanceof Step.Fragmented message) {
      sendAll(message.frames());
    } else if (step instanceof Step.Header header) {
      sendHead(header);
    } else if (step instanceof Step.Octets octets) {
      sendMasked(octets.payload().octets());
    } else if (step instanceof Step.Wait pause) {
      pause(pause);
    } else if (step instanceof Step.Trips trips) {
      trips(trips);
    } else if (step instanceof Step.Deflated deflated) {
      deflated(deflated);
    }
  }

  /** Many small frames go in few calls, and are still frames. */
  private void sendAll(List<RawFrame> frames) {
    int batch = 1024;
    for (int from = 0; from < frames.size(); from += batch) {
      List<RawFrame> some = frames.subList(from, Math.min(frames.size(), from + batch));
      wire.send(some.toArray(RawFrame[]::new));
    }
  }

  // A frame that comes in parts is masked with zero, so that its octets need no more masking.

  private void sendHead(Step.Header header) {
    RawFrame frame = RawFrame.frame(header.opcode()).declaring(header.length());
    frame = header.fin() ? frame : frame.notFinal();
    frame = wire.role().masks() ? frame.maskedWith(0) : frame;
    wire.send(frame);
  }

  private void sendMasked(byte[] octets) {
    wire.sendOctets(octets);
  }

  private void pause(Step.Wait pause) {
    record.note(Notes.pausing(pause.time(), pause.tag()));
    wire.listen(pause.time(), this::isOver);
    if (!isOver()) {
      record.note(pause.tag() == null ? Notes.GOES_ON : Notes.outlived(pause.tag()));
    }
  }

  private void trips(Step.Trips trips) {
    RawFrame frame = RawFrame.frame(trips.opcode(), trips.payload().octets());
    int count = settings.volume().of(trips.count(), trips.payload().length());
    for (int done = 0; done < count; done++) {
      wire.send(frame);
      if (!echoed(done)) {
        return;
      }
    }
    record.note(count + " " + Notes.RIGHT_ECHOES);
  }

  private void deflated(Step.Deflated step) {
    Optional<DeflateParameters> agreed = record.opening().flatMap(Deflation::agreed);
    if (agreed.isEmpty()) {
      record.note(Notes.NOT_NEGOTIATED);
      return;
    }
    Corpus corpus = new Corpus(step.data(), step.opcode() == 1);
    int count = settings.volume().of(step.count(), step.size());
    try (PerMessageDeflate deflate = Deflation.sender(wire.role(), agreed.get())) {
      for (int done = 0; done < count; done++) {
        byte[] payload = deflate.compress(corpus.next(step.size()));
        sendAll(Step.fragments(Deflation.first(step.opcode()), payload, step.fragment()));
        if (!echoed(done)) {
          return;
        }
      }
    }
    record.note(count + " " + Notes.RIGHT_ECHOES);
  }

  /** Whether the last message came back as it was; if not, that is written down. */
  private boolean echoed(int before) {
    await(() -> record.messagesReceived() > greetings + before || isOver());
    boolean right = record.messagesReceived() > greetings + before && isEcho();
    if (!right) {
      record.note(before + " " + Notes.WRONG_ECHO);
    }
    return right;
  }

  /** Group 9 of the original looks at type and length only. */
  private boolean isEcho() {
    boolean formOnly = settings.compatible() && asked.deflated().isEmpty();
    return formOnly ? record.lastHasFormOfEcho() : record.lastIsEcho();
  }

  private void await(BooleanSupplier enough) {
    wire.listen(Duration.ofMillis(end.remainingMillis()), enough);
  }

  /** Nothing more is to be said. */
  private boolean isOver() {
    return record.hasEnded() || record.closeReceived().isPresent();
  }

  private void listenToTheEnd() {
    record.note(Notes.ending(asked.endsBy(), patience(asked, settings.compatible())));
    boolean satisfied = asked.ok() == null ? echoes() : listen();
    if (!closing && !isOver()) {
      sayClose(satisfied);
    }
  }

  /** Whether a case that is about echoes has no more to wait for; most have sent one message. */
  private boolean echoes() {
    if (asked.single().isPresent() && echoed(0)) {
      record.note("1 " + Notes.RIGHT_ECHOES);
    }
    return !end.passed();
  }

  private boolean listen() {
    int[] heardBefore = {-1};
    boolean[] satisfied = {false};
    await(
        () -> {
          int heard = record.messagesReceived() + record.pongsReceived();
          if (heard != heardBefore[0] && !satisfied[0]) {
            heardBefore[0] = heard;
            satisfied[0] = judge.isSatisfied(asked, transcript.transcript(), greetings);
          }
          return satisfied[0] || isOver() || closing;
        });
    return satisfied[0];
  }

  private void sayClose(boolean satisfied) {
    closing = true;
    if (satisfied) {
      wire.send(RawFrame.close(NORMAL));
    } else if (asked.endsBy() == EndBy.CLOSING) {
      record.note(Notes.CLOSED);
      wire.send(RawFrame.close());
    } else {
      record.note(Notes.KILLED);
      wire.send(RawFrame.close(GOING_AWAY));
    }
  }

  /** Ends the conversation: their Close is answered, ours is to be, and the server ends TCP. */
  private void close() {
    if (record.closeReceived().isEmpty()) {
      // What the peer has yet to say may stand before its Close.
      Duration patience = asked.closesItself() ? remaining() : CLOSING_PATIENCE;
      wire.listen(patience, this::isOver);
    }
    if (record.closeReceived().isPresent() && !closing) {
      wire.send(Segmentation.whole(), RawFrame.close(NORMAL));
    }
    if (wire.role() == Role.CLIENT || record.closeReceived().isEmpty()) {
      wire.listen(CLOSING_PATIENCE, record::hasEnded);
    } else {
      // A server ends TCP first (RFC 6455 §7.1.1), with a FIN that leaves nothing behind.
      wire.halfClose();
      wire.listen(CLOSING_PATIENCE, record::hasEnded);
    }
    if (!record.hasEnded()) {
      record.note(Notes.DROPPED);
    }
    wire.hangUp();
  }

  private Duration remaining() {
    Duration left = Duration.ofMillis(end.remainingMillis());
    return left.compareTo(CLOSING_PATIENCE) > 0 ? left : CLOSING_PATIENCE;
  }
}
