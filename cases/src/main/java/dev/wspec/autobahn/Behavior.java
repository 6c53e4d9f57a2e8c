package dev.wspec.autobahn;

/** The words in which the original tells how a peer behaved. */
public enum Behavior {
  OK("OK"),
  NON_STRICT("NON-STRICT"),
  INFORMATIONAL("INFORMATIONAL"),
  UNIMPLEMENTED("UNIMPLEMENTED"),
  FAILED("FAILED");

  private final String word;

  Behavior(String word) {
    this.word = word;
  }

  /** As it stands in the files. */
  public String word() {
    return word;
  }
}
