package dev.wspec.endpoint;

import dev.wspec.behaviour.Application;
import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.TransportBehaviour.Ending;
import dev.wspec.behaviour.TransportBehaviour.RequestReading;
import dev.wspec.codec.Limits;
import dev.wspec.handshake.Agreement;
import dev.wspec.handshake.HandshakeViolation;
import dev.wspec.handshake.HeadReader;
import dev.wspec.handshake.ServerNegotiation;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import dev.wspec.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One accepted connection from its first byte to its last, on the thread that runs it. */
final class Connection {
  private static final int FIRST_BUFFER = 8 << 10;
  private static final int LARGEST_BUFFER = 128 << 10;

  /** Replies are written when this many bytes wait, even if there is more to read. */
  private static final int FLUSH_AT = 64 << 10;

  private static final int DRAINED_BYTES = 64 << 20;
  private static final Duration DRAIN_TIME = Duration.ofSeconds(2);

  /** What all connections of a server have in common. */
  record Settings(
      Behaviour behaviour,
      ServerNegotiation negotiation,
      Limits limits,
      Duration idleTimeout,
      Semaphore handshakes,
      Runnable endAll) {}

  private final Settings settings;
  private final Behaviour behaviour;
  private final Deadline deadline;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private byte[] buffer = new byte[FIRST_BUFFER];

  /** Where in the buffer the frames begin that came with the end of the request. */
  private int followingFrom;

  /** How many bytes they have. */
  private int following;

  /**
   * @param socket the one to read and write, plain or TLS
   * @param deadline ends the connection when it passes
   */
  Connection(Settings settings, Socket socket, Deadline deadline) throws IOException {
    this.settings = settings;
    this.behaviour = settings.behaviour();
    this.deadline = deadline;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  void run() throws IOException {
    HeadReader reader = new HeadReader(behaviour.handshake().waivedHeadRules());
    ServerNegotiation.@Nullable Answer answer;
    settings.handshakes().acquireUninterruptibly();
    try {
      answer = shakeHands(reader);
    } finally {
      settings.handshakes().release();
    }
    if (answer == null) {
      return;
    }
    Agreement agreement = answer.agreement();
    if (agreement == null) {
      behaviour.transport().writing().write(out, answer.bytes(), answer.bytes().length);
      end(Ending.GRACEFUL);
      return;
    }
    try (Session session = session(agreement)) {
      session.output().append(answer.bytes());
      converse(session, followingFrom, following);
    }
  }

  /** The answer to the request; null if the connection is to end without one. */
  private ServerNegotiation.@Nullable Answer shakeHands(HeadReader reader) throws IOException {
    RequestReading reading = behaviour.transport().reading();
    boolean hasty = reading == RequestReading.AS_SOON_AS_IT_WOULD_DO;
    Hasty guess = new Hasty(behaviour.handshake().waivedHeadRules(), settings.negotiation());
    try {
      while (!reader.isComplete()) {
        int to = in.read(buffer, 0, hasty ? 1 : buffer.length);
        if (to < 0) {
          return null;
        }
        followingFrom = reader.accept(buffer, 0, to);
        following = reading == RequestReading.WITHOUT_WHAT_FOLLOWS ? 0 : to - followingFrom;
        if (!reader.isComplete()) {
          if (reading == RequestReading.IN_ONE_PIECE) {
            return null;
          }
          ServerNegotiation.Answer early = hasty ? guess.answer(buffer, to) : null;
          if (early != null) {
            return early;
          }
        }
      }
      return settings.negotiation().answer(reader.request());
    } catch (HandshakeViolation e) {
      return settings.negotiation().refuse(e);
    }
  }

  private Session session(Agreement agreement) {
    return new Session(Role.SERVER, agreement.deflate(), settings.limits(), behaviour.session());
  }

  private void converse(Session session, int from, int length) throws IOException {
    Application application = behaviour.application().get();
    send(session, application.onOpen());
    deal(session, application, from, length);
    boolean open = true;
    while (open && !session.isClosed()) {
      deadline.in(settings.idleTimeout());
      int count = in.read(buffer);
      if (count < 0) {
        open = false;
      } else {
        deal(session, application, 0, count);
        growBuffer(count);
      }
    }
    ProtocolViolation violation = session.violation();
    if (violation != null) {
      if (behaviour.transport().sharesFate().test(violation)) {
        settings.endAll().run();
      }
      end(behaviour.transport().afterFailure());
    } else {
      end(open ? behaviour.transport().afterClosing() : behaviour.transport().afterEnd());
    }
  }

  /** Answers all that has arrived with as few writes as possible. */
  private void deal(Session session, Application application, int from, int length)
      throws IOException {
    session.feed(buffer, from, length);
    for (@Nullable Frame frame = session.next(); frame != null; frame = session.next()) {
      if (!frame.opcode().isControl()) {
        send(session, application.onMessage(frame));
      }
      if (session.output().size() >= FLUSH_AT) {
        flush(session);
      }
    }
    flush(session);
  }

  private static void send(Session session, List<Frame> frames) {
    for (int i = 0; i < frames.size(); i++) {
      session.send(frames.get(i));
    }
  }

  private void flush(Session session) throws IOException {
    if (!session.output().isEmpty()) {
      behaviour.transport().writing().write(out, session.output().array(), session.output().size());
      session.output().clear();
    }
  }

  private void growBuffer(int lastCount) {
    if (lastCount == buffer.length && buffer.length < LARGEST_BUFFER) {
      buffer = Arrays.copyOf(buffer, 4 * buffer.length);
    }
  }

  private void end(Ending ending) throws IOException {
    switch (ending) {
      case GRACEFUL -> {
        socket.shutdownOutput();
        deadline.in(DRAIN_TIME);
        drain(DRAINED_BYTES);
      }
      case LEFT_TO_PEER -> {
        deadline.in(settings.idleTimeout());
        drain(Long.MAX_VALUE);
      }
      case NEVER -> deadline.await();
      case RESET -> socket.setSoLinger(true, 0);
      case ABRUPT -> {}
    }
  }

  /** Reads on, so that no reset overtakes what was sent. */
  private void drain(long bytes) throws IOException {
    long left = bytes;
    int count = 0;
    while (count >= 0 && left > 0) {
      count = in.read(buffer);
      left -= count;
    }
  }
}
