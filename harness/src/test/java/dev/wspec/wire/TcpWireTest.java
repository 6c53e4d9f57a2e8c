package dev.wspec.wire;

import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Field;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.wire.ScriptedServer.Peer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpWireTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final Watchdog watchdog = new Watchdog();
  private Set<Capability> capabilities = Set.of(Capability.ECHO);
  private int greetings;
  private long budget = WireSettings.DEFAULT_BUDGET;

  @AfterEach
  void stopWatching() {
    watchdog.close();
  }

  private static RawRequest request(java.util.random.RandomGenerator random) {
    byte[] key = new byte[16];
    random.nextBytes(key);
    return RawRequest.get(
        "/",
        List.of(
            new Field("Host", "localhost"),
            new Field("Upgrade", "websocket"),
            new Field("Connection", "Upgrade"),
            new Field("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(key)),
            new Field("Sec-WebSocket-Version", "13")));
  }

  private Transcript play(int port, Duration timeout, Stimulus stimulus) {
    WireSettings settings =
        new WireSettings(
            new Dialer("127.0.0.1", port, null),
            TcpWireTest::request,
            capabilities,
            greetings,
            budget);
    TranscriptRecorder recorder =
        new TranscriptRecorder(SubjectRole.SERVER, capabilities, System::nanoTime);
    TcpWire wire = new TcpWire(settings, recorder, Deadline.in(timeout), watchdog, 7);
    try {
      stimulus.play(wire);
    } finally {
      wire.hangUp();
    }
    return recorder.transcript();
  }

  private Transcript play(ScriptedServer.Script script, Duration timeout, Stimulus stimulus)
      throws IOException {
    try (ScriptedServer server = ScriptedServer.plain(script)) {
      return play(server.port(), timeout, stimulus);
    }
  }

  private static List<String> names(Conversation conversation) {
    List<String> names = new ArrayList<>();
    for (Event event : conversation.events()) {
      String name = event.getClass().getSimpleName();
      if (event instanceof Event.Sent sent) {
        name += " " + sent.frame().name();
      } else if (event instanceof Event.Received received) {
        name += " " + received.frame().name();
      } else if (event instanceof Event.Ended ended) {
        name += " " + ended.how();
      }
      names.add(name);
    }
    return names;
  }

  private static void echo(Peer peer) throws IOException {
    peer.upgrade();
    peer.echo();
  }

  @Test
  void playsAConversationAndWritesItDown() throws Exception {
    Transcript transcript =
        play(
            TcpWireTest::echo,
            LONG,
            wire -> {
              assertThat(wire.open()).isTrue();
              wire.exchange(text("one"));
              wire.close();
            });
    assertThat(names(transcript.main()))
        .containsExactly(
            "Opened",
            "Sent Text",
            "SentMessage",
            "Received Text",
            "ReceivedMessage",
            "Sent Close",
            "Received Close",
            "Ended EOF");
    assertThat(transcript.main().sent()).allMatch(ScannedFrame::masked);
  }

  @Test
  void echoOfSixteenMebibytesDoesNotDeadlock() throws Exception {
    byte[] payload = new byte[16 << 20];
    new Random(1).nextBytes(payload);
    Transcript transcript =
        play(
            TcpWireTest::streamingEcho,
            LONG,
            wire -> {
              wire.open();
              wire.exchange(binary(payload));
            });
    Conversation seen = transcript.main();
    assertThat(seen.messagesReceived()).hasSize(1);
    assertThat(seen.messagesReceived().get(0).sameContent(seen.messagesSent().get(0))).isTrue();
    assertThat(seen.endedBy(How.LEFT)).isTrue();
  }

  /** Answers each octet before it reads the next ones, as a server with little memory would. */
  private static void streamingEcho(Peer peer) throws IOException {
    peer.upgrade();
    DataInputStream in = peer.in();
    in.readUnsignedShort();
    long left = in.readLong();
    byte[] key = in.readNBytes(4);
    peer.writeHex("827f%016x".formatted(left));
    byte[] piece = new byte[4096];
    while (left > 0) {
      in.readFully(piece);
      for (int i = 0; i < piece.length; i++) {
        piece[i] ^= key[i & 3];
      }
      peer.write(piece);
      left -= piece.length;
    }
    peer.drain();
  }

  @Test
  void countsTheMessagesOfSeveralFramesAndWaitsForThem() throws Exception {
    Transcript transcript =
        play(
            TcpWireTest::echo,
            LONG,
            wire -> {
              wire.open();
              wire.exchange(
                  Segmentation.bytewise(),
                  text("a").notFinal(),
                  ping("p"),
                  continuation("b"),
                  binary((byte) 1));
            });
    assertThat(transcript.main().messagesReceived()).hasSize(2);
  }

  @Test
  void expectsTheGreetingBeforeEchoes() throws Exception {
    greetings = 1;
    Transcript transcript =
        play(
            peer -> {
              String answer = Peer.upgradeResponse(peer.readHead());
              byte[] echo = peer.readFrame();
              peer.write(answer.isEmpty() ? "" : answer);
              peer.writeHex("81026869"); // a greeting, "hi"
              peer.write(echo);
              peer.drain();
            },
            LONG,
            wire -> {
              wire.open(r -> r.followedBy(text("x").toBytes(wire.role(), wire.random())));
              wire.awaitMessages(1);
            });
    assertThat(transcript.main().messagesReceived()).hasSize(2);
    assertThat(names(transcript.main())).startsWith("Opened", "Sent Text", "SentMessage");
  }

  @Test
  void settlesByAFenceWhereTheSubjectDoesNotEcho() throws Exception {
    capabilities = Set.of();
    Transcript transcript =
        play(
            TcpWireTest::echo,
            LONG,
            wire -> {
              wire.open();
              wire.exchange(text("one"));
            });
    assertThat(names(transcript.main())).contains("Fenced", "Sent Ping", "Received Pong");
    assertThat(transcript.main().answeredFence()).isTrue();
  }

  @Test
  void echoThatIsSwallowedIsNotWaitedForUntilTheDeadline() throws Exception {
    Transcript transcript =
        play(
            peer -> {
              peer.upgrade();
              peer.readFrame();
              peer.echo();
            },
            LONG,
            wire -> {
              wire.open();
              wire.exchange(text("swallowed"));
            });
    assertThat(transcript.main().answeredFence()).isTrue();
    assertThat(transcript.main().endedBy(How.LEFT)).isTrue();
  }

  @Test
  void answersTheCloseOfASubjectThatFailsTheConnection() throws Exception {
    BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    Transcript transcript =
        play(
            peer -> {
              peer.upgrade();
              peer.readFrame();
              peer.writeHex("880203ea"); // Close 1002
              answers.add(peer.readFrame());
            },
            LONG,
            wire -> {
              wire.open();
              wire.send(ping("bad").rsv(4));
              wire.awaitEnd();
            });
    assertThat(names(transcript.main()))
        .containsExactly("Opened", "Sent Ping", "Received Close", "Sent Close", "Ended EOF");
    assertThat(answers.take()).isEqualTo(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xEA});
  }

  @Test
  void fenceCatchesASubjectThatCarriesOn() throws Exception {
    Transcript transcript =
        play(
            TcpWireTest::echo,
            LONG,
            wire -> {
              wire.open();
              wire.send(binary().rsv(1));
              wire.awaitEnd();
            });
    assertThat(transcript.main().answeredFence()).isTrue();
    assertThat(transcript.main().endedBy(How.LEFT)).isTrue();
  }

  @Test
  void showsItsFinToASubjectThatWaitsForItAfterTheCloseFrames() throws Exception {
    Transcript transcript =
        play(
            peer -> {
              peer.upgrade();
              peer.write(peer.readFrame());
              peer.drain();
            },
            LONG,
            wire -> {
              wire.open();
              wire.close();
            });
    assertThat(names(transcript.main())).endsWith("Received Close", "HalfClosed", "Ended EOF");
  }

  @Test
  void silenceEndsAtTheDeadline() throws Exception {
    Transcript transcript = play(Peer::drain, SHORT, wire -> assertThat(wire.open()).isFalse());
    assertThat(names(transcript.main())).containsExactly("Refused", "Ended DEADLINE");
    assertThat(transcript.main().refused().orElseThrow().response()).isNull();
  }

  @Test
  void writesToASubjectThatDoesNotReadEndAtTheDeadline() throws Exception {
    Transcript transcript =
        play(
            peer -> {
              peer.upgrade();
              peer.socket().getInputStream().read();
              new LinkedBlockingQueue<Object>().offer(peer);
              sleepUntilClosed(peer);
            },
            SHORT,
            wire -> {
              wire.open();
              for (int i = 0; i < 16; i++) {
                wire.send(binary(new byte[1 << 20]));
              }
              wire.awaitEnd();
            });
    assertThat(transcript.main().endedBy(How.DEADLINE)).isTrue();
  }

  /** Neither reads nor ends until the test closes the socket under it. */
  private static void sleepUntilClosed(Peer peer) throws IOException {
    try (ServerSocket never = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      never.setSoTimeout(5_000);
      never.accept();
    } catch (java.net.SocketTimeoutException e) {
      peer.socket().close();
    }
  }

  @Test
  void endlessHeadIsReadUpToALimit() throws Exception {
    Transcript transcript =
        play(
            peer -> {
              peer.readHead();
              peer.write("HTTP/1.1 101 Switching Protocols\r\n");
              while (!peer.socket().isClosed()) {
                peer.write("X-Endless: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n");
              }
            },
            LONG,
            wire -> wire.open());
    assertThat(names(transcript.main())).containsExactly("Malformed", "Refused", "Ended LIMIT");
  }

  @Test
  void endlessFramesAreReadUpToTheBudget() throws Exception {
    budget = 1 << 20;
    Transcript transcript =
        play(
            peer -> {
              peer.upgrade();
              byte[] pings = new byte[8192];
              for (int i = 0; i < pings.length; i += 2) {
                pings[i] = (byte) 0x89;
              }
              while (!peer.socket().isClosed()) {
                peer.write(pings);
              }
            },
            LONG,
            wire -> {
              wire.open();
              wire.awaitMessages(1);
            });
    assertThat(transcript.main().endedBy(How.LIMIT)).isTrue();
    assertThat(transcript.events()).hasSizeLessThan(TranscriptRecorder.LISTED + 10);
  }

  @Test
  void whatIsNotHttpIsNotWaitedFor() throws Exception {
    Transcript transcript =
        play(
            peer -> {
              peer.write("220 mail.example ESMTP\r\n");
              peer.drain();
            },
            LONG,
            wire -> wire.open());
    assertThat(names(transcript.main())).containsExactly("Malformed", "Refused", "Ended LEFT");
  }

  @Test
  void keepsTheAnswerOfARefusal() throws Exception {
    Transcript transcript =
        play(
            peer -> {
              peer.readHead();
              peer.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 4\r\n\r\nnope");
              peer.drain();
            },
            LONG,
            wire -> wire.open(r -> r.without("Sec-WebSocket-Key")));
    Event.Refused refused = transcript.main().refused().orElseThrow();
    assertThat(refused.bent()).isTrue();
    assertThat(refused.response()).isNotNull();
    assertThat(transcript.main().response().orElseThrow().status()).isEqualTo(400);
    assertThat(transcript.main().response().orElseThrow().body()).isEqualTo("nope");
    assertThat(transcript.main().endedBy(How.LEFT)).isTrue();
  }

  @Test
  void interimResponsesComeBeforeTheAnswer() throws Exception {
    Transcript transcript =
        play(
            peer -> {
              peer.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
              echo(peer);
            },
            LONG,
            wire -> assertThat(wire.open()).isTrue());
    assertThat(transcript.main().opened().orElseThrow().response().head())
        .startsWith("HTTP/1.1 101");
  }

  @Test
  void nothingListeningIsAnEndWithANote() throws Exception {
    int port = FreePort.find();
    Transcript transcript =
        play(
            port,
            LONG,
            wire -> {
              assertThat(wire.open()).isFalse();
              wire.send(text("into the void"));
              wire.awaitEnd();
              wire.close();
            });
    assertThat(names(transcript.main())).containsExactly("Note", "Ended RESET");
  }

  @Test
  void tellsAResetFromAnEnd() throws Exception {
    Transcript transcript =
        play(
            peer -> {
              peer.upgrade();
              peer.readFrame();
              peer.socket().setSoLinger(true, 0);
            },
            LONG,
            wire -> {
              wire.open();
              wire.send(text("x"));
              wire.awaitEnd();
            });
    assertThat(transcript.main().endedBy(How.RESET)).isTrue();
  }

  @Test
  void frameCutShortIsMalformed() throws Exception {
    Transcript transcript =
        play(
            peer -> {
              peer.upgrade();
              peer.writeHex("8105486c"); // two of five octets
              peer.socket().shutdownOutput();
              peer.drain();
            },
            LONG,
            wire -> {
              wire.open();
              wire.awaitEnd();
            });
    assertThat(names(transcript.main())).containsExactly("Opened", "Malformed", "Ended EOF");
  }

  @Test
  void furtherConnectionsStandInTheSameTranscript() throws Exception {
    Transcript transcript =
        play(
            TcpWireTest::echo,
            LONG,
            wire -> {
              wire.open();
              dev.wspec.conformance.Wire second = wire.another();
              second.open();
              second.exchange(text("two"));
              wire.exchange(text("one"));
            });
    assertThat(transcript.conversations()).hasSize(2);
    assertThat(transcript.conversation(1).messagesReceived()).hasSize(1);
    assertThat(transcript.conversation(1).endedBy(How.LEFT)).isTrue();
  }

  @Test
  void sameSeedGivesTheSameOctets() throws Exception {
    Stimulus stimulus =
        wire -> {
          wire.open();
          wire.exchange(binary((byte) wire.random().nextInt()));
          wire.close(close(1001));
        };
    Conversation once = play(TcpWireTest::echo, LONG, stimulus).main();
    Conversation again = play(TcpWireTest::echo, LONG, stimulus).main();
    assertThat(again.sent()).isEqualTo(once.sent());
    assertThat(again.opened().orElseThrow().request())
        .isEqualTo(once.opened().orElseThrow().request());
  }

  @Test
  void wireIsOpenedOnlyOnce() throws Exception {
    play(
        TcpWireTest::echo,
        LONG,
        wire -> {
          wire.open();
          assertThatThrownBy(wire::open).isInstanceOf(IllegalStateException.class);
        });
  }
}
