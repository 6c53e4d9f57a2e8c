package dev.wspec.run;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.ConformanceCase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A part of all cases, for one of several machines. To which a case belongs follows from its id
 * alone (CRC-32 of it), so it stays there when others are added or left out.
 *
 * @param index from 1
 * @param of how many there are
 */
public record Shard(int index, int of) {

  /** The only one. */
  public static final Shard WHOLE = new Shard(1, 1);

  private static final Pattern WORDS = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  public Shard {
    if (index < 1 || index > of) {
      throw new IllegalArgumentException(
          "A shard is written i/n, with i from 1 to n, not '" + index + "/" + of + "'.");
    }
  }

  /**
   * Reads {@code i/n}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Shard parse(String text) {
    Matcher parts = WORDS.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "A shard is written i/n, with i from 1 to n, not '" + text + "'.");
    }
    return new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  /** Those of the cases that belong to it. */
  public List<ConformanceCase> of(List<ConformanceCase> cases) {
    return cases.stream().filter(c -> has(c.id())).toList();
  }

  boolean has(CaseId id) {
    CRC32 sum = new CRC32();
    sum.update(id.value().getBytes(StandardCharsets.UTF_8));
    return sum.getValue() % of == index - 1;
  }

  @Override
  public String toString() {
    return index + "/" + of;
  }
}
