package dev.wspec.conformance;

/** How strongly a requirement binds (RFC 2119). */
public enum Level {
  /** MUST, MUST NOT, and the steps of an algorithm, which the RFCs state without a keyword. */
  MUST,
  /** SHOULD, SHOULD NOT and RECOMMENDED. */
  SHOULD,
  /** MAY, OPTIONAL and informative text. */
  MAY;

  /**
   * The level of a keyword as the requirement files spell it: {@code MUST NOT}, {@code ALGO},
   * {@code INFO} …
   */
  public static Level ofKeyword(String keyword) {
    return switch (keyword) {
      case "MUST", "MUST NOT", "ALGO" -> MUST;
      case "SHOULD", "SHOULD NOT", "RECOMMENDED" -> SHOULD;
      case "MAY", "OPTIONAL", "INFO" -> MAY;
      default -> throw new IllegalArgumentException("no such requirement keyword: " + keyword);
    };
  }
}
