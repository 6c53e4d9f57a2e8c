package dev.wspec.conformance;

/**
 * What a finding means for the subject. Constants are in order of badness: the worst of several
 * wins.
 */
public enum Verdict {
  NOT_APPLICABLE("not applicable"),
  PASS("pass"),
  /** Worth knowing, never counted against the subject. */
  INFORMATIONAL("informational"),
  /** Within the letter or a SHOULD, but not what most peers expect. */
  NON_STRICT("non-strict"),
  /** A requirement is broken, and the same case broke it again when it ran alone. */
  FAIL("fail"),
  /** wspec could not find out. */
  ERROR("error");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** The verdict as a person reads it. */
  public String words() {
    return words;
  }

  /**
   * The one table that turns finding × level into a verdict; {@code strict} makes a broken SHOULD
   * fail.
   */
  public static Verdict of(Finding finding, Level level, boolean strict) {
    return switch (finding) {
      case NOT_APPLICABLE -> NOT_APPLICABLE;
      case HELD -> PASS;
      case TOLERABLE -> level == Level.MAY ? INFORMATIONAL : NON_STRICT;
      case BROKEN ->
          switch (level) {
            case MUST -> FAIL;
            case SHOULD -> strict ? FAIL : NON_STRICT;
            case MAY -> INFORMATIONAL;
          };
    };
  }

  /** The worse of the two. */
  public Verdict worse(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
