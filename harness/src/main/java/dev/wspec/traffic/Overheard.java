package dev.wspec.traffic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.judge.ConnectionRecorder;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.protocol.Role;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * One connection between a client and a server that are not ours, told twice: as the client would
 * tell of the server, and as the server would of the client. For one thread, in bounded memory.
 */
public final class Overheard {

  private static final int LONGEST_HEAD = 64 << 10;

  private final TranscriptRecorder ofServer;
  private final TranscriptRecorder ofClient;
  private final ConnectionRecorder atClient;
  private final ConnectionRecorder atServer;
  private final ByteArrayOutputStream request = new ByteArrayOutputStream();
  private final ByteArrayOutputStream response = new ByteArrayOutputStream();
  private State state = State.HANDSHAKE;

  private enum State {
    HANDSHAKE,
    OPEN,
    OTHER
  }

  /**
   * @param nanoTime a clock that only its differences matter of, in nanoseconds
   */
  public Overheard(LongSupplier nanoTime) {
    ofServer = new TranscriptRecorder(SubjectRole.SERVER, Set.of(), nanoTime);
    ofClient = new TranscriptRecorder(SubjectRole.CLIENT, Set.of(), nanoTime);
    atClient = ofServer.connection(Role.CLIENT);
    atServer = ofClient.connection(Role.SERVER);
  }

  /** Octets that one of the two has sent. */
  public void octets(boolean fromClient, byte[] octets) {
    if (state == State.OPEN) {
      frames(fromClient, octets);
    } else if (state == State.HANDSHAKE) {
      (fromClient ? request : response).writeBytes(octets);
      handshake();
    }
  }

  private void frames(boolean fromClient, byte[] octets) {
    if (fromClient) {
      atClient.sent(octets, 0, octets.length);
      atServer.received(octets, 0, octets.length);
    } else {
      atServer.sent(octets, 0, octets.length);
      atClient.received(octets, 0, octets.length);
    }
  }

  /** What follows the heads is frames, if the answer is a 101. */
  private void handshake() {
    byte[] asked = request.toByteArray();
    int asking = endOfHead(asked);
    byte[] answered = response.toByteArray();
    int answering = endOfHead(answered);
    while (answering >= 0 && isInterim(answered)) {
      answered = Arrays.copyOfRange(answered, answering, answered.length);
      answering = endOfHead(answered);
    }
    if (asking < 0 || answering < 0) {
      if (asked.length > LONGEST_HEAD || answered.length > LONGEST_HEAD) {
        state = State.OTHER;
      }
      return;
    }
    RawRequest requested = RawRequest.parse(new String(asked, 0, asking, ISO_8859_1));
    RawResponse answer = RawResponse.parse(new String(answered, 0, answering, ISO_8859_1), "");
    if (answer.status() == 101 && answer.hasToken("Upgrade", "websocket")) {
      state = State.OPEN;
      atClient.opened(requested, answer);
      atServer.opened(requested, answer);
      frames(true, Arrays.copyOfRange(asked, asking, asked.length));
      frames(false, Arrays.copyOfRange(answered, answering, answered.length));
    } else {
      state = State.OTHER;
      atClient.refused(requested, answer, false);
      atServer.refused(requested, answer, false);
    }
    request.reset();
    response.reset();
  }

  private static boolean isInterim(byte[] answer) {
    int status = RawResponse.parse(new String(answer, ISO_8859_1), "").status();
    return status >= 100 && status < 200 && status != 101;
  }

  /** The offset behind the first empty line, or -1. */
  private static int endOfHead(byte[] octets) {
    int at = new String(octets, ISO_8859_1).indexOf("\r\n\r\n");
    return at < 0 ? -1 : at + 4;
  }

  /** One of the two has ended its side, or reset the connection. */
  public void ended(boolean byClient, boolean reset) {
    How how = reset ? How.RESET : How.EOF;
    (byClient ? atServer : atClient).ended(how);
  }

  /** Nothing more is heard of it. */
  public void left() {
    atClient.ended(How.LEFT);
    atServer.ended(How.LEFT);
  }

  /** Whether it was opened as a WebSocket connection. */
  public boolean isWebSocket() {
    return atClient.opening().isPresent();
  }

  /** What the client asked for; empty if it spoke no HTTP. */
  public Optional<String> target() {
    return ofServer.transcript().main().opened().map(opened -> opened.request().target());
  }

  /** What was seen of the server, or of the client. */
  public Transcript of(SubjectRole subject) {
    return (subject == SubjectRole.SERVER ? ofServer : ofClient).transcript();
  }
}
