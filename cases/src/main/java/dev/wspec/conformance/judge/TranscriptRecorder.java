package dev.wspec.conformance.judge;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.protocol.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Collects the facts of one run of one case from all of its connections, in bounded memory. For one
 * thread.
 */
public final class TranscriptRecorder {

  /** Frames, and likewise messages, that are listed; further ones are counted. */
  public static final int LISTED = 2000;

  /** Octets of payloads that are listed, those of frames and of messages together. */
  public static final int OCTETS_LISTED = 4 << 20;

  /** A subject may send any number of Close frames; no judge needs more of them than this. */
  private static final int CLOSES_LISTED = 10;

  private final SubjectRole subject;
  private final Set<Capability> capabilities;
  private final LongSupplier nanoTime;
  private final long start;
  private final List<Event> events = new ArrayList<>();
  private int connections;
  private int frames;
  private int messages;
  private int closes;
  private int octets;

  private int unlistedFrom = -1;
  private Event.Note unlistedNote = new Event.Note(0, 0, "");
  private long unlisted;

  /**
   * @param nanoTime a clock that only its differences matter of, in nanoseconds
   */
  public TranscriptRecorder(
      SubjectRole subject, Set<Capability> capabilities, LongSupplier nanoTime) {
    this.subject = subject;
    this.capabilities = capabilities;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** A further connection, in which we play this role; the first has number 0. */
  public ConnectionRecorder connection(Role ours) {
    return new ConnectionRecorder(this, connections++, ours);
  }

  /** Something a reader should know of the case's first connection. */
  public void note(String text) {
    events.add(new Event.Note(now(), 0, text));
  }

  /** Everything so far. */
  public Transcript transcript() {
    List<Event> all = new ArrayList<>(events);
    if (unlistedFrom >= 0) {
      String text =
          unlisted == 1
              ? "the next frame or message is counted, not listed"
              : "the next " + unlisted + " frames and messages are counted, not listed";
      all.add(unlistedFrom, new Event.Note(unlistedNote.at(), unlistedNote.connection(), text));
    }
    return new Transcript(subject, capabilities, all);
  }

  long now() {
    return nanoTime.getAsLong() - start;
  }

  void add(Event event) {
    events.add(event);
  }

  void addFrame(Event event, Payload payload, boolean close) {
    if (frames < LISTED && fits(payload)) {
      frames++;
      events.add(event);
    } else if (close && closes < CLOSES_LISTED) {
      closes++;
      events.add(event);
    } else {
      leaveOut(event);
    }
  }

  void addMessage(Event event, Payload payload) {
    if (messages < LISTED && fits(payload)) {
      messages++;
      events.add(event);
    } else {
      leaveOut(event);
    }
  }

  private boolean fits(Payload payload) {
    if (octets <= OCTETS_LISTED) {
      octets += payload.head().length + payload.tail().length;
    }
    return octets <= OCTETS_LISTED;
  }

  private void leaveOut(Event event) {
    if (unlisted++ == 0) {
      unlistedFrom = events.size();
      unlistedNote = new Event.Note(event.at(), event.connection(), "");
    }
  }
}
