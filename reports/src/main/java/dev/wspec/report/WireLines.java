package dev.wspec.report;

import dev.wspec.conformance.Event;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.report.WireLine.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Decodes a transcript for people.
 *
 * @param events how many of its events are told at most; the middle of longer ones is left out
 * @param octets how many octets of a payload are shown at most
 */
record WireLines(int events, int octets) {

  private static final int HEAD_LINES = 40;
  private static final int LINE_LENGTH = 300;

  List<WireLine> of(Transcript transcript) {
    List<Event> told = transcript.events().stream().filter(WireLines::isWorthTelling).toList();
    List<WireLine> lines = new ArrayList<>();
    Ends ends = Ends.of(transcript);
    if (told.size() <= events) {
      told.forEach(event -> lines.addAll(lines(event, ends)));
      return seen(transcript, lines);
    }
    int before = events / 2;
    int after = told.size() - (events - before);
    told.subList(0, before).forEach(event -> lines.addAll(lines(event, ends)));
    String gap = (after - before) + " events are left out here";
    lines.add(aside(told.get(after), "…", gap));
    told.subList(after, told.size()).forEach(event -> lines.addAll(lines(event, ends)));
    return seen(transcript, lines);
  }

  /** A client sends the request and is sent the response. */
  private static List<WireLine> seen(Transcript transcript, List<WireLine> lines) {
    return transcript.subject() == SubjectRole.CLIENT
        ? lines.stream().map(WireLine::fromTheOtherSide).toList()
        : lines;
  }

  /** The last lines alone, oldest first. */
  List<WireLine> last(Transcript transcript) {
    List<Event> told = transcript.events().stream().filter(WireLines::isWorthTelling).toList();
    Ends ends = Ends.of(transcript);
    List<WireLine> lines = new ArrayList<>();
    told.subList(Math.max(0, told.size() - events), told.size())
        .forEach(event -> lines.addAll(lines(event, ends)));
    return seen(transcript, lines);
  }

  /** Who is at which end, and on which connections compression was agreed. */
  private record Ends(SubjectRole subject, Set<Integer> deflating) {

    static Ends of(Transcript transcript) {
      Set<Integer> deflating = new HashSet<>();
      for (Event event : transcript.events()) {
        if (event instanceof Event.Opened opened
            && opened.response().head().contains("permessage-deflate")) {
          deflating.add(event.connection());
        }
      }
      return new Ends(transcript.subject(), deflating);
    }

    FrameAnatomy.Sender sender(Event event, Direction direction) {
      boolean subjectIsClient = subject == SubjectRole.CLIENT;
      return new FrameAnatomy.Sender(
          (direction == Direction.RECEIVED) == subjectIsClient,
          deflating.contains(event.connection()));
    }
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

