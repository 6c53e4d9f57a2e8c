package dev.wspec.conformance.judge;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.ScannedFrame;
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

  /**
   * Frames, and likewise messages, of each side that are listed; further ones are counted. However
   * many the subject sends, what it answers to stays.
   */
  public static final int LISTED = 2500;

  /** Octets of payloads that are kept whole; of further ones the ends and a digest are. */
  public static final int OCTETS_LISTED = 4 << 20;

  /** A subject may send any number of Close frames; no judge needs more of them than this. */
  private static final int CLOSES_LISTED = 10;

  private final SubjectRole subject;
  private final Set<Capability> capabilities;
  private final int octetsListed;
  private final LongSupplier nanoTime;
  private final long start;
  private final List<Event> events = new ArrayList<>();
  private int connections;
  private final Listed sent = new Listed(true);
  private final Listed received = new Listed(false);
  private int octets;

  private int unlistedFrom = -1;
  private Event.Note unlistedNote = new Event.Note(0, 0, "");
  private long unlisted;

  /**
   * @param nanoTime a clock that only its differences matter of, in nanoseconds
   */
  public TranscriptRecorder(
      SubjectRole subject, Set<Capability> capabilities, LongSupplier nanoTime) {
    this(subject, capabilities, nanoTime, OCTETS_LISTED);
  }

  /**
   * @param nanoTime a clock that only its differences matter of, in nanoseconds
   * @param octetsListed how many octets of payloads are kept whole
   */
  public TranscriptRecorder(
      SubjectRole subject, Set<Capability> capabilities, LongSupplier nanoTime, int octetsListed) {
    this.octetsListed = octetsListed;
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

  void addFrame(boolean sent, int connection, ScannedFrame frame) {
    if (!(sent ? this.sent : received).takes(frame)) {
      leaveOut(connection);
      return;
    }
    ScannedFrame kept = frame.with(kept(frame.payload()));
    events.add(
        sent
            ? new Event.Sent(now(), connection, kept)
            : new Event.Received(now(), connection, kept));
  }

  void addMessage(boolean sent, int connection, Message message) {
    Listed side = sent ? this.sent : received;
    if (side.messages == LISTED) {
      leaveOut(connection);
      return;
    }
    side.messages++;
    Message kept = message.with(kept(message.payload()));
    events.add(
        sent
            ? new Event.SentMessage(now(), connection, kept)
            : new Event.ReceivedMessage(now(), connection, kept));
  }

  private Payload kept(Payload payload) {
    int size = payload.head().length + payload.tail().length;
    if (octets + size > octetsListed) {
      return payload.shortened();
    }
    octets += size;
    return payload;
  }

  private void leaveOut(int connection) {
    if (unlisted++ == 0) {
      unlistedFrom = events.size();
      unlistedNote = new Event.Note(now(), connection, "");
    }
  }

  /** How much of one side's is listed. */
  private static final class Listed {
    private final boolean ours;
    private int frames;
    private int messages;
    private int late;

    Listed(boolean ours) {
      this.ours = ours;
    }

    /**
     * Whether there is room for the frame. There is some when it is too late for others: for a
     * Close, and for our control frames, without which the Pongs for them look unasked for.
     */
    boolean takes(ScannedFrame frame) {
      if (frames < LISTED) {
        frames++;
        return true;
      }
      return ours
          ? frame.opcode() >= ScannedFrame.CLOSE && late++ < LISTED
          : frame.is(ScannedFrame.CLOSE) && late++ < CLOSES_LISTED;
    }
  }
}
