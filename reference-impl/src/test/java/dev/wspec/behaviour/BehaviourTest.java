package dev.wspec.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.endpoint.EchoServer;
import dev.wspec.endpoint.WebSocketClient;
import dev.wspec.handshake.DeflateOffer;
import dev.wspec.protocol.Frame;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class BehaviourTest {
  /** A server is taken for hanging after so long; if that is wrong, it only counts as different. */
  private static final int PATIENCE_MILLIS = 500;

  /** How often to try, since TCP may join what was sent apart. */
  private static final int ATTEMPTS = 100;

  /** What shows in the segments or in the way of closing only. */
  private static final Set<Liberty> SAME_BYTES =
      EnumSet.of(Liberty.WRITES_BYTE_BY_BYTE, Liberty.WRITES_IN_TWO, Liberty.CLOSES_ABRUPTLY);

  private final List<Conversation> conversations = Conversations.all();
  private final List<Conversation.Outcome> usual = new ArrayList<>();

  @BeforeAll
  void listenToTheConformingServer() throws IOException {
    try (EchoServer server = server(Behaviour.CONFORMING)) {
      for (Conversation conversation : conversations) {
        usual.add(conversation.with(server, 30_000));
      }
    }
  }

  @AfterAll
  void theConformingServerNeverHangs() {
    assertThat(usual).noneMatch(outcome -> outcome.end() != Conversation.End.CLOSED);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_NONE,
      names = {".*_ENDS_ALL", "FEW_HANDSHAKES_AT_A_TIME"})
  void everyDefectShows(Defect defect) throws IOException {
    assertThat(isDifferent(defect.behaviour())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*_ENDS_ALL")
  void oneCanEndAllConnections(Defect defect) throws Exception {
    try (EchoServer server = server(defect.behaviour());
        WebSocketClient bystander = WebSocketClient.to(server.uri()).connect();
        Socket culprit = new Socket("127.0.0.1", server.port())) {
      culprit.getOutputStream().write(Conversations.request());
      culprit.getInputStream().read();
      switch (defect) {
        case FAILURE_ENDS_ALL ->
            culprit.getOutputStream().write(new byte[] {-15, -128, 0, 0, 0, 0});
        case OVERSIZE_ENDS_ALL ->
            culprit
                .getOutputStream()
                .write(new byte[] {-126, -1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        default -> {
          culprit.setSoLinger(true, 0);
          culprit.close();
        }
      }
      assertThat(bystander.receive()).isNull();
      assertThat(bystander.closeCode()).isEqualTo(1006);
    }
  }

  @Test
  void unfinishedHandshakesCanKeepOthersOut() throws Exception {
    List<Socket> unfinished = new ArrayList<>();
    try (EchoServer server = server(Defect.FEW_HANDSHAKES_AT_A_TIME.behaviour())) {
      for (int i = 0; i < 16; i++) {
        unfinished.add(new Socket("127.0.0.1", server.port()));
      }
      // One may slip in before the server has turned to all of those.
      int attempts = 0;
      while (isAnswered(server) && attempts < ATTEMPTS) {
        attempts++;
      }
      assertThat(attempts).isLessThan(ATTEMPTS);
    } finally {
      for (Socket socket : unfinished) {
        socket.close();
      }
    }
  }

  private static boolean isAnswered(EchoServer server) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(Conversations.request());
      socket.setSoTimeout(PATIENCE_MILLIS);
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(Liberty.class)
  void everyLibertyShowsAndSuitsAStrictClient(Liberty liberty) throws Exception {
    assertThat(SAME_BYTES.contains(liberty) || isDifferent(liberty.behaviour())).isTrue();
    for (DeflateOffer offer : new DeflateOffer[] {null, new DeflateOffer(false, false, 12, 10)}) {
      try (EchoServer server = server(liberty.behaviour());
          WebSocketClient client = WebSocketClient.to(server.uri()).deflate(offer).connect()) {
        List<Frame> sent =
            List.of(
                Frame.text(""),
                Frame.text("Gr\u00fc\u00dfe ".repeat(100)),
                Frame.binary(new byte[270_000]));
        for (Frame message : sent) {
          client.send(message);
        }
        client.close(1000, "done");
        assertThat(client.closeCode()).isIn(codes(liberty));
      }
    }
  }

  /** With what it ends a connection that has carried large messages of both types. */
  private static List<Integer> codes(Liberty liberty) {
    return switch (liberty) {
      case CLOSES_WITH_1001 -> List.of(1001);
      case CLOSES_WITH_4000 -> List.of(4000);
      case TEXT_ONLY -> List.of(1003);
      case LONG_MESSAGES_REFUSED, LONG_FRAMES_REFUSED, INFLATED_OVERSIZE_REFUSED ->
          List.of(1000, 1005, 1009);
      default -> List.of(1000, 1005);
    };
  }

  @ParameterizedTest
  @EnumSource(Liberty.class)
  void everyLibertyButSilenceEchoes(Liberty liberty) throws Exception {
    try (EchoServer server = server(liberty.behaviour());
        WebSocketClient client = WebSocketClient.to(server.uri()).connect()) {
      List<Frame> greetings = List.of(Frame.text("welcome"), Frame.binary(new byte[] {0, -1, 7}));
      Frame binary = liberty == Liberty.TEXT_ONLY ? Frame.text("") : Frame.binary(new byte[3]);
      for (Frame message : List.of(Frame.text("\u20ac".repeat(500)), binary)) {
        client.send(message);
        if (liberty != Liberty.SILENT) {
          Frame received = client.receive();
          if (greetings.contains(received)) {
            received = client.receive();
          }
          if (liberty == Liberty.GREETS_TWICE && !message.equals(received)) {
            received = client.receive();
          }
          assertThat(received).isEqualTo(message);
        }
      }
    }
  }

  @Test
  void everyDefectNamesWhatItBreaks() {
    assertThat(Defect.values())
        .allSatisfy(
            defect ->
                assertThat(defect.requirements())
                    .isNotEmpty()
                    .allMatch(id -> id.matches("[a-z0-9]+-[0-9.]+(-[0-9]+)+")));
  }

  @Test
  void allAreDescribedAndNoTwoAlike() {
    assertThat(
            Stream.concat(
                Stream.of(Defect.values()).map(Defect::description),
                Stream.of(Liberty.values()).map(Liberty::description)))
        .doesNotHaveDuplicates()
        .allMatch(description -> description.matches("[A-Z].*[^.]"));
  }

  private boolean isDifferent(Behaviour behaviour) throws IOException {
    try (EchoServer server = server(behaviour)) {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        for (int i = 0; i < conversations.size(); i++) {
          if (!conversations.get(i).with(server, PATIENCE_MILLIS).equals(usual.get(i))) {
            return true;
          }
        }
      }
      return false;
    }
  }

  private static EchoServer server(Behaviour behaviour) throws IOException {
    return EchoServer.builder().behaviour(behaviour).subprotocols("chat", "superchat").start();
  }
}
