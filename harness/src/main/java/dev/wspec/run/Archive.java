package dev.wspec.run;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Transcript;
import java.util.Optional;

/**
 * Keeps the transcripts of a run for its report while there is room for them: what a subject sends
 * must not fill the memory. For one thread at a time.
 */
final class Archive {

  /** What any fact takes, in octets, whatever it tells. */
  private static final long FACT = 300;

  private final long room;
  private long taken;
  private int leftOut;

  /**
   * @param room in octets, roughly
   */
  Archive(long room) {
    this.room = room;
  }

  /** One that takes a quarter of the memory that there is. */
  static Archive ofThisMachine() {
    return new Archive(Runtime.getRuntime().maxMemory() / 4);
  }

  /** The outcome as it can be kept. */
  CaseOutcome keep(CaseOutcome outcome) {
    if (outcome.transcript() == null) {
      return outcome;
    }
    long weight = weight(outcome.transcript());
    if (taken + weight > room) {
      leftOut++;
      return outcome.withoutTranscript();
    }
    taken += weight;
    return outcome;
  }

  /** A sentence for the reader if something could not be kept. */
  Optional<String> omission() {
    return leftOut == 0
        ? Optional.empty()
        : Optional.of(
            "The server sent so much that "
                + (leftOut == 1 ? "1 transcript is" : leftOut + " transcripts are")
                + " left out here; run such a case alone to see what happened.");
  }

  private static long weight(Transcript transcript) {
    return transcript.events().stream().mapToLong(Archive::weight).sum();
  }

  private static long weight(Event event) {
    if (event instanceof Event.Received received) {
      return weight(received.frame());
    } else if (event instanceof Event.Sent sent) {
      return weight(sent.frame());
    } else if (event instanceof Event.ReceivedMessage received) {
      return weight(received.message());
    } else if (event instanceof Event.SentMessage sent) {
      return weight(sent.message());
    } else if (event instanceof Event.Malformed malformed) {
      return weight(malformed.octets());
    } else if (event instanceof Event.Opened opened) {
      return weight(opened.response());
    } else if (event instanceof Event.Refused refused && refused.response() != null) {
      return weight(refused.response());
    }
    return FACT;
  }

  private static long weight(ScannedFrame frame) {
    return weight(frame.payload());
  }

  private static long weight(Message message) {
    return weight(message.payload());
  }

  private static long weight(Payload payload) {
    return FACT + payload.head().length + payload.tail().length;
  }

  /** The octets of a field stand both in the head and in the field. */
  private static long weight(RawResponse response) {
    return FACT
        + 2L * response.head().length()
        + response.body().length()
        + 100L * response.fields().size();
  }
}
