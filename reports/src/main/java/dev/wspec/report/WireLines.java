package dev.wspec.report;

import dev.wspec.conformance.Event;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.report.WireLine.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes a transcript for people.
 *
 * @param events how many of its events are told at most; the middle of longer ones is left out
 * @param octets how many octets of a payload are shown at most
 */
record WireLines(int events, int octets) {

  private static final int NOTE = 300;

  List<WireLine> of(Transcript transcript) {
    List<Event> told = worthTelling(transcript);
    Told lines = new Told(transcript, octets);
    if (told.size() <= events) {
      told.forEach(lines::add);
      return lines.all;
    }
    int before = events / 2;
    int after = told.size() - (events - before);
    told.subList(0, before).forEach(lines::add);
    String gap = (after - before) + " events are left out here";
    lines.all.add(WireLine.aside(told.get(after), "…", gap));
    told.subList(after, told.size()).forEach(lines::add);
    return lines.all;
  }

  /** The last lines alone, oldest first. */
  List<WireLine> last(Transcript transcript) {
    List<Event> told = worthTelling(transcript);
    Told lines = new Told(transcript, octets);
    told.subList(Math.max(0, told.size() - events), told.size()).forEach(lines::add);
    return lines.all;
  }

  /** The lines so far. */
  private static final class Told {
    private final List<WireLine> all = new ArrayList<>();
    private final Transcript transcript;
    private final FrameLines frames;
    private final HeadLines heads;

    Told(Transcript transcript, int octets) {
      this.transcript = transcript;
      this.frames = new FrameLines(transcript, octets);
      this.heads = new HeadLines(octets);
    }

    void add(Event event) {
      int connection = event.connection();
      boolean fromClient = transcript.facing(connection) == SubjectRole.CLIENT;
      for (WireLine line : lines(event, frames, heads)) {
        WireLine seen = fromClient ? line.fromTheOtherSide() : line;
        all.add(seen.of(end(transcript.subject(), connection)));
      }
    }
  }

  /** Around an intermediary we are a client and its origin, once for each tunnel. */
  private static String end(SubjectRole subject, int connection) {
    if (subject != SubjectRole.INTERMEDIARY) {
      return connection == 0 ? "" : "connection " + (connection + 1);
    }
    int tunnel = connection / 2 + 1;
    return (connection % 2 == 0 ? "at the client" : "at the origin")
        + (tunnel == 1 ? "" : " " + tunnel);
  }

  private static List<Event> worthTelling(Transcript transcript) {
    return transcript.events().stream().filter(WireLines::isWorthTelling).toList();
  }

  /** A message in one plain frame says nothing that the frame does not say. */
  private static boolean isWorthTelling(Event event) {
    if (event instanceof Event.SentMessage sent) {
      return isWorthTelling(sent.message());
    }
    return !(event instanceof Event.ReceivedMessage received) || isWorthTelling(received.message());
  }

  private static boolean isWorthTelling(Message message) {
    return message.frames() > 1
        || message.compressed()
        || message.utf8ErrorAt() >= 0
        || message.damage() != null;
  }

  private static List<WireLine> lines(Event event, FrameLines frames, HeadLines heads) {
    if (event instanceof Event.Opened opened) {
      return heads.opened(opened);
    } else if (event instanceof Event.Refused refused) {
      return heads.refused(refused);
    } else if (event instanceof Event.Sent sent) {
      return List.of(frames.frame(event, Direction.SENT, sent.frame()));
    } else if (event instanceof Event.Received received) {
      return List.of(frames.frame(event, Direction.RECEIVED, received.frame()));
    } else if (event instanceof Event.SentMessage sent) {
      return List.of(frames.message(event, "message sent", sent.message()));
    } else if (event instanceof Event.ReceivedMessage received) {
      return List.of(frames.message(event, "message received", received.message()));
    } else if (event instanceof Event.Malformed malformed) {
      return List.of(frames.malformed(malformed));
    }
    return List.of(aside(event));
  }

  /** What is not on the wire. */
  private static WireLine aside(Event event) {
    if (event instanceof Event.HalfClosed) {
      return WireLine.aside(event, "half-closed", "we sent a FIN and still read");
    } else if (event instanceof Event.Fenced fenced) {
      String nonce = Escapes.oneLine(fenced.nonceHex(), 64);
      return WireLine.aside(
          event, "fence", "a Ping with " + nonce + " shows whether the subject carries on");
    } else if (event instanceof Event.Ended ended) {
      return WireLine.aside(event, "end", words(ended.how()));
    } else if (event instanceof Event.Note note) {
      return WireLine.aside(event, "note", Escapes.oneLine(note.text(), NOTE));
    }
    throw new IllegalStateException("an event that cannot be told: " + event);
  }

  private static String words(Event.Ended.How how) {
    return switch (how) {
      case EOF -> "the subject ended the TCP connection";
      case RESET -> "the subject reset the TCP connection";
      case DEADLINE -> "the time for this case ran out";
      case LIMIT -> "the subject sent more than we are willing to read";
      case LEFT -> "we left: the case had seen enough";
    };
  }
}
