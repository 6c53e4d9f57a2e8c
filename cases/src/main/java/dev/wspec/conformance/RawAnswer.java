package dev.wspec.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Our answer to a client's opening handshake (RFC 6455 §4.2.2), which can be bent in every way,
 * well-formed HTTP or not. Each method returns a copy with one thing changed.
 *
 * @param preceding octets, as ISO 8859-1, that are sent before the head: interim responses, say
 * @param statusLine without its line end
 * @param fields in the order in which they are sent
 * @param fieldLines raw lines that are sent after the fields, for what is no field at all
 * @param lineEnd what ends each line, CRLF in sound HTTP
 * @param body as ISO 8859-1, which follows the head of a refusal
 * @param following frames that are sent behind the head in the same write
 * @param segmentation how all of it is cut into writes
 */
public record RawAnswer(
    String preceding,
    String statusLine,
    List<Field> fields,
    List<String> fieldLines,
    String lineEnd,
    String body,
    List<Byte> following,
    Segmentation segmentation) {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String CRLF = "\r\n";

  public RawAnswer {
    fields = List.copyOf(fields);
    fieldLines = List.copyOf(fieldLines);
    following = List.copyOf(following);
  }

  /** The ordinary answer to a request: a 101 that takes the first subprotocol and no extension. */
  public static RawAnswer accepting(RawRequest request) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Upgrade", "websocket"));
    fields.add(new Field("Connection", "Upgrade"));
    fields.add(
        new Field(
            "Sec-WebSocket-Accept", acceptFor(request.field("Sec-WebSocket-Key").orElse(""))));
    request
        .field("Sec-WebSocket-Protocol")
        .map(offered -> offered.split(",")[0].strip())
        .filter(first -> !first.isEmpty())
        .ifPresent(first -> fields.add(new Field("Sec-WebSocket-Protocol", first)));
    return new RawAnswer(
        "",
        "HTTP/1.1 101 Switching Protocols",
        fields,
        List.of(),
        CRLF,
        "",
        List.of(),
        Segmentation.whole());
  }

  /** A complete answer that refuses, with a length and an end of the connection. */
  public static RawAnswer refusing(int status, String reason) {
    return new RawAnswer(
        "",
        "HTTP/1.1 " + status + " " + reason,
        List.of(new Field("Content-Length", "0"), new Field("Connection", "close")),
        List.of(),
        CRLF,
        "",
        List.of(),
        Segmentation.whole());
  }

  /** No octet at all. */
  public static RawAnswer nothing() {
    return new RawAnswer("", "", List.of(), List.of(), "", "", List.of(), Segmentation.whole());
  }

  /** What Sec-WebSocket-Accept says to a key (RFC 6455 §4.2.2 item 5.4). */
  public static String acceptFor(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest((key.strip() + GUID).getBytes(ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  private RawAnswer fields(List<Field> changed) {
    return new RawAnswer(
        preceding, statusLine, changed, fieldLines, lineEnd, body, following, segmentation);
  }

  public RawAnswer statusLine(String line) {
    return new RawAnswer(
        preceding, line, fields, fieldLines, lineEnd, body, following, segmentation);
  }

  /** Sends these octets, as ISO 8859-1, before the head. */
  public RawAnswer precededBy(String octets) {
    return new RawAnswer(
        octets, statusLine, fields, fieldLines, lineEnd, body, following, segmentation);
  }

  /** Takes out every field of that name. */
  public RawAnswer without(String name) {
    return fields(fields.stream().filter(f -> !f.name().equalsIgnoreCase(name)).toList());
  }

  /** Replaces the field in its place, or adds it where there was none. */
  public RawAnswer with(String name, String value) {
    if (field(name).isEmpty()) {
      return adding(name, value);
    }
    return fields(
        fields.stream()
            .map(f -> f.name().equalsIgnoreCase(name) ? new Field(f.name(), value) : f)
            .toList());
  }

  /** Adds a field at the end, whether or not there is one of that name already. */
  public RawAnswer adding(String name, String value) {
    List<Field> changed = new ArrayList<>(fields);
    changed.add(new Field(name, value));
    return fields(changed);
  }

  /** Spells the name of a field differently: {@code renaming("Upgrade", "uPGRADE")}. */
  public RawAnswer renaming(String name, String spelling) {
    return fields(
        fields.stream()
            .map(f -> f.name().equalsIgnoreCase(name) ? new Field(spelling, f.value()) : f)
            .toList());
  }

  /** Sends the fields in the opposite order. */
  public RawAnswer reversed() {
    List<Field> changed = new ArrayList<>(fields);
    Collections.reverse(changed);
    return fields(changed);
  }

  /** Adds lines as they are, which need not be fields. */
  public RawAnswer line(String... lines) {
    List<String> changed = new ArrayList<>(fieldLines);
    Collections.addAll(changed, lines);
    return new RawAnswer(
        preceding, statusLine, fields, changed, lineEnd, body, following, segmentation);
  }

  public RawAnswer lineEnd(String end) {
    return new RawAnswer(
        preceding, statusLine, fields, fieldLines, end, body, following, segmentation);
  }

  /** A body behind the head, as ISO 8859-1; the fields are left as they are. */
  public RawAnswer body(String octets) {
    return new RawAnswer(
        preceding, statusLine, fields, fieldLines, lineEnd, octets, following, segmentation);
  }

  /** Glues octets, such as those of a frame, to the end of the head. */
  public RawAnswer followedBy(byte... octets) {
    List<Byte> glued = new ArrayList<>(following);
    for (byte octet : octets) {
      glued.add(octet);
    }
    return new RawAnswer(
        preceding, statusLine, fields, fieldLines, lineEnd, body, glued, segmentation);
  }

  public RawAnswer segmented(Segmentation how) {
    return new RawAnswer(preceding, statusLine, fields, fieldLines, lineEnd, body, following, how);
  }

  /** The value of the first field of that name. */
  public Optional<String> field(String name) {
    return fields.stream()
        .filter(f -> f.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** Status line, fields and the empty line, as they are sent. */
  public String head() {
    StringBuilder head = new StringBuilder(256).append(statusLine).append(lineEnd);
    for (Field field : fields) {
      head.append(field.name()).append(": ").append(field.value()).append(lineEnd);
    }
    for (String line : fieldLines) {
      head.append(line).append(lineEnd);
    }
    return head.append(lineEnd).toString();
  }

  /** What a reader of the wire takes it for; what precedes the head is no part of it. */
  public RawResponse response() {
    return RawResponse.parse(head(), body);
  }

  /** Everything but what follows. */
  public byte[] headOctets() {
    return (preceding + head() + body).getBytes(ISO_8859_1);
  }

  /** The octets glued to the head, which are frames. */
  public byte[] followingOctets() {
    byte[] octets = new byte[following.size()];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = following.get(i);
    }
    return octets;
  }

  /** All octets. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(headOctets());
    out.writeBytes(followingOctets());
    return out.toByteArray();
  }
}
