package dev.wspec.conformance;

import java.util.List;

/**
 * The cases that catch a mistake seen in the wild.
 *
 * @param patterns each the id of a case, with or without its axes, or {@code area/thing/**} for all
 *     beneath it
 * @param reason why there are none, or what they leave out; empty where they leave nothing out
 */
public record WildDefectCases(List<String> patterns, String reason) {

  public WildDefectCases {
    patterns = List.copyOf(patterns);
  }

  /** Whether one of the patterns means this case. */
  public boolean contain(CaseId id) {
    return patterns.stream().anyMatch(pattern -> means(pattern, id.value()));
  }

  static boolean means(String pattern, String id) {
    return pattern.endsWith("/**")
        ? id.startsWith(pattern.substring(0, pattern.length() - 2))
        : id.equals(pattern) || id.startsWith(pattern + "~");
  }
}
