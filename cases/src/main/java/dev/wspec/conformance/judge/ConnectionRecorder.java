package dev.wspec.conformance.judge;

import dev.wspec.conformance.Event;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.protocol.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happens on one connection into the case's transcript, and tells what has come so far.
 * The octets of both directions behind the handshake are given to it as they go and come.
 */
public final class ConnectionRecorder {

  private static final int REMEMBERED = 8;

  private final TranscriptRecorder transcript;
  private final int number;
  private final Role ours;
  private final SentPayloads sentPayloads = new SentPayloads();
  private final Direction out = new Direction(true, sentPayloads::ofSent);
  private final Direction in = new Direction(false, sentPayloads::ofReceived);
  private final List<ScannedFrame> maskedFrames = new ArrayList<>();
  private @Nullable RawResponse opening;
  private String lastFence = "";
  private boolean fenceAnswered;
  private int messagesBeforeLastSent;
  private boolean ended;

  ConnectionRecorder(TranscriptRecorder transcript, int number, Role ours) {
    this.transcript = transcript;
    this.number = number;
    this.ours = ours;
  }

  /** A 101 came, or we sent one; from here on octets are frames. */
  public void opened(RawRequest request, RawResponse response) {
    transcript.add(new Event.Opened(transcript.now(), number, request, response));
    opening = response;
    AgreedDeflate.of(response)
        .ifPresent(
            agreed -> {
              out.messages.inflating(!noContextTakeover(agreed, ours));
              in.messages.inflating(!noContextTakeover(agreed, ours.peer()));
            });
  }

  /** The response that opened the connection, if one did. */
  public Optional<RawResponse> opening() {
    return Optional.ofNullable(opening);
  }

  /** A connection of before this case: its handshake and some frames that came. */
  public void recalled(RawRequest request, RawResponse response, List<ScannedFrame> frames) {
    transcript.add(new Event.Opened(transcript.now(), number, request, response));
    transcript.add(new Event.Note(transcript.now(), number, "a connection of before this case"));
    frames.forEach(f -> transcript.add(new Event.Received(transcript.now(), number, f)));
    ended = true;
    transcript.add(new Event.Ended(transcript.now(), number, How.LEFT));
  }

  /** The first masked frames that came, up to so many of eight, without their payloads. */
  public List<ScannedFrame> firstFrames(int count) {
    return maskedFrames.subList(0, Math.min(count, maskedFrames.size()));
  }

  private static boolean noContextTakeover(AgreedDeflate agreed, Role sender) {
    return sender == Role.CLIENT
        ? agreed.clientNoContextTakeover()
        : agreed.serverNoContextTakeover();
  }

  /** The handshake did not lead to a 101; {@code response} is null if no complete head came. */
  public void refused(RawRequest request, @Nullable RawResponse response, boolean bent) {
    transcript.add(new Event.Refused(transcript.now(), number, request, response, bent));
  }

  public void sent(byte[] octets, int from, int to) {
    out.scan(octets, from, to);
  }

  public void received(byte[] octets, int from, int to) {
    in.scan(octets, from, to);
  }

  public void malformed(boolean sent, Payload octets, String what) {
    transcript.add(new Event.Malformed(transcript.now(), number, sent, octets, what));
  }

  public void halfClosed() {
    transcript.add(new Event.HalfClosed(transcript.now(), number));
  }

  /** The Ping with this payload, sent next, is a fence. */
  public void fenced(byte[] nonce) {
    lastFence = HexFormat.of().formatHex(nonce);
    fenceAnswered = false;
    transcript.add(new Event.Fenced(transcript.now(), number, lastFence));
  }

  public void note(String text) {
    transcript.add(new Event.Note(transcript.now(), number, text));
  }

  /** Nothing more can come. What is no whole frame is told first; a second end is passed over. */
  public void ended(How how) {
    if (ended) {
      return;
    }
    ended = true;
    out.end();
    in.end();
    transcript.add(new Event.Ended(transcript.now(), number, how));
  }

  public boolean hasEnded() {
    return ended;
  }

  /** How many data messages have come in all. */
  public int messagesReceived() {
    return in.messageCount;
  }

  /** How many data messages we have sent in all. */
  public int messagesSent() {
    return out.messageCount;
  }

  /** How many Pongs have come in all. */
  public int pongsReceived() {
    return in.pongCount;
  }

  /** How many octets the pieces had in which they came, and how often; head of HTTP left out. */
  public SortedMap<Integer, Integer> piecesReceived() {
    return Collections.unmodifiableSortedMap(in.pieces);
  }

