package dev.wspec.conformance.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.protocol.Role;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TranscriptRecorderTest {

  private long clock = 1000;
  private final TranscriptRecorder recorder =
      new TranscriptRecorder(SubjectRole.SERVER, Set.of(Capability.ECHO), () -> clock);
  private final ConnectionRecorder connection = recorder.connection(Role.CLIENT);

  private static byte[] octets(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private void open(String extensions) {
    connection.opened(
        RawRequest.get("/", List.of()),
        RawResponse.parse("HTTP/1.1 101 Switching Protocols\r\n" + extensions + "\r\n\r\n", ""));
  }

  private void send(String hex) {
    connection.sent(octets(hex), 0, octets(hex).length);
  }

  private void receive(String hex) {
    connection.received(octets(hex), 0, octets(hex).length);
  }

  @Test
  void listsFramesAndMessagesInOrderWithTheirTime() {
    open("");
    clock = 1500;
    send("818537fa213d7f9f4d5158"); // masked "Hello"
    clock = 1700;
    receive("810548656c6c6f" + "8a00"); // "Hello" and a Pong
    connection.ended(How.EOF);
    Conversation seen = recorder.transcript().main();
    assertThat(seen.events())
        .extracting(event -> event.getClass().getSimpleName() + "@" + event.at())
        .containsExactly(
            "Opened@0",
            "Sent@500",
            "SentMessage@500",
            "Received@700",
            "ReceivedMessage@700",
            "Received@700",
            "Ended@700");
    assertThat(seen.messagesReceived().get(0).sameContent(seen.messagesSent().get(0))).isTrue();
    assertThat(connection.messagesReceived()).isEqualTo(1);
    assertThat(connection.pongsReceived()).isEqualTo(1);
  }

  @Test
  void knowsWhetherWhatWasSentLastHasComeBack() {
    open("");
    send("8102" + "6869");
    assertThat(connection.lastWasEchoed()).isFalse();
    receive("8102" + "6869");
    assertThat(connection.lastWasEchoed()).isTrue();
    send("8102" + "6869"); // the same once more, whose echo is still to come
    assertThat(connection.lastWasEchoed()).isFalse();
    receive("8102" + "6869");
    send("8b00"); // behind it a frame that need not have been read yet
    assertThat(connection.lastWasEchoed()).isFalse();
    send("0102" + "6869");
    receive("8102" + "6869"); // a message that is not whole cannot have been echoed
    assertThat(connection.lastWasEchoed()).isFalse();
  }

  @Test
  void tellsOfFramesCutShortBeforeTheEndAndOfOneEndOnly() {
    open("");
    receive("8105486c");
    connection.ended(How.RESET);
    connection.ended(How.LEFT);
    List<Event> events = recorder.transcript().events();
    assertThat(events).hasSize(3);
    assertThat(events.get(1))
        .isInstanceOfSatisfying(
            Event.Malformed.class,
            malformed -> {
              assertThat(malformed.sent()).isFalse();
              assertThat(malformed.what())
                  .isEqualTo("a Text frame of 5 octets cut short after 2 of them");
            });
    assertThat(connection.hasEnded()).isTrue();
  }

  @Test
  void inflatesEachDirectionAsAgreed() {
    open("Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover");
    send("c107f248cdc9c90700" + "c105f200110000"); // "Hello", and again from the window
    receive("c107f248cdc9c90700" + "c105f200110000"); // the same, which was agreed not to be sent
    Conversation seen = recorder.transcript().main();
    assertThat(seen.messagesSent()).extracting(m -> m.payload().hex()).containsOnly("48656c6c6f");
    assertThat(seen.messagesReceived().get(1).damage()).isNotNull();
  }

  @Test
  void knowsWhenItsLastFenceWasAnswered() {
    open("");
    connection.fenced(octets("0102030405060708"));
    receive("8a0100"); // a Pong that nobody asked for
    assertThat(connection.fenceAnswered()).isFalse();
    receive("8a080102030405060708");
    assertThat(connection.fenceAnswered()).isTrue();
  }

  @Test
  void countsInsteadOfListingWhatComesWithoutEndButKeepsCloseAndEnd() {
    open("");
    receive("8900".repeat(TranscriptRecorder.LISTED + 1200));
    receive("880203e8");
    connection.ended(How.LIMIT);
    Transcript transcript = recorder.transcript();
    assertThat(transcript.events()).hasSizeLessThan(TranscriptRecorder.LISTED + 10);
    assertThat(transcript.events())
        .filteredOn(Event.Note.class::isInstance)
        .singleElement()
        .extracting(note -> ((Event.Note) note).text())
        .isEqualTo("the next 1200 frames and messages are counted, not listed");
    assertThat(transcript.main().closeReceived()).isPresent();
    assertThat(transcript.main().endedBy(How.LIMIT)).isTrue();
  }

  @Test
  void listsWhatWeSendHoweverMuchHasCome() {
    open("");
    receive("8900".repeat(TranscriptRecorder.LISTED + 1));
    send("c1810000000061");
    assertThat(recorder.transcript().events())
        .filteredOn(Event.Sent.class::isInstance)
        .singleElement()
        .extracting(sent -> ((Event.Sent) sent).frame().rsv())
        .isEqualTo(4);
  }

  @Test
  void keepsEndsAndDigestsOfWhatWouldFillTheMemory() {
    open("");
    int size = Payload.KEPT;
    for (int i = 0; i < 1200; i++) {
      receive("827e1000" + "00".repeat(size)); // a Binary frame, and so a message, of 4096 octets
    }
    receive("880203e8");
    Transcript transcript = recorder.transcript();
    List<Message> messages = transcript.main().messagesReceived();
    assertThat(messages).hasSize(1200);
    assertThat(messages.stream().filter(message -> message.payload().isWhole()))
        .hasSize(TranscriptRecorder.OCTETS_LISTED / (2 * size));
    assertThat(messages).allMatch(message -> message.sameContent(messages.get(0)));
    assertThat(messages).allMatch(message -> messages.get(0).sameContent(message));
    assertThat(transcript.main().closeReceived()).isPresent();
    assertThat(connection.messagesReceived()).isEqualTo(1200);
  }

  @Test
  void numbersConnectionsOfOneCase() {
    open("");
    ConnectionRecorder second = recorder.connection(Role.CLIENT);
    second.ended(How.RESET);
    connection.ended(How.EOF);
    assertThat(recorder.transcript().conversation(1).endedBy(How.RESET)).isTrue();
    assertThat(recorder.transcript().main().endedBy(How.EOF)).isTrue();
  }
}
