package dev.wspec.fuzz;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.judge.OurBreach;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Conversations in few words: what was done and what came of it, sizes only roughly. */
final class Trace {
  private static final String CARRIES_ON = "carries on";

  private Trace() {}

  /** What tells a conversation from those of another kind. */
  static String of(Script script, Conversation c) {
    OurBreach breach = OurBreach.in(c);
    StringBuilder trace = new StringBuilder();
    script.bends().forEach(b -> trace.append(b.kind()).append('(').append(b.first()).append(')'));
    trace.append(' ').append(breach.rules()).append(breach.settled() ? "" : "?");
    trace.append(breach.closedBefore() ? " closed" : "").append(breach.cutShort() ? " cut" : "");
    return trace.append(" > ").append(answer(c)).toString();
  }

  /** What the other end did: the same words for whatever the RFCs make no difference of. */
  static String answer(Conversation c) {
    return opening(c)
        + ' '
        + c.messagesReceived().size()
        + c.closeReceived().map(f -> " close " + f.closeCode()).orElse("")
        + (c.answeredFence() ? " alive" : "")
        + c.ended().map(e -> ' ' + e.how().name().toLowerCase(Locale.ROOT)).orElse("");
  }

  private static String opening(Conversation c) {
    return c.response().map(r -> String.valueOf(r.status())).orElse("mute");
  }

  /**
   * The outcome as RFC 6455 sees it: refused, failed, or carried on and what was delivered. What is
   * left free is left out: how a connection is failed, what a Close says, how an echo is cut.
   */
  static String outcomeClass(Conversation c) {
    String manner = manner(c);
    return manner.equals(CARRIES_ON) ? manner + delivered(c) : manner;
  }

  /** The same without what was delivered. */
  static String manner(Conversation c) {
    if (c.opened().isEmpty()) {
      return c.refused().isPresent() ? "refuses" : "does not answer";
    }
    if (!carriesOn(c)) {
      return c.endedBy(Event.Ended.How.DEADLINE) ? "stays silent" : "fails the connection";
    }
    return CARRIES_ON;
  }

  private static String delivered(Conversation c) {
    List<Message> messages =
        c.messagesReceived().stream()
            .filter(came -> c.messagesSent().stream().anyMatch(came::sameContent))
            .toList();
    StringBuilder delivered = new StringBuilder();
    messages.forEach(
        m ->
            delivered
                .append(m.isText() ? ", delivers text of " : ", delivers binary of ")
                .append(m.payload()));
    return delivered.toString();
  }

  /** Whether the last thing that it had to deal with did not make it fail. */
  private static boolean carriesOn(Conversation c) {
    boolean inPeace = weClosedFirst(c) && c.closeReceived().map(f -> isAnswer(c, f)).orElse(false);
    return inPeace || answeredLastFence(c);
  }

  private static boolean isAnswer(Conversation c, ScannedFrame close) {
    return c.closeSent().map(ours -> ours.closeCode() == close.closeCode()).orElse(false);
  }

  private static boolean weClosedFirst(Conversation c) {
    return c.events().stream()
        .flatMap(
            event ->
                event instanceof Event.Sent sent && sent.frame().is(ScannedFrame.CLOSE)
                    ? Stream.of(true)
                    : event instanceof Event.Received came && came.frame().is(ScannedFrame.CLOSE)
                        ? Stream.of(false)
                        : Stream.<Boolean>empty())
        .findFirst()
        .orElse(false);
  }

  private static boolean answeredLastFence(Conversation c) {
    String nonce = "";
    for (Event event : c.events()) {
      if (event instanceof Event.Fenced fenced) {
        nonce = fenced.nonceHex();
      } else if (event instanceof Event.Sent sent
          && !sent.frame().is(ScannedFrame.CLOSE)
          && !sent.frame().payload().hex().equals(nonce)) {
        nonce = "";
      }
    }
    String last = nonce;
    return !last.isEmpty()
        && c.received().stream()
            .anyMatch(f -> f.is(ScannedFrame.PONG) && f.payload().hex().equals(last));
  }
}
