package dev.wspec.autobahn;

import java.util.Arrays;

/** The number of a case, {@code 12.1.18}, ordered as numbers are. */
public record CaseNumber(String text) implements Comparable<CaseNumber> {

  public CaseNumber {
    if (!text.matches("\\d{1,4}(\\.\\d{1,4}){1,2}")) {
      throw new IllegalArgumentException("not the number of a case: " + text);
    }
  }

  private int[] parts() {
    return Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  /** The first part. */
  public int group() {
    return parts()[0];
  }

  /** The first two parts where there are three, else the first. */
  public String subgroup() {
    return text.substring(0, text.lastIndexOf('.'));
  }

  /** As it stands in the name of a file: {@code 12_1_18}. */
  public String underscored() {
    return text.replace('.', '_');
  }

  @Override
  public int compareTo(CaseNumber other) {
    return Arrays.compare(parts(), other.parts());
  }

  @Override
  public String toString() {
    return text;
  }
}
