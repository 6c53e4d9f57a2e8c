package dev.wspec.conformance.judge;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.ScannedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The course a conversation took: what we did last, what was wrong with it, what came of it. */
final class Course {
  private static final int NEVER = Integer.MAX_VALUE;

  private final Conversation c;
  private final List<Event> events;
  private final Set<String> nonces;
  private final int violation;
  private final int ourClose;
  private final int theirEnd;

  Course(Conversation c) {
    this.c = c;
    events = c.events();
    nonces =
        events.stream()
            .filter(Event.Fenced.class::isInstance)
            .map(e -> ((Event.Fenced) e).nonceHex())
            .collect(Collectors.toSet());
    ourClose = first(i -> sent(i) && frame(i).is(ScannedFrame.CLOSE));
    theirEnd = first(i -> received(i) && frame(i).is(ScannedFrame.CLOSE) || ended(i));
    violation = findViolation();
  }

  Conversation conversation() {
    return c;
  }

  /**
   * Whether we sent what no sound endpoint sends: a broken frame, an octet sequence that is none,
   * or data behind our own Close.
   */
  boolean violated() {
    return violation != NEVER;
  }

  private int findViolation() {
    int broken = Breaches.sent(c).stream().mapToInt(Breach::at).min().orElse(NEVER);
    int malformed = first(i -> events.get(i) instanceof Event.Malformed m && m.sent());
    int late = first(i -> i > ourClose && sent(i) && !frame(i).isControl());
    return Math.min(broken, Math.min(malformed, late));
  }

  /**
   * Whether the subject answered a fence that we sent behind our violation, or behind the last
   * thing we sent where that was no violation, before it closed or ended the connection.
   */
  boolean carriedOn() {
    return answeredFence(violated() ? violation : lastDeed(theirEnd), NEVER);
  }

  /**
   * Whether the subject answered a fence that we sent behind our last sound message and before our
   * violation.
   */
  boolean settledBeforeViolation() {
    return answeredFence(lastDeed(violation), violation);
  }

  /** Whether one of the fences that we sent in this range of events was answered before the end. */
  private boolean answeredFence(int from, int to) {
    Set<String> asked =
        IntStream.range(Math.max(0, from), Math.min(to, events.size()))
            .filter(i -> events.get(i) instanceof Event.Fenced)
            .mapToObj(i -> ((Event.Fenced) events.get(i)).nonceHex())
            .collect(Collectors.toSet());
    return IntStream.range(0, Math.min(theirEnd, events.size()))
        .anyMatch(i -> isPong(i) && asked.contains(frame(i).payload().hex()));
  }

  /** Index of our last data frame or Ping before an event, fences left out; -1 if none. */
  private int lastDeed(int before) {
    return IntStream.range(0, Math.min(before, events.size()))
        .filter(i -> sent(i) && !isFence(i))
        .filter(i -> !frame(i).is(ScannedFrame.PONG) && !frame(i).is(ScannedFrame.CLOSE))
        .max()
        .orElse(-1);
  }

  /** The sound messages that we sent before our violation and before our Close. */
  List<Message> soundMessagesSent() {
    List<Message> sound = new ArrayList<>();
    for (int i = 0; i < Math.min(events.size(), Math.min(violation, ourClose)); i++) {
      if (events.get(i) instanceof Event.SentMessage sent) {
        sound.add(sent.message());
      }
    }
    return sound;
  }

  /** The messages that we sent with our violation or behind it. */
  List<Message> unsoundMessagesSent() {
    List<Message> unsound = new ArrayList<>();
    for (int i = Math.min(events.size(), violation); i < events.size(); i++) {
      if (events.get(i) instanceof Event.SentMessage sent) {
        unsound.add(sent.message());
      }
    }
    return unsound;
  }

  /** The messages received behind our first one: what came before was a greeting. */
  List<Message> answers() {
    List<Message> answers = new ArrayList<>();
    for (int i = first(this::beginsData); i < events.size(); i++) {
      if (events.get(i) instanceof Event.ReceivedMessage received) {
        answers.add(received.message());
      }
    }
    return answers;
  }

  /** The Pings of the case, fences left out, that we sent before our violation and our Close. */
  List<ScannedFrame> pingsOwed() {
    return frames(i -> i < violation && i < ourClose && isPing(i) && !isFence(i));
  }

  /** The Pings of the case, fences left out, that we sent behind our violation or our Close. */
  List<ScannedFrame> latePings() {
    return frames(i -> i > Math.min(violation, ourClose) && isPing(i) && !isFence(i));
  }

  List<ScannedFrame> pongsReceived() {
    return frames(this::isPong);
  }

  /** Whether we sent a Close before the subject did, and before the end. */
  boolean weClosedFirst() {
    return ourClose < theirEnd;
  }

  /** Whether we had sent a FIN before the subject ended the TCP connection. */
  boolean halfClosedFirst() {
    return first(i -> events.get(i) instanceof Event.HalfClosed) < first(this::ended);
  }

  private boolean beginsData(int i) {
    return sent(i) && !frame(i).isControl()
        || events.get(i) instanceof Event.Malformed m && m.sent();
  }

  private boolean sent(int i) {
    return events.get(i) instanceof Event.Sent;
  }

  private boolean received(int i) {
    return events.get(i) instanceof Event.Received;
  }

  private boolean ended(int i) {
    return events.get(i) instanceof Event.Ended;
  }

  private boolean isPing(int i) {
    return sent(i) && frame(i).is(ScannedFrame.PING);
  }

  private boolean isFence(int i) {
    return isPing(i) && nonces.contains(frame(i).payload().hex());
  }

  private boolean isPong(int i) {
    return received(i) && frame(i).is(ScannedFrame.PONG);
  }

  /** The frame of an event that has one. */
  private ScannedFrame frame(int i) {
    return events.get(i) instanceof Event.Sent sent
        ? sent.frame()
        : ((Event.Received) events.get(i)).frame();
  }

  private List<ScannedFrame> frames(IntPredicate which) {
    return IntStream.range(0, events.size()).filter(which).mapToObj(this::frame).toList();
  }

  private int first(IntPredicate which) {
    return IntStream.range(0, events.size()).filter(which).findFirst().orElse(NEVER);
  }
}