  /** How many octets the pieces had in which we sent, and how often; head of HTTP left out. */
  public SortedMap<Integer, Integer> piecesSent() {
    return Collections.unmodifiableSortedMap(out.pieces);
  }

  /** How many frames came of each opcode. */
  public SortedMap<Integer, Integer> framesReceived() {
    return Collections.unmodifiableSortedMap(in.opcodes);
  }

  /** How many frames we sent of each opcode. */
  public SortedMap<Integer, Integer> framesSent() {
    return Collections.unmodifiableSortedMap(out.opcodes);
  }

  /**
   * How much went one way.
   *
   * @param messageOctets what applications see, after inflating
   * @param payloadOctets what the frames carried, those of control frames too
   */
  public record Weight(long messages, long messageOctets, long payloadOctets) {}

  /** How much came. */
  public Weight weightReceived() {
    return in.weight();
  }

  /** How much we sent. */
  public Weight weightSent() {
    return out.weight();
  }

  /** Whether the last message that came has the type and the length of the last that we sent. */
  public boolean lastHasFormOfEcho() {
    return in.last != null
        && out.last != null
        && in.last.isText() == out.last.isText()
        && in.last.payload().length() == out.last.payload().length();
  }

  /** Whether the last message that came is the same as the last that we sent. */
  public boolean lastIsEcho() {
    return in.last != null && out.last != null && in.last.sameContent(out.last);
  }

  /**
   * Whether a message was the last that we sent and its echo has come: the subject has dealt with
   * everything, and carries on.
   */
  public boolean lastWasEchoed() {
    return out.completedMessage && in.messageCount > messagesBeforeLastSent && lastIsEcho();
  }

  /** Whether the last fence was answered. */
  public boolean fenceAnswered() {
    return fenceAnswered;
  }

  /** The subject's first Close frame. */
  public Optional<ScannedFrame> closeReceived() {
    return Optional.ofNullable(in.close);
  }

  /** Our first Close frame. */
  public Optional<ScannedFrame> closeSent() {
    return Optional.ofNullable(out.close);
  }

  /** Whether what we sent ends amid a frame, so that nothing sound can be sent any more. */
  public boolean sentAmidFrame() {
    return out.frames.rest().isPresent();
  }

  private final class Direction implements FrameSink {
    private final boolean sent;
    private final FrameScanner frames;
    private final MessageScanner messages;
    private int messageCount;
    private int pongCount;
    private @Nullable ScannedFrame close;
    private @Nullable Message last;

    /** Whether the last frame was the last of a message. */
    private boolean completedMessage;

    private long messageOctets;
    private long payloadOctets;
    private final SortedMap<Integer, Integer> pieces = new TreeMap<>();
    private final SortedMap<Integer, Integer> opcodes = new TreeMap<>();

    Direction(boolean sent, Supplier<PayloadCollector> collectors) {
      this.sent = sent;
      frames = new FrameScanner(this, collectors);
      messages = new MessageScanner(this::message, collectors);
    }

    Weight weight() {
      return new Weight(messageCount, messageOctets, payloadOctets);
    }

    void scan(byte[] octets, int from, int to) {
      if (to > from) {
        pieces.merge(to - from, 1, Integer::sum);
        frames.scan(octets, from, to);
      }
    }

    @Override
    public void header(ScannedFrame header) {
      messages.header(header);
    }

    @Override
    public void payload(byte[] octets, int from, int to) {
      messages.payload(octets, from, to);
    }

    @Override
    public void frame(ScannedFrame frame) {
      completedMessage = false;
      opcodes.merge(frame.opcode(), 1, Integer::sum);
      payloadOctets += frame.payload().length();
      if (!sent && frame.masked() && !frame.isControl() && maskedFrames.size() < REMEMBERED) {
        maskedFrames.add(frame.withoutPayload());
      }
      if (frame.is(ScannedFrame.CLOSE) && close == null) {
        close = frame;
      }
      transcript.addFrame(sent, number, frame);
      if (frame.is(ScannedFrame.PONG)) {
        pongCount++;
        fenceAnswered |= !sent && frame.payload().hex().equals(lastFence);
      }
      messages.frame(frame);
    }

    private void message(Message message) {
      messageCount++;
      completedMessage = true;
      last = message;
      if (sent) {
        messagesBeforeLastSent = in.messageCount;
      }
      messageOctets += message.payload().length();
      transcript.addMessage(sent, number, message);
    }

    void end() {
      frames.rest().ifPresent(rest -> malformed(sent, rest.octets(), rest.what()));
      messages.end();
    }
  }
}
