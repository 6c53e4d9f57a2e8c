package dev.wspec.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Reads the head of one request or response from bytes cut anywhere (RFC 9112 §2).
 *
 * <p>It never takes a byte beyond the empty line, and it fails at the first byte that cannot belong
 * to a head, so that nobody waits for the end of nonsense.
 */
public final class HeadReader {
  static final int MAX_BYTES = 16 << 10;
  static final int MAX_FIELDS = 100;

  /** What a head may grow to where {@link HeadRule#BOUNDED} is waived. */
  private static final int MAX_BYTES_UNBOUNDED = 16 << 20;

  private final Set<HeadRule> waived;
  private byte[] head = new byte[512];
  private int size;
  private int lineLength;
  private boolean complete;

  public HeadReader() {
    this(Set.of());
  }

  /** A reader that does not enforce some rules, for peers that are defective on purpose. */
  public HeadReader(Set<HeadRule> waived) {
    this.waived = waived;
  }

  /**
   * Takes bytes of the head.
   *
   * @return how many of them belong to it: all, unless it is complete now
   */
  public int accept(byte[] bytes, int offset, int length) throws HandshakeViolation {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int taken = 0;
    while (taken < length && !complete) {
      accept(bytes[offset + taken++]);
    }
    return taken;
  }

  /** Whether the empty line has been read. */
  public boolean isComplete() {
    return complete;
  }

  /** Whether not a single byte has been read. */
  public boolean isEmpty() {
    return size == 0;
  }

  private void accept(byte next) throws HandshakeViolation {
    if (size >= (waived.contains(HeadRule.BOUNDED) ? MAX_BYTES_UNBOUNDED : MAX_BYTES)) {
      throw new HandshakeViolation(431, "The head is longer than " + MAX_BYTES + " bytes");
    }
    boolean afterCr = size > 0 && head[size - 1] == '\r';
    if (next == '\n') {
      if (!afterCr) {
        check(HeadRule.LINES_END_WITH_CRLF, "A line ends with a bare LF");
      }
      append(next);
      endLine(afterCr ? lineLength - 1 : lineLength);
      return;
    }
    if (afterCr) {
      check(HeadRule.NO_CONTROL_CHARACTERS, "A CR comes without LF");
    }
    if ((next >= 0 && next < ' ' && next != '\t' && next != '\r') || next == 0x7F) {
      check(HeadRule.NO_CONTROL_CHARACTERS, "The head has the control character " + next);
    }
    append(next);
    lineLength++;
  }

  /** An empty line ends the head, except that those before its first line mean nothing. */
  private void endLine(int length) {
    lineLength = 0;
    if (length == 0) {
      int first = 0;
      while (first < size && (head[first] == '\r' || head[first] == '\n')) {
        first++;
      }
      complete = first < size;
    }
  }

  private void append(byte next) {
    if (size == head.length) {
      head = Arrays.copyOf(head, 2 * size);
    }
    head[size++] = next;
  }

  private void check(HeadRule rule, String sentence) throws HandshakeViolation {
    if (!waived.contains(rule)) {
      throw new HandshakeViolation(sentence);
    }
  }

  /** The complete head as that of a request. */
  public RequestHead request() throws HandshakeViolation {
    List<String> lines = lines();
    String[] parts = lines.get(0).split(" ", -1);
    if (parts.length != 3 || !Tokens.isToken(parts[0]) || !isVisibleAscii(parts[1])) {
      throw new HandshakeViolation("The request line is not a method, a target and a version");
    }
    if (!isVersion(parts[2])) {
      throw new HandshakeViolation("The request line does not end with an HTTP version");
    }
    return new RequestHead(parts[0], parts[1], parts[2], fields(lines, false));
  }

  /** The complete head as that of a response, folded fields unfolded (RFC 9112 §5.2). */
  public ResponseHead response() throws HandshakeViolation {
    List<String> lines = lines();
    String line = lines.get(0);
    if (line.length() < 12
        || !isVersion(line.substring(0, 8))
        || line.charAt(8) != ' '
        || !line.substring(9, 12).chars().allMatch(c -> c >= '0' && c <= '9')
        || (line.length() > 12 && line.charAt(12) != ' ')) {
      throw new HandshakeViolation("The status line is not a version, a status and a reason");
    }
    String reason = line.length() > 13 ? line.substring(13) : "";
    return new ResponseHead(
        line.substring(0, 8), Integer.parseInt(line, 9, 12, 10), reason, fields(lines, true));
  }

  private List<String> lines() {
    if (!complete) {
      throw new IllegalStateException("The head is not complete");
    }
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < size; i++) {
      if (head[i] == '\n') {
        int to = i > from && head[i - 1] == '\r' ? i - 1 : i;
        if (to > from) {
          lines.add(new String(head, from, to - from, ISO_8859_1));
        }
        from = i + 1;
      }
    }
    return lines;
  }

  private Fields fields(List<String> lines, boolean unfold) throws HandshakeViolation {
    List<Field> fields = new ArrayList<>(lines.size());
    for (String line : lines.subList(1, lines.size())) {
      if (Tokens.isBlank(line.charAt(0))) {
        if (!unfold) {
          check(HeadRule.NO_FOLDING, "A field is folded over two lines");
        }
        if (fields.isEmpty()) {
          check(HeadRule.NO_FOLDING, "A blank begins the first field line");
        } else {
          Field last = fields.remove(fields.size() - 1);
          fields.add(new Field(last.name(), (last.value() + " " + Tokens.trim(line)).trim()));
        }
        continue;
      }
      addField(line, fields);
    }
    return new Fields(fields);
  }

  private void addField(String line, List<Field> fields) throws HandshakeViolation {
    int colon = line.indexOf(':');
    String name = colon < 0 ? "" : line.substring(0, colon);
    if (!name.isEmpty() && Tokens.isBlank(name.charAt(colon - 1))) {
      check(HeadRule.NO_BLANK_BEFORE_COLON, "A blank stands before the colon of a field");
      name = Tokens.trim(name);
    }
    if (!Tokens.isToken(name)) {
      check(HeadRule.NAMES_ARE_TOKENS, "A field line does not begin with a name and a colon");
      return;
    }
    if (fields.size() == MAX_FIELDS && !waived.contains(HeadRule.BOUNDED)) {
      throw new HandshakeViolation(431, "The head has more than " + MAX_FIELDS + " fields");
    }
    fields.add(new Field(name, Tokens.trim(line.substring(colon + 1))));
  }

  private static boolean isVisibleAscii(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }

  private static boolean isVersion(String text) {
    return text.length() == 8
        && text.startsWith("HTTP/")
        && Character.digit(text.charAt(5), 10) >= 0
        && text.charAt(6) == '.'
        && Character.digit(text.charAt(7), 10) >= 0;
  }
}
