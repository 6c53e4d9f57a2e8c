package dev.wspec.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An opening handshake request (RFC 6455 §4.1) that can be bent in every way, well-formed HTTP or
 * not. Each method returns a copy with one thing changed.
 *
 * @param fields in the order in which they are sent
 * @param fieldLines raw lines that are sent after the fields, without line ends, for what is no
 *     field at all
 * @param lineEnd what ends each line, CRLF in sound HTTP
 * @param following octets sent behind the head in the same write
 * @param segmentation how head and following octets are cut into writes
 */
public record RawRequest(
    String method,
    String target,
    String version,
    List<Field> fields,
    List<String> fieldLines,
    String lineEnd,
    List<Byte> following,
    Segmentation segmentation) {

  private static final String CRLF = "\r\n";

  public RawRequest {
    fields = List.copyOf(fields);
    fieldLines = List.copyOf(fieldLines);
    following = List.copyOf(following);
  }

  public static RawRequest get(String target, List<Field> fields) {
    return new RawRequest(
        "GET", target, "HTTP/1.1", fields, List.of(), CRLF, List.of(), Segmentation.whole());
  }

  /**
   * Reads the head of a request that came, without judging: what is no field stands in {@link
   * #fieldLines}, blanks around values are lost, and empty lines before the request line are a part
   * of the method.
   *
   * @param head as ISO 8859-1, up to and including the empty line
   */
  public static RawRequest parse(String head) {
    int begin = 0;
    while (begin < head.length() && (head.charAt(begin) == '\r' || head.charAt(begin) == '\n')) {
      begin++;
    }
    String[] lines = head.substring(begin).split("\r?\n", -1);
    String[] first = lines[0].split(" ", 3);
    List<Field> fields = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0 && lines[i].charAt(0) != ' ' && lines[i].charAt(0) != '\t') {
        fields.add(new Field(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
      } else if (!lines[i].isEmpty()) {
        others.add(lines[i]);
      }
    }
    return new RawRequest(
        head.substring(0, begin) + first[0],
        first.length > 1 ? first[1] : "",
        first.length > 2 ? first[2] : "",
        fields,
        others,
        head.contains(CRLF) ? CRLF : "\n",
        List.of(),
        Segmentation.whole());
  }

  public RawRequest method(String method) {
    return new RawRequest(
        method, target, version, fields, fieldLines, lineEnd, following, segmentation);
  }

  public RawRequest target(String target) {
    return new RawRequest(
        method, target, version, fields, fieldLines, lineEnd, following, segmentation);
  }

  /**
   * The HTTP version, such as {@code HTTP/1.0}; an empty one leaves out the blank before it as
   * well.
   */
  public RawRequest version(String version) {
    return new RawRequest(
        method, target, version, fields, fieldLines, lineEnd, following, segmentation);
  }

  private RawRequest fields(List<Field> changed) {
    return new RawRequest(
        method, target, version, changed, fieldLines, lineEnd, following, segmentation);
  }

  /** Takes out every field of that name. */
  public RawRequest without(String name) {
    return fields(fields.stream().filter(f -> !f.name().equalsIgnoreCase(name)).toList());
  }

  /** Replaces the field in its place, or adds it where there was none. */
  public RawRequest with(String name, String value) {
    List<Field> changed = new ArrayList<>();
    boolean replaced = false;
    for (Field field : fields) {
      if (!field.name().equalsIgnoreCase(name)) {
        changed.add(field);
      } else if (!replaced) {
        changed.add(new Field(field.name(), value));
        replaced = true;
      }
    }
    if (!replaced) {
      changed.add(new Field(name, value));
    }
    return fields(changed);
  }

  /** Adds a field at the end, whether or not there is one of that name already. */
  public RawRequest adding(String name, String value) {
    List<Field> changed = new ArrayList<>(fields);
    changed.add(new Field(name, value));
    return fields(changed);
  }

  /** Spells the name of a field differently: {@code renaming("Upgrade", "uPGRADE")}. */
  public RawRequest renaming(String name, String spelling) {
    return fields(
        fields.stream()
            .map(f -> f.name().equalsIgnoreCase(name) ? new Field(spelling, f.value()) : f)
            .toList());
  }

  /** Sends the fields in the opposite order. */
  public RawRequest reversed() {
    List<Field> changed = new ArrayList<>(fields);
    Collections.reverse(changed);
    return fields(changed);
  }

  /** Adds a line as it is, which need not be a field. */
  public RawRequest line(String line) {
    List<String> changed = new ArrayList<>(fieldLines);
    changed.add(line);
    return new RawRequest(
        method, target, version, fields, changed, lineEnd, following, segmentation);
  }

  public RawRequest lineEnd(String lineEnd) {
    return new RawRequest(
        method, target, version, fields, fieldLines, lineEnd, following, segmentation);
  }

  /** Glues octets to the end of the head. */
  public RawRequest followedBy(byte... octets) {
    List<Byte> glued = new ArrayList<>(following);
    for (byte octet : octets) {
      glued.add(octet);
    }
    return new RawRequest(
        method, target, version, fields, fieldLines, lineEnd, glued, segmentation);
  }

  public RawRequest segmented(Segmentation segmentation) {
    return new RawRequest(
        method, target, version, fields, fieldLines, lineEnd, following, segmentation);
  }

  /** The values of all fields of that name. */
  public List<String> all(String name) {
    return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Field::value).toList();
  }

  /** The value of the first field of that name. */
  public Optional<String> field(String name) {
    return fields.stream()
        .filter(f -> f.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /**
   * The head without what follows, as it is sent; characters beyond U+00FF are not representable.
   */
  public String head() {
    StringBuilder head = new StringBuilder(256).append(method).append(' ').append(target);
    if (!version.isEmpty()) {
      head.append(' ').append(version);
    }
    head.append(lineEnd);
    for (Field field : fields) {
      head.append(field.name()).append(": ").append(field.value()).append(lineEnd);
    }
    for (String line : fieldLines) {
      head.append(line).append(lineEnd);
    }
    return head.append(lineEnd).toString();
  }

  /** Head and following octets. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head().getBytes(StandardCharsets.ISO_8859_1));
    following.forEach(out::write);
    return out.toByteArray();
  }
}
