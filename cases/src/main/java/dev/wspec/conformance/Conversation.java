package dev.wspec.conformance;

import dev.wspec.conformance.Event.Ended;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The facts of one connection, and the views of them that judges ask for. */
public record Conversation(SubjectRole subject, List<Event> events) {

  public Conversation {
    events = List.copyOf(events);
  }

  private <E extends Event> Stream<E> all(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast);
  }

  public Optional<Event.Opened> opened() {
    return all(Event.Opened.class).findFirst();
  }

  public Optional<Event.Refused> refused() {
    return all(Event.Refused.class).findFirst();
  }

  /** The answer to the handshake, 101 or not. */
  public Optional<RawResponse> response() {
    return opened().map(Event.Opened::response).or(() -> refused().map(Event.Refused::response));
  }

  public List<ScannedFrame> sent() {
    return all(Event.Sent.class).map(Event.Sent::frame).toList();
  }

  public List<ScannedFrame> received() {
    return all(Event.Received.class).map(Event.Received::frame).toList();
  }

  public List<Message> messagesSent() {
    return all(Event.SentMessage.class).map(Event.SentMessage::message).toList();
  }

  public List<Message> messagesReceived() {
    return all(Event.ReceivedMessage.class).map(Event.ReceivedMessage::message).toList();
  }

  /** The subject's first Close frame. */
  public Optional<ScannedFrame> closeReceived() {
    return received().stream().filter(f -> f.is(ScannedFrame.CLOSE)).findFirst();
  }

  /** Our first Close frame. */
  public Optional<ScannedFrame> closeSent() {
    return sent().stream().filter(f -> f.is(ScannedFrame.CLOSE)).findFirst();
  }

  /** How it ended; absent only while it still goes on. */
  public Optional<Ended> ended() {
    return all(Ended.class).findFirst();
  }

  public boolean endedBy(Ended.How... hows) {
    return ended().map(e -> List.of(hows).contains(e.how())).orElse(false);
  }

  /** Whether the subject itself ended the TCP connection. */
  public boolean endedBySubject() {
    return endedBy(Ended.How.EOF, Ended.How.RESET);
  }

  /** Whether the subject answered one of our fences. */
  public boolean answeredFence() {
    List<String> nonces = all(Event.Fenced.class).map(Event.Fenced::nonceHex).toList();
    return received().stream()
        .anyMatch(f -> f.is(ScannedFrame.PONG) && nonces.contains(f.payload().hex()));
  }

  /** The events behind the first one of that kind; empty if there is none. */
  public List<Event> after(Class<? extends Event> kind) {
    for (int i = 0; i < events.size(); i++) {
      if (kind.isInstance(events.get(i))) {
        return events.subList(i + 1, events.size());
      }
    }
    return List.of();
  }
}
