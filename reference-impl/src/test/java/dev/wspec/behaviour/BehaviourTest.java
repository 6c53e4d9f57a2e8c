package dev.wspec.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.endpoint.EchoServer;
import dev.wspec.endpoint.WebSocketClient;
import dev.wspec.handshake.DeflateOffer;
import dev.wspec.protocol.Frame;
import java.io.IOException;
import java.net.Socket;
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
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ".*_ENDS_ALL")
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
                Frame.binary(new byte[70_000]));
        for (Frame message : sent) {
          client.send(message);
        }
        client.close(1000, "done");
        assertThat(client.closeCode()).isIn(1000, 1005);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Liberty.class)
  void everyLibertyButSilenceEchoes(Liberty liberty) throws Exception {
    try (EchoServer server = server(liberty.behaviour());
        WebSocketClient client = WebSocketClient.to(server.uri()).connect()) {
      for (Frame message : List.of(Frame.text("\u20ac".repeat(500)), Frame.binary(new byte[3]))) {
        client.send(message);
        if (liberty != Liberty.SILENT) {
          Frame received = client.receive();
          assertThat(Frame.text("welcome").equals(received) ? client.receive() : received)
              .isEqualTo(message);
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
