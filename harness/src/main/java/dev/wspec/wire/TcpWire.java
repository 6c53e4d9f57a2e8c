package dev.wspec.wire;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawAnswer;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A wire over TCP or TLS, for the thread that plays the case. {@link #close()} performs a closing
 * handshake; {@link #hangUp()} ends this wire and {@link #another() all its sisters} when the story
 * is over.
 */
public final class TcpWire implements Wire {

  /** How long a subject may be silent after a violation before a fence is sent. */
  private static final long FENCE_AFTER_MILLIS = 200;

  /** The same where nothing but the end of TCP is to come, so that an early Ping loses nothing. */
  private static final long SOON_MILLIS = 50;

  /** How long an echo may be missing before a fence is sent, and how long after its answer. */
  private static final long ECHO_PATIENCE_MILLIS = 1000;

  /** How long the subject may take to end TCP after the Close frames before we send our FIN. */
  private static final long FIN_AFTER_MILLIS = 300;

  /** What {@link #sendUnread} hands to TCP at a time, in octets. */
  private static final int PIECE = 64 << 10;

  /** TCP that takes nothing for so long is full. */
  private static final long STALL_MILLIS = 100;

  /** How long {@link #takeIn} waits if nothing has come. */
  private static final long MOMENT_MILLIS = 20;

  /** Connections that are recalled at most. */
  private static final int RECALLED = 24;

  private static final int GOING_AWAY = 1001;
  private static final int NORMAL = 1000;

  private final Play play;

  /** Whether this is an end of a relay: what is refused there may still carry octets. */
  private final boolean between;

  private final ConnectionRecorder recorder;
  private @Nullable Channel channel;
  private @Nullable Opening opening;
  private @Nullable Answering answering;
  private boolean opened;
  private Tap tap = Tap.NONE;

  /** Whether we asked, and have not looked for the answer. */
  private boolean unheard;

  /** Whether we, as a server, answered with something else than usual. */
  private boolean bent;

  /** Whether we, as a server, answered with something other than a 101. */
  private boolean turnedDown;

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
    this(Play.of(settings, transcript, deadline, watchdog, seed), false);
  }

  TcpWire(Play play, boolean between) {
    this.play = play;
    this.between = between;
    recorder = play.transcript().connection(role());
    play.wires().add(this);
  }

  /** This sees the octets of the connection that is opened next. */
  public void tap(Tap eavesdropper) {
    tap = eavesdropper;
  }

  @Override
  public Role role() {
    return play.settings().role();
  }

  @Override
  public Set<Capability> capabilities() {
    return play.settings().capabilities();
  }

  @Override
  public RandomGenerator random() {
    return play.random();
  }

  @Override
  public Wire another() {
    return new TcpWire(play, between);
  }

  // Opening

  @Override
  public boolean open() {
    return play.settings().contact() instanceof Contact.Dialing
        ? open(UnaryOperator.identity())
        : answer((request, ordinary) -> ordinary);
  }

  @Override
  public boolean open(UnaryOperator<RawRequest> bend) {
    ask(bend);
    return hear();
  }

  @Override
  public void ask(UnaryOperator<RawRequest> bend) {
    requireUnused();
    if (!(play.settings().contact() instanceof Contact.Dialing contact)) {
      throw new IllegalStateException("the request of a client is not ours to bend");
    }
    opening = new Opening(play, recorder, contact);
    channel = opening.dial();
    if (channel != null) {
      channel.tap(tap);
      opening.ask(channel, bend);
      unheard = true;
    }
  }

  /** Whether an answer has begun to come. */
  boolean isAnswered() {
    return channel == null || channel.hasOctets();
  }

  /** Reads the answer; tells whether it was a 101. */
  boolean hear() {
    if (channel == null || opening == null) {
      return false;
    }
    unheard = false;
    How refused = opening.hear(channel, between);
    opened = refused == null;
    turnedDown = between && refused == How.LEFT;
    if (refused != null && !turnedDown) {
      end(refused);
    }
    return opened;
  }

  @Override
  public boolean answer(BinaryBend bend) {
    requireUnused();
    if (!(play.settings().contact() instanceof Contact.Awaiting contact)) {
      throw new IllegalStateException("the answer of a server is not ours to bend");
    }
    answering = new Answering(play, recorder, contact.visits(), between);
    channel = answering.channel();
    if (channel == null) {
      return false;
    }
    answering.tap(tap);
    channel.tap(tap);
    opened =
        answering.answer(
            channel,
            (request, ordinary) -> {
              RawAnswer answer = bend.apply(request, ordinary);
              bent = !answer.equals(ordinary);
              return answer;
            });
    turnedDown = !opened;
    return opened;
  }

  private void requireUnused() {
    if (channel != null || recorder.hasEnded()) {
      throw new IllegalStateException("a wire is opened once; another() gives a further one");
    }
  }

  @Override
  public Optional<RawResponse> opening() {
    return recorder.opening();
  }

  @Override
  public void recall() {
    if (play.settings().contact() instanceof Contact.Awaiting contact) {
      List<PastVisit> all = contact.visits().past();
      for (PastVisit past : all.subList(Math.max(0, all.size() - RECALLED), all.size())) {
        ConnectionRecorder earlier = play.transcript().connection(role());
        earlier.recalled(past.request(), past.response(), past.frames());
      }
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
      sendOctets(segmentation, frames[0].toBytes(role(), play.own()));
      return;
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (RawFrame frame : frames) {
      octets.writeBytes(frame.toBytes(role(), play.own()));
    }
    sendOctets(segmentation, octets.toByteArray());
  }

  @Override
  public void sendOctets(byte... octets) {
    sendOctets(Segmentation.whole(), octets);
  }

  /** Sends octets that need not be frames, cut into writes. */
  public void sendOctets(Segmentation segmentation, byte[] octets) {
    if (canSend() && channel != null) {
      // Written first, so that the digest of something large is made while it is on its way. What
      // the subject answers is read by this thread, and so stands behind it in the transcript.
      channel.write(octets, segmentation);
      if (between && turnedDown) {
        recorder.malformed(true, Payload.whole(octets), "octets behind a refused request");
        return;
      }
      int from = 0;
      for (int end : segmentation.ends(octets.length)) {
        recorder.sent(octets, from, end);
        from = end;
      }
    }
  }

  private boolean canSend() {
    return (opened || turnedDown)
        && !recorder.hasEnded()
        && channel != null
        && channel.isWritable();
  }

  @Override
  public void sendUnread(RawFrame... frames) {
    send(Segmentation.pieces(PIECE), frames);
    awaitWritten();
  }

  @Override
  public void awaitWritten() {
    if (channel != null) {
      channel.awaitStall(STALL_MILLIS);
      if (!channel.isIdle()) {
        recorder.note(STALLED + channel.taken() + " octets");
      }
    }
  }

  @Override
  public void overhear() {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    Deadline grace = Deadline.inMillis(FENCE_AFTER_MILLIS);
    while (channel != null
        && channel.end() == null
        && !grace.passed()
        && octets.size() < Payload.KEPT) {
      int count = channel.read(grace.remainingMillis());
      octets.write(channel.buffer(), 0, Math.max(0, Math.min(count, Payload.KEPT - octets.size())));
    }
    if (octets.size() > 0) {
      recorder.malformed(
          false, Payload.whole(octets.toByteArray()), "octets behind a refused request");
    }
    How end = channel == null ? null : channel.end();
    if (end != null) {
      end(end);
    }
  }

  @Override
  public boolean exchange(RawFrame... frames) {
    return exchange(Segmentation.whole(), frames);
  }

  @Override
  public boolean exchange(Segmentation segmentation, RawFrame... frames) {
    int before = Math.max(recorder.messagesReceived(), play.settings().greetings());
    send(segmentation, frames);
    if (can(Capability.ECHO)) {
      int total = before + messagesIn(frames);
      awaitEcho(() -> recorder.messagesReceived() >= total);
      return recorder.messagesReceived() >= total;
    }
    fence();
    return recorder.fenceAnswered();
  }

  private static int messagesIn(RawFrame... frames) {
    return (int)
        Arrays.stream(frames).filter(f -> f.isFinal() && f.opcode() <= ScannedFrame.BINARY).count();
  }

  /**
   * What is left of this connection, without a record; empty if it is not open.
   *
   * @param deadline of all that follows
   * @param budget octets that we are willing to read
   */
  public Optional<Pipe> pipe(Deadline deadline, long budget) {
    if (channel == null || !canSend()) {
      return Optional.empty();
    }
    channel = channel.renewed(deadline, budget);
    return Optional.of(new Pipe(channel));
  }

  // Waiting

  @Override
  public void takeIn() {
    if (opened && !recorder.hasEnded()) {
      read(MOMENT_MILLIS);
    }
  }

  @Override
  public void awaitEchoes() {
    if (can(Capability.ECHO)) {
      int total = recorder.messagesSent() + play.settings().greetings();
      awaitEcho(() -> recorder.messagesReceived() >= total);
    } else {
      fence();
    }
  }

  /** An echo that does not come though a fence was answered will not come any more. */
  private void awaitEcho(BooleanSupplier came) {
    Deadline patience = Deadline.inMillis(ECHO_PATIENCE_MILLIS);
    boolean fenced = false;
    while (!came.getAsBoolean() && !isOver()) {
      // Something large may be on its way for longer than that.
      boolean progress = read(patience.remainingMillis()) > 0;
      if (progress || !isIdle()) {
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
    int all = total + play.settings().greetings();
    await(() -> recorder.messagesReceived() >= all);
  }

  /** Waits until this many messages have come, greetings included, but only for so long. */
  public void awaitMessages(int total, Duration patience) {
    Deadline end = Deadline.in(patience);
    while (recorder.messagesReceived() < total && !isOver() && !end.passed()) {
      read(end.remainingMillis());
    }
  }

  /** Reads until there is enough, this much time has passed, or nothing more can come. */
  public void listen(Duration time, BooleanSupplier enough) {
    Deadline end = Deadline.in(time);
    while (!enough.getAsBoolean() && opened && !recorder.hasEnded() && !end.passed()) {
      read(end.remainingMillis());
    }
  }

  /** What this wire has carried so far. */
  public ConnectionRecorder record() {
    return recorder;
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
    play.own().nextBytes(nonce);
    recorder.fenced(nonce);
    send(RawFrame.ping(nonce));
  }

  /** The number of octets that came. */
  private int read(long millis) {
    if (channel == null) {
      return 0;
    }
    int count = channel.read(millis);
    if (count > 0) {
      recorder.received(channel.buffer(), 0, count);
    }
    How end = channel.end();
    if (end != null) {
      end(end);
    }
    return count;
  }

  // Ending

  @Override
  public void linger() {
    Deadline grace = Deadline.inMillis(FENCE_AFTER_MILLIS);
    while (!isOver() && !grace.passed()) {
      read(grace.remainingMillis());
    }
  }

  @Override
  public void awaitEnd() {
    if (turnedDown) {
      awaitParting();
      return;
    }
    Deadline grace = Deadline.inMillis(bent ? SOON_MILLIS : FENCE_AFTER_MILLIS);
    boolean fenced = false;
    while (!isOver()) {
      if (fenced && recorder.fenceAnswered()) {
        // The subject carries on: there is nothing to wait for.
        end(How.LEFT);
        return;
      }
      boolean mayFence = !fenced && mayFence();
      if (mayFence && (grace.passed() || recorder.lastWasEchoed())) {
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

  /**
   * A client that was turned down leaves; one that takes the connection for open answers a Ping.
   */
  private void awaitParting() {
    readUntilEnd(SOON_MILLIS);
    if (!recorder.hasEnded()) {
      sendFence();
      readUntilEnd(FIN_AFTER_MILLIS);
    }
    halfClose();
    readUntilEnd(FIN_AFTER_MILLIS);
    if (!recorder.hasEnded()) {
      end(How.LEFT);
    }
  }

  private void readUntilEnd(long millis) {
    Deadline grace = Deadline.inMillis(millis);
    while (!recorder.hasEnded() && !recorder.fenceAnswered() && !grace.passed()) {
      read(grace.remainingMillis());
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
      recorder.closeReceived().ifPresent(close -> send(CloseAnswer.to(close)));
    }
  }

  /**
   * The server closes TCP first (RFC 6455 §7.1.1): if that is not us, a subject that does not is
   * shown our FIN.
   */
  private void awaitEndOfStream() {
    if (!opened) {
      return;
    }
    if (role() == Role.CLIENT) {
      Deadline grace = Deadline.inMillis(FIN_AFTER_MILLIS);
      while (!recorder.hasEnded() && !grace.passed()) {
        read(grace.remainingMillis());
      }
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
    recorder
        .opening()
        .ifPresent(
            response -> {
              if (answering != null && play.settings().contact() instanceof Contact.Awaiting c) {
                c.visits().remember(answering.past(response));
              }
            });
  }

  /** Not part of the story, and so not of the transcript. */
  private void sayGoodbye(Channel channel) {
    if (recorder.closeSent().isEmpty() && !recorder.sentAmidFrame() && channel.isIdle()) {
      channel.write(RawFrame.close(GOING_AWAY).toBytes(role(), play.own()), Segmentation.whole());
    }
    if (role() == Role.SERVER) {
      // A client does not expect a reset, and may not live to see the next case.
      channel.halfClose();
      Deadline grace = Deadline.inMillis(FIN_AFTER_MILLIS);
      while (channel.end() == null && !grace.passed()) {
        channel.read(grace.remainingMillis());
      }
    }
  }

  /** Ends every connection of the case that still goes on. */
  public void hangUp() {
    for (TcpWire wire : play.wires()) {
      if (wire.channel == null || wire.recorder.hasEnded()) {
        continue;
      }
      if (wire.unheard) {
        wire.recorder.note("We sent a request and did not wait for the answer.");
        wire.channel.close();
      } else {
        wire.end(How.LEFT);
      }
    }
  }
}
