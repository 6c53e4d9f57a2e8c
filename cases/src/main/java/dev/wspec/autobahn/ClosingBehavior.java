package dev.wspec.autobahn;

/** The words in which the original tells how a connection was closed. */
public enum ClosingBehavior {
  OK("OK"),
  INFORMATIONAL("INFORMATIONAL"),
  /** The peer's code is none of those that are accepted. */
  WRONG_CODE("WRONG CODE"),
  /** The server left it to the client to close TCP. */
  FAILED_BY_CLIENT("FAILED BY CLIENT"),
  /** There was no complete closing handshake though there has to be one. */
  UNCLEAN("UNCLEAN"),
  /** The wrong side began to close, or there was no connection. */
  FAILED("FAILED");

  private final String word;

  ClosingBehavior(String word) {
    this.word = word;
  }

  /** As it stands in the files. */
  public String word() {
    return word;
  }
}
