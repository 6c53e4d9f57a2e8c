package dev.wspec.report;

import dev.wspec.conformance.Event;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.report.WireLine.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Tells of frames and messages, knowing who is at which end and where compression was agreed. */
final class FrameLines {

  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
  private static final int SENTENCE = 300;

  private final Set<Integer> deflating = new HashSet<>();
  private final Transcript transcript;
  private final int octets;

  /**
   * For the events of a transcript.
   *
   * @param octets how many octets of a payload are shown at most
   */
  FrameLines(Transcript transcript, int octets) {
    this.transcript = transcript;
    this.octets = octets;
    for (Event event : transcript.events()) {
      if (event instanceof Event.Opened opened
          && opened.response().head().contains("permessage-deflate")) {
        deflating.add(event.connection());
      }
    }
  }

  private FrameAnatomy.Sender sender(Event event, Direction direction) {
    boolean subjectIsClient = transcript.facing(event.connection()) == SubjectRole.CLIENT;
    return new FrameAnatomy.Sender(
        (direction == Direction.RECEIVED) == subjectIsClient,
        deflating.contains(event.connection()));
  }

  WireLine frame(Event event, Direction direction, ScannedFrame frame) {
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
        WireLine.time(event),
        "",
        frame.name(),
        details,
        remarks,
        headerHex(frame),
        payloadHex(FrameOctets.payload(frame, octets), payload),
        PayloadWords.of(frame, octets),
        FrameAnatomy.of(frame, sender(event, direction)));
  }

  WireLine message(Event event, String name, Message message) {
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
      content.add("not inflated: " + Escapes.oneLine(message.damage(), SENTENCE));
    }
    content.addAll(PayloadWords.data(message.payload(), octets));
    return new WireLine(
        Direction.ASIDE,
        WireLine.time(event),
        "",
        name,
        details,
        details,
        List.of(),
        "",
        content,
        List.of());
  }

  WireLine malformed(Event.Malformed event) {
    return new WireLine(
        event.sent() ? Direction.SENT : Direction.RECEIVED,
        WireLine.time(event),
        "",
        "octets",
        List.of(event.octets().length() + " octets"),
        List.of(),
        List.of(),
        payloadHex(FrameOctets.first(event.octets().head(), octets), event.octets()),
        List.of(Escapes.oneLine(event.what(), SENTENCE)),
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

  static String hex(byte[] octets) {
    return HEX.formatHex(octets);
  }
}
