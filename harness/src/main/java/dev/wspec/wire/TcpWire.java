package dev.wspec.wire;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.Wire;
import dev.wspec.conformance.judge.ConnectionRecorder;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.protocol.Role;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A wire to a server over TCP or TLS, for the thread that plays the case. {@link #close()} performs
 * a closing handshake; {@link #hangUp()} ends this wire and {@link #another() all its sisters} when
 * the story is over.
 */
public final class TcpWire implements Wire {

  /** What all wires of one run of one case share. */
  private record Play(
      WireSettings settings,
      TranscriptRecorder transcript,
      Deadline deadline,
      Watchdog watchdog,
      RandomGenerator random,
      RandomGenerator own,
      List<TcpWire> wires) {}

  /** How long a subject may be silent after a violation before a fence is sent. */
  private static final long FENCE_AFTER_MILLIS = 200;

  /** How long an echo may be missing before a fence is sent, and how long after its answer. */
  private static final long ECHO_PATIENCE_MILLIS = 1000;

  /** How long the subject may take to end TCP after the Close frames before we send our FIN. */
  private static final long FIN_AFTER_MILLIS = 300;

  private static final int GOING_AWAY = 1001;
  private static final int NORMAL = 1000;
  private static final int PROTOCOL_ERROR = 1002;

  private final Play play;
  private final ConnectionRecorder recorder;
  private @Nullable Channel channel;
  private boolean opened;

  /**
   * @param transcript takes everything that happens
   * @param deadline of the whole case
   * @param seed of all random numbers of this case
   */
  public TcpWire(
      WireSettings settings,
      TranscriptRecorder transcript,
      Deadline deadline,
      Watchdog watchdog,
      long seed) {
    this(play(settings, transcript, deadline, watchdog, new SplittableRandom(seed)));
  }

  private static Play play(
      WireSettings settings,
      TranscriptRecorder transcript,
      Deadline deadline,
      Watchdog watchdog,
      SplittableRandom random) {
    // Masks, keys and nonces have a stream of their own, so that a fence that time brings about
    // does not change what the case draws.
    return new Play(
        settings, transcript, deadline, watchdog, random, random.split(), new ArrayList<>());
  }

  private TcpWire(Play play) {
    this.play = play;
    recorder = play.transcript.connection(role());
    play.wires.add(this);
  }

  @Override
  public Role role() {
    return Role.CLIENT;
  }

  @Override
  public Set<Capability> capabilities() {
    return play.settings.capabilities();
  }

  @Override
  public RandomGenerator random() {
    return play.random;
  }

  @Override
  public Wire another() {
    return new TcpWire(play);
  }

  // Opening

  @Override
  public boolean open() {
    return open(UnaryOperator.identity());
  }

  @Override
  public boolean open(UnaryOperator<RawRequest> bend) {
    if (channel != null || recorder.hasEnded()) {
      throw new IllegalStateException("a wire is opened once; another() gives a further one");
    }
    RawRequest ordinary = play.settings.request().apply(play.own);
    RawRequest request = bend.apply(ordinary);
    boolean bent = !request.equals(ordinary);
    Channel open;
    try {
      Carrier carrier = play.settings.dialer().dial(play.deadline, play.watchdog);
      open = new Channel(carrier, play.deadline, play.watchdog, play.settings.budget());
    } catch (DialFailure e) {
      recorder.note(String.valueOf(e.getMessage()));
      recorder.ended(e.kind() == DialFailure.Kind.TIMED_OUT ? How.DEADLINE : How.RESET);
      return false;
    }
    channel = open;
    open.write(request.toBytes(), request.segmentation());
    opened = shakeHands(open, request, bent);
    return opened;
  }

  private boolean shakeHands(Channel channel, RawRequest request, boolean bent) {
    HeadReader reader = new HeadReader(channel);
    How failed = reader.readHead();
    if (failed != null) {
      tellOfNoHead(reader.octets());
      recorder.refused(request, null, bent);
      end(failed);
      return false;
    }
    RawResponse response = RawResponse.parse(reader.head(), "");
    if (response.status() != 101) {
      response = RawResponse.parse(reader.head(), reader.readBody(response));
      recorder.refused(request, response, bent);
      How end = channel.end();
      end(end == null ? How.LEFT : end);
      return false;
    }
    recorder.opened(request, response);
    byte[] glued = new byte[request.following().size()];
    for (int i = 0; i < glued.length; i++) {
      glued[i] = request.following().get(i);
    }
    recorder.sent(glued, 0, glued.length);
    byte[] following = reader.following();
    recorder.received(following, 0, following.length);
    return true;
  }

  private void tellOfNoHead(byte[] octets) {
    if (octets.length > 0) {
      recorder.malformed(
          false,
          Payload.whole(Arrays.copyOf(octets, Math.min(octets.length, Payload.KEPT))),
          "no response head within " + octets.length + " octets");
    }
  }

  // Sending

  @Override
  public void send(RawFrame... frames) {
    send(Segmentation.whole(), frames);
  }

  @Override
  public void send(Segmentation segmentation, RawFrame... frames) {
    if (!canSend()) {
      return;
    }
    if (frames.length == 1) {
      sendOctets(segmentation, frames[0].toBytes(role(), play.own));
      return;
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (RawFrame frame : frames) {
      octets.writeBytes(frame.toBytes(role(), play.own));
    }
    sendOctets(segmentation, octets.toByteArray());
  }

  @Override
  public void sendOctets(byte... octets) {
    sendOctets(Segmentation.whole(), octets);
  }

  private void sendOctets(Segmentation segmentation, byte[] octets) {
    if (canSend() && channel != null) {
      // Written first, so that the digest of something large is made while it is on its way. What
      // the subject answers is read by this thread, and so stands behind it in the transcript.
      channel.write(octets, segmentation);
      recorder.sent(octets, 0, octets.length);
    }
  }

  private boolean canSend() {
    return opened && !recorder.hasEnded() && channel != null && channel.isWritable();
  }

  @Override
  public void exchange(RawFrame... frames) {
    exchange(Segmentation.whole(), frames);
  }

  @Override
  public void exchange(Segmentation segmentation, RawFrame... frames) {
    int before = Math.max(recorder.messagesReceived(), play.settings.greetings());
    send(segmentation, frames);
    if (can(Capability.ECHO)) {
      int total = before + messagesIn(frames);
      awaitEcho(() -> recorder.messagesReceived() >= total);
    } else {
      fence();
    }
  }

  private static int messagesIn(RawFrame... frames) {
    return (int)
        Arrays.stream(frames).filter(f -> f.isFinal() && f.opcode() <= ScannedFrame.BINARY).count();
  }

  // Waiting

  /** An echo that does not come though a fence was answered will not come any more. */
  private void awaitEcho(BooleanSupplier came) {
    int progress = recorder.messagesReceived();
    Deadline patience = Deadline.inMillis(ECHO_PATIENCE_MILLIS);
    boolean fenced = false;
    while (!came.getAsBoolean() && !isOver()) {
      read(patience.remainingMillis());
      if (recorder.messagesReceived() > progress || !isIdle()) {
        progress = recorder.messagesReceived();
        patience = Deadline.inMillis(ECHO_PATIENCE_MILLIS);
      } else if (patience.passed()) {
        if (fenced && recorder.fenceAnswered()) {
          return;
        }
        if (!fenced && mayFence()) {
          sendFence();
          fenced = true;
        }
        patience = Deadline.inMillis(ECHO_PATIENCE_MILLIS);
      }
    }
  }

  @Override
  public void awaitMessages(int total) {
    int all = total + play.settings.greetings();
    await(() -> recorder.messagesReceived() >= all);
  }

  /** Waits until this many messages have come, greetings included, but only for so long. */
  public void awaitMessages(int total, Duration patience) {
    Deadline end = Deadline.in(patience);
    while (recorder.messagesReceived() < total && !isOver() && !end.passed()) {
      read(end.remainingMillis());
    }
  }

  @Override
  public void awaitPongs(int total) {
    await(() -> recorder.pongsReceived() >= total);
  }

  @Override
  public void awaitClose() {
    await(() -> false);
  }

  @Override
  public void fence() {
    if (mayFence()) {
      sendFence();
      await(recorder::fenceAnswered);
    }
  }

  private void await(BooleanSupplier came) {
    while (!came.getAsBoolean() && !isOver()) {
      read(Long.MAX_VALUE);
    }
  }

  /** After its Close frame the subject sends nothing more (RFC 6455 §5.5.1). */
  private boolean isOver() {
    return !opened || recorder.hasEnded() || recorder.closeReceived().isPresent();
  }

  /** A Ping is of use only where the subject would read it as one. */
  private boolean mayFence() {
    return canSend() && recorder.closeSent().isEmpty() && !recorder.sentAmidFrame();
  }

  private void sendFence() {
    byte[] nonce = new byte[8];
    play.own.nextBytes(nonce);
    recorder.fenced(nonce);
    send(RawFrame.ping(nonce));
  }

  private void read(long millis) {
    if (channel == null) {
      return;
    }
    int count = channel.read(millis);
    if (count > 0) {
      recorder.received(channel.buffer(), 0, count);
    }
    How end = channel.end();
    if (end != null) {
      end(end);
    }
  }

  // Ending

  @Override
  public void awaitEnd() {
    Deadline grace = Deadline.inMillis(FENCE_AFTER_MILLIS);
    boolean fenced = false;
    while (!isOver()) {
      if (fenced && recorder.fenceAnswered()) {
        // The subject carries on: there is nothing to wait for.
        end(How.LEFT);
        return;
      }
      boolean mayFence = !fenced && mayFence();
      if (mayFence && grace.passed()) {
        sendFence();
        fenced = true;
      } else {
        read(mayFence ? grace.remainingMillis() : Long.MAX_VALUE);
      }
    }
    if (opened && !recorder.hasEnded()) {
      answerClose();
      awaitEndOfStream();
    }
  }

  @Override
  public void close() {
    close(RawFrame.close(NORMAL));
  }

  @Override
  public void close(RawFrame closeFrame) {
    if (recorder.closeSent().isEmpty()) {
      send(closeFrame);
    }
    awaitClose();
    awaitEndOfStream();
  }

  private void answerClose() {
    if (recorder.closeSent().isEmpty() && !recorder.sentAmidFrame()) {
      recorder.closeReceived().ifPresent(close -> send(answerTo(close)));
    }
  }

  private static RawFrame answerTo(ScannedFrame close) {
    if (close.payload().length() == 0) {
      return RawFrame.close();
    }
    int code = close.closeCode();
    return RawFrame.close(maySend(code) ? code : PROTOCOL_ERROR);
  }

  /** Codes that may stand in a Close frame (RFC 6455 §7.4); 1005 is what a lone octet reads as. */
  private static boolean maySend(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }

  /** The server closes TCP first (RFC 6455 §7.1.1); one that does not is shown our FIN. */
  private void awaitEndOfStream() {
    if (!opened) {
      return;
    }
    Deadline grace = Deadline.inMillis(FIN_AFTER_MILLIS);
    while (!recorder.hasEnded() && !grace.passed()) {
      read(grace.remainingMillis());
    }
    halfClose();
    while (!recorder.hasEnded()) {
      read(Long.MAX_VALUE);
    }
  }

  @Override
  public void halfClose() {
    while (canSend() && !isIdle()) {
      read(1);
    }
    if (canSend() && channel != null && channel.halfClose()) {
      recorder.halfClosed();
    }
  }

  private boolean isIdle() {
    return channel == null || channel.isIdle();
  }

  @Override
  public void reset() {
    if (channel != null && !recorder.hasEnded()) {
      recorder.note("we reset the connection");
      recorder.ended(How.LEFT);
      channel.reset();
    }
  }

  private void end(How how) {
    recorder.ended(how);
    if (channel != null) {
      if (how == How.LEFT && opened) {
        sayGoodbye(channel);
      }
      channel.close();
    }
  }

  /** Not part of the story, and so not of the transcript. */
  private void sayGoodbye(Channel channel) {
    if (recorder.closeSent().isEmpty() && !recorder.sentAmidFrame() && channel.isIdle()) {
      channel.write(RawFrame.close(GOING_AWAY).toBytes(role(), play.own), Segmentation.whole());
    }
  }

  /** Ends every connection of the case that still goes on. */
  public void hangUp() {
    for (TcpWire wire : play.wires) {
      if (wire.channel != null && !wire.recorder.hasEnded()) {
        wire.end(How.LEFT);
      }
    }
  }
}
