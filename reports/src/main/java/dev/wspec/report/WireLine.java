package dev.wspec.report;

import java.util.List;

/**
 * One event of a transcript as people read it. Everything in it is escaped and bounded, but not yet
 * for the format it goes into.
 *
 * @param time since the transcript began, with its unit
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
    int connection,
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

  /** The same where a request comes from the subject and a response from us. */
  WireLine fromTheOtherSide() {
    Direction turned =
        switch (name) {
          case "request" -> Direction.RECEIVED;
          case "response" -> Direction.SENT;
          default -> direction;
        };
    return new WireLine(
        turned, time, connection, name, details, remarks, header, payloadHex, content, anatomy);
  }
}
