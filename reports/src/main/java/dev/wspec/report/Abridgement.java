package dev.wspec.report;

import dev.wspec.conformance.Event;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Transcript;
import java.util.ArrayList;
import java.util.List;

/**
 * Shortens transcripts that nobody has to look into, for the case passed: the middle of very many
 * events is counted, and of many octets length, digest and both ends are kept.
 */
final class Abridgement {

  /** Events that are kept, the first and the last half of them. */
  static final int EVENTS = 300;

  /** Octets of payloads that are kept whole. */
  static final int OCTETS = 16 << 10;

  private int octets;

  private Abridgement() {}

  static Transcript of(Transcript transcript) {
    List<Event> events = transcript.events();
    List<Event> kept = new ArrayList<>();
    int leftOut = Math.max(0, events.size() - EVENTS);
    int behind = EVENTS / 2;
    Abridgement abridgement = new Abridgement();
    for (int i = 0; i < events.size(); i++) {
      if (i < behind || i >= behind + leftOut) {
        kept.add(abridgement.shortened(events.get(i)));
      } else if (i == behind) {
        Event event = events.get(i);
        String words = leftOut + " events are left out here, since the case passed";
        kept.add(new Event.Note(event.at(), event.connection(), words));
      }
    }
    return new Transcript(
        transcript.subject(), transcript.capabilities(), kept, transcript.leftOut() + leftOut);
  }

  private Event shortened(Event event) {
    if (event instanceof Event.Sent e) {
      return new Event.Sent(e.at(), e.connection(), shortened(e.frame()));
    } else if (event instanceof Event.Received e) {
      return new Event.Received(e.at(), e.connection(), shortened(e.frame()));
    } else if (event instanceof Event.SentMessage e) {
      return new Event.SentMessage(e.at(), e.connection(), shortened(e.message()));
    } else if (event instanceof Event.ReceivedMessage e) {
      return new Event.ReceivedMessage(e.at(), e.connection(), shortened(e.message()));
    }
    return event;
  }

  private ScannedFrame shortened(ScannedFrame frame) {
    return frame.with(shortened(frame.payload()));
  }

  private Message shortened(Message message) {
    return message.with(shortened(message.payload()));
  }

  private Payload shortened(Payload payload) {
    int size = payload.head().length;
    if (octets + size > OCTETS) {
      return payload.shortened();
    }
    octets += size;
    return payload;
  }
}
