package dev.wspec.conformance.judge;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.protocol.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The first thing that was wrong with what we sent.
 *
 * @param rules what the first unsound frame broke; empty if there is none
 * @param closedBefore whether we had sent a Close before it
 * @param settled whether the receiver had all that it needs to see it before we waited for an
 *     answer; text that is not UTF-8 may be found when its message ends (RFC 6455 §8.1)
 * @param cutShort whether what we sent ended amid a frame
 */
public record OurBreach(Set<Rule> rules, boolean closedBefore, boolean settled, boolean cutShort) {

  /** Looks at what we sent. */
  public static OurBreach in(Conversation c) {
    List<Breach> breaches = Breaches.sent(c);
    boolean cut = c.events().stream().anyMatch(e -> e instanceof Event.Malformed m && m.sent());
    int close = Integer.MAX_VALUE;
    for (int i = c.events().size() - 1; i >= 0; i--) {
      if (c.events().get(i) instanceof Event.Sent sent && sent.frame().is(ScannedFrame.CLOSE)) {
        close = i;
      }
    }
    if (breaches.isEmpty()) {
      return new OurBreach(Set.of(), close < Integer.MAX_VALUE, true, cut);
    }
    int at = breaches.get(0).at();
    Set<Rule> rules = EnumSet.noneOf(Rule.class);
    breaches.stream().filter(b -> b.at() == at).forEach(b -> rules.add(b.rule()));
    return new OurBreach(rules, close < at, isSettled(c.events(), at), cut);
  }

  private static boolean isSettled(List<Event> events, int at) {
    if (events.get(at) instanceof Event.Sent sent && sent.frame().isControl()) {
      return true;
    }
    for (Event event : events.subList(at, events.size())) {
      if (event instanceof Event.SentMessage) {
        return true;
      }
      if (event instanceof Event.Fenced) {
        return false;
      }
    }
    return false;
  }
}
