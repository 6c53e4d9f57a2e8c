package dev.wspec.autobahn;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.ScannedFrame;
import java.util.ArrayList;
import java.util.List;

/** Holds what was heard against what a case hopes to hear. */
final class Expectations {

  private Expectations() {}

  /** What the original would have written down: messages, Pongs and pauses that were outlived. */
  static List<Heard.Fact> heard(Conversation c) {
    List<Heard.Fact> heard = new ArrayList<>();
    for (Event event : c.events()) {
      if (event instanceof Event.ReceivedMessage received) {
        heard.add(new Heard.SaidFact(received.message()));
      } else if (event instanceof Event.Received received
          && received.frame().is(ScannedFrame.PONG)) {
        heard.add(new Heard.PongedFact(received.frame().payload()));
      } else if (event instanceof Event.Note note && !Notes.tagOf(note.text()).isEmpty()) {
        heard.add(new Heard.OutlivedFact(Notes.tagOf(note.text())));
      }
    }
    return heard;
  }

  /** Whether exactly this was heard, in this order. */
  static boolean exactly(List<Heard> hoped, List<? extends Heard.Fact> heard) {
    if (hoped.size() != heard.size()) {
      return false;
    }
    for (int i = 0; i < hoped.size(); i++) {
      if (!heard.get(i).is(hoped.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes out what a peer may send unasked: Pongs that answer nothing (RFC 6455 §5.5.3) and the
   * messages with which it greets.
   */
  static List<Heard.Fact> withoutUnasked(List<Heard.Fact> heard, Conversation c, int greetings) {
    List<Payload> pings =
        c.sent().stream()
            .filter(frame -> frame.is(ScannedFrame.PING))
            .map(ScannedFrame::payload)
            .toList();
    List<Heard.Fact> asked = new ArrayList<>();
    int greeted = 0;
    for (Heard.Fact fact : heard) {
      boolean unasked =
          (fact instanceof Heard.PongedFact pong && !pings.contains(pong.payload()))
              || (fact instanceof Heard.SaidFact && greeted++ < greetings);
      if (!unasked) {
        asked.add(fact);
      }
    }
    return asked;
  }

  /**
   * Whether what was heard is as good: messages in their order, and of the Pongs at least the last
   * one, since a peer may answer the latest of several Pings only (§5.5.3).
   */
  static boolean asGood(List<Heard> hoped, List<Heard.Fact> heard) {
    return exactly(
            hoped.stream().filter(h -> !(h instanceof Heard.Ponged)).toList(),
            heard.stream().filter(f -> !(f instanceof Heard.PongedFact)).toList())
        && pongsWillDo(
            hoped.stream().filter(Heard.Ponged.class::isInstance).toList(),
            heard.stream().filter(Heard.PongedFact.class::isInstance).toList());
  }

  private static boolean pongsWillDo(List<Heard> hoped, List<Heard.Fact> heard) {
    int next = 0;
    for (Heard.Fact pong : heard) {
      while (next < hoped.size() && !pong.is(hoped.get(next))) {
        next++;
      }
      if (next++ == hoped.size()) {
        return false;
      }
    }
    return hoped.isEmpty() || (!heard.isEmpty() && next == hoped.size());
  }
}
