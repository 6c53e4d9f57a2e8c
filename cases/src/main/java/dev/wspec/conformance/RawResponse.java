package dev.wspec.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an answer to the opening handshake, read without judging.
 *
 * @param head the octets up to and including the empty line, as ISO 8859-1, at most 64 KiB
 * @param version such as {@code HTTP/1.1}; empty if the first line is no status line
 * @param status 0 if the first line is no status line
 * @param fields in the order in which they came
 * @param body the beginning of what followed a head other than a 101, at most 4 KiB, as ISO 8859-1
 */
public record RawResponse(
    String head, String version, int status, String reason, List<Field> fields, String body) {

  public RawResponse {
    fields = List.copyOf(fields);
  }

  /**
   * Reads a head; what is no field is left out of {@link #fields} and stays visible in {@link
   * #head}.
   */
  public static RawResponse parse(String head, String body) {
    String[] lines = head.split("\r?\n", -1);
    String version = "";
    int status = 0;
    String reason = "";
    String[] first = lines[0].split(" ", 3);
    if (first.length >= 2 && first[0].startsWith("HTTP/") && first[1].matches("\\d{3}")) {
      version = first[0];
      status = Integer.parseInt(first[1]);
      reason = first.length == 3 ? first[2] : "";
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        fields.add(new Field(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
      }
    }
    return new RawResponse(head, version, status, reason, fields, body);
  }

  /** The values of all fields of that name. */
  public List<String> all(String name) {
    return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Field::value).toList();
  }

  /**
   * The values of all fields of that name, joined as RFC 9110 §5.3 allows; empty if there is none.
   */
  public Optional<String> field(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  /** Whether a comma-separated field contains a token, compared without regard to case. */
  public boolean hasToken(String name, String token) {
    for (String part : field(name).orElse("").split(",")) {
      if (part.strip().toLowerCase(Locale.ROOT).equals(token.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** The first line, shortened to 120 characters. */
  public String statusLine() {
    String line = head.lines().findFirst().orElse("");
    return line.length() > 120 ? line.substring(0, 120) + "…" : line;
  }
}