  private List<WireLine> lines(Event event, Ends ends) {
    if (event instanceof Event.Opened opened) {
      return List.of(
          request(event, opened.request(), List.of()),
          response(event, opened.response(), "the handshake is done"));
    } else if (event instanceof Event.Refused refused) {
      WireLine request =
          request(
              event, refused.request(), refused.bent() ? List.of("bent by the case") : List.of());
      RawResponse answer = refused.response();
      return List.of(
          request,
          answer == null
              ? aside(event, "no answer", "no complete head came")
              : response(event, answer, "no WebSocket connection"));
    } else if (event instanceof Event.Sent sent) {
      return List.of(frame(event, Direction.SENT, sent.frame(), ends));
    } else if (event instanceof Event.Received received) {
      return List.of(frame(event, Direction.RECEIVED, received.frame(), ends));
    } else if (event instanceof Event.SentMessage sent) {
      return List.of(message(event, "message sent", sent.message()));
    } else if (event instanceof Event.ReceivedMessage received) {
      return List.of(message(event, "message received", received.message()));
    } else if (event instanceof Event.Malformed malformed) {
      return List.of(malformed(malformed));
    } else if (event instanceof Event.HalfClosed) {
      return List.of(aside(event, "half-closed", "we sent a FIN and still read"));
    } else if (event instanceof Event.Fenced fenced) {
      String nonce = Escapes.oneLine(fenced.nonceHex(), 64);
      return List.of(
          aside(event, "fence", "a Ping with " + nonce + " shows whether the subject carries on"));
    } else if (event instanceof Event.Ended ended) {
      return List.of(aside(event, "end", words(ended.how())));
    } else if (event instanceof Event.Note note) {
      return List.of(aside(event, "note", Escapes.oneLine(note.text(), LINE_LENGTH)));
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

  private WireLine frame(Event event, Direction direction, ScannedFrame frame, Ends ends) {
    List<String> details = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    (frame.fin() ? details : remarks).add(frame.fin() ? "FIN" : "no FIN");
    for (int i = 1; i <= 3; i++) {
      if ((frame.rsv() & (8 >> i)) != 0) {
        remarks.add("RSV" + i);
      }
    }
    details.addAll(remarks);
    details.add(
        frame.masked() ? "masked " + HexFormat.of().toHexDigits(frame.maskingKey()) : "not masked");
    String length =
        "length "
            + Long.toUnsignedString(frame.length())
            + " in "
            + TranscriptWriter.lengthBits(frame.lengthForm())
            + " bits";
    details.add(length);
    if (frame.lengthForm() != LengthForm.minimal(frame.length())) {
      remarks.add(length);
    }
    Payload payload = frame.payload();
    return new WireLine(
        direction,
        time(event),
        event.connection(),
        frame.name(),
        details,
        remarks,
        headerHex(frame),
        payloadHex(FrameOctets.payload(frame, octets), payload),
        PayloadWords.of(frame, octets),
        FrameAnatomy.of(frame, ends.sender(event, direction)));
  }

  private WireLine message(Event event, String name, Message message) {
    List<String> details = new ArrayList<>();
    details.add(message.isText() ? "text" : "binary");
    details.add(message.payload().length() + " octets");
    details.add(message.frames() == 1 ? "in 1 frame" : "in " + message.frames() + " frames");
    if (message.compressed()) {
      details.add("compressed");
    }
    if (message.utf8ErrorAt() >= 0) {
      details.add("no UTF-8 from octet " + message.utf8ErrorAt());
    }
    List<String> content = new ArrayList<>();
    if (message.damage() != null) {
      content.add("not inflated: " + Escapes.oneLine(message.damage(), LINE_LENGTH));
    }
    content.addAll(PayloadWords.data(message.payload(), octets));
    return new WireLine(
        Direction.ASIDE,
        time(event),
        event.connection(),
        name,
        details,
        details,
        List.of(),
        "",
        content,
        List.of());
  }

  private WireLine malformed(Event.Malformed event) {
    return new WireLine(
        event.sent() ? Direction.SENT : Direction.RECEIVED,
        time(event),
        event.connection(),
        "octets",
        List.of(event.octets().length() + " octets"),
        List.of(),
        List.of(),
        payloadHex(FrameOctets.first(event.octets().head(), octets), event.octets()),
        List.of(Escapes.oneLine(event.what(), LINE_LENGTH)),
        List.of());
  }

  private WireLine request(Event event, RawRequest request, List<String> details) {
    List<String> all = new ArrayList<>(details);
    if (request.segmentation() instanceof Segmentation.Pieces pieces) {
      all.add("in writes of " + pieces.size());
    } else if (request.segmentation() instanceof Segmentation.CutAt cut) {
      all.add("cut into " + (cut.offsets().size() + 1) + " writes");
    }
    if (!request.following().isEmpty()) {
      all.add(request.following().size() + " octets behind the head");
    }
    byte[] following = new byte[Math.min(octets, request.following().size())];
    for (int i = 0; i < following.length; i++) {
      following[i] = request.following().get(i);
    }
    return new WireLine(
        Direction.SENT,
        time(event),
        event.connection(),
        "request",
        all,
        all,
        List.of(),
        hex(following),
        headLines(request.head()),
        List.of());
  }

  private WireLine response(Event event, RawResponse response, String meaning) {
    List<String> content = new ArrayList<>(headLines(response.head()));
    if (!response.body().isEmpty()) {
      content.add("body: " + Escapes.oneLine(response.body(), LINE_LENGTH));
    }
    return new WireLine(
        Direction.RECEIVED,
        time(event),
        event.connection(),
        "response",
        List.of(meaning),
        List.of(),
        List.of(),
        "",
        content,
        List.of());
  }

  private static List<String> headLines(String head) {
    // What CR and LF really stood there is part of the evidence, except for the usual line end.
    List<String> lines = new ArrayList<>();
    for (String line : head.split("\r\n", HEAD_LINES + 1)) {
      if (lines.size() == HEAD_LINES) {
        lines.add("…");
      } else if (!line.isEmpty()) {
        lines.add(Escapes.oneLine(line, LINE_LENGTH));
      }
    }
    return lines;
  }

  private static WireLine aside(Event event, String name, String what) {
    return new WireLine(
        Direction.ASIDE,
        time(event),
        event.connection(),
        name,
        List.of(),
        List.of(),
        List.of(),
        "",
        List.of(what),
        List.of());
  }

  private static List<String> headerHex(ScannedFrame frame) {
    byte[] header = FrameOctets.header(frame);
    int keyAt = frame.masked() ? header.length - 4 : header.length;
    List<String> parts = new ArrayList<>();
    parts.add(hex(Arrays.copyOf(header, 1)));
    parts.add(hex(Arrays.copyOfRange(header, 1, keyAt)));
    if (frame.masked()) {
      parts.add(hex(Arrays.copyOfRange(header, keyAt, header.length)));
    }
    return parts;
  }

  private static String payloadHex(byte[] shown, Payload payload) {
    return shown.length < payload.length() ? hex(shown) + " …" : hex(shown);
  }

  private static String hex(byte[] octets) {
    return HexFormat.ofDelimiter(" ").formatHex(octets);
  }

  /** Milliseconds, and seconds from one second on. */
  static String time(Event event) {
    // Not String.format: a report has ten thousands of these.
    return event.at() < 1_000_000_000
        ? decimal(Math.round(event.at() / 1e4)) + " ms"
        : decimal(Math.round(event.at() / 1e7)) + " s";
  }

  private static String decimal(long hundredths) {
    long rest = hundredths % 100;
    return hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
  }
}
