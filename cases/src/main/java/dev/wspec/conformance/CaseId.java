package dev.wspec.conformance;

import java.util.regex.Pattern;

/**
 * The permanent name of a case: {@code area/thing[/variant]} in kebab case with the values of its
 * axes appended, as in {@code framing/length/echo~size=126~opcode=binary}.
 */
public record CaseId(String value) implements Comparable<CaseId> {

  private static final String WORD = "[a-z0-9]+(?:-[a-z0-9]+)*";
  private static final Pattern SHAPE =
      Pattern.compile(WORD + "(?:/" + WORD + ")+(?:~" + WORD + "=[a-z0-9][a-z0-9.+-]*)*");

  public CaseId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a case id: " + value);
    }
  }

  /** The first part: {@code framing}. */
  public String area() {
    return value.substring(0, value.indexOf('/'));
  }

  @Override
  public int compareTo(CaseId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
