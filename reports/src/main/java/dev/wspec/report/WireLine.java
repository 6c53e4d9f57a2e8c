package dev.wspec.report;

import dev.wspec.conformance.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One event of a transcript as people read it. Everything in it is escaped and bounded, but not yet
 * for the format it goes into.
 *
 * @param time since the transcript began, with its unit
 * @param end which connection it is of, where there are several; empty if it is the first or only
 *     one
 * @param name what it is: {@code Ping}, {@code request}
 * @param details what is to be known of it: {@code FIN}, {@code masked 37fa213d}
 * @param remarks those details that one does not expect
 * @param header the octets of a frame's header as they stood on the wire, empty if it is no frame
 * @param payloadHex the octets behind the header as they stood on the wire, masked or not
 * @param content what they mean: text, a close code with its name, the lines of a head
 * @param anatomy of a frame's header, empty if it is no frame
 */
record WireLine(
    Direction direction,
    String time,
    String end,
    String name,
    List<String> details,
    List<String> remarks,
    List<String> header,
    String payloadHex,
    List<String> content,
    List<FrameAnatomy> anatomy) {

  enum Direction {
    /** From us to the subject. */
    SENT("→", "sent"),
    RECEIVED("←", "received"),
    /** Nothing on the wire: what we make of it. */
    ASIDE("·", "");

    private final String symbol;
    private final String words;

    Direction(String symbol, String words) {
      this.symbol = symbol;
      this.words = words;
    }

    public String symbol() {
      return symbol;
    }

    public String words() {
      return words;
    }
  }

  WireLine {
    details = List.copyOf(details);
    remarks = List.copyOf(remarks);
    header = List.copyOf(header);
    content = List.copyOf(content);
    anatomy = List.copyOf(anatomy);
  }

  /** Nothing on the wire: what we make of it. */
  static WireLine aside(Event event, String name, String what) {
    return new WireLine(
        Direction.ASIDE,
        time(event),
        "",
        name,
        List.of(),
        List.of(),
        List.of(),
        "",
        List.of(what),
        List.of());
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

  /** What a reader must not miss, which connection it is of first of all. */
  List<String> remarksShown() {
    if (end.isEmpty()) {
      return remarks;
    }
    List<String> all = new ArrayList<>(remarks);
    all.add(0, end);
    return all;
  }

  /** The details that are no remarks. */
  String detailsShown() {
    return details.stream().filter(d -> !remarks.contains(d)).collect(Collectors.joining(" · "));
  }

  /** The same where a request comes from the subject and a response from us. */
  WireLine fromTheOtherSide() {
    Direction turned =
        switch (name) {
          case "request" -> Direction.RECEIVED;
          case "response" -> Direction.SENT;
          default -> direction;
        };
    return new WireLine(
        turned, time, end, name, details, remarks, header, payloadHex, content, anatomy);
  }

  /** The same, of this connection. */
  WireLine of(String connection) {
    return new WireLine(
        direction, time, connection, name, details, remarks, header, payloadHex, content, anatomy);
  }
}
