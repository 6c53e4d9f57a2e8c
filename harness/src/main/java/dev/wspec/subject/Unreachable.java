package dev.wspec.subject;

/** There is no WebSocket server to be tested; the message is one sentence that says what is. */
public final class Unreachable extends Exception {

  private static final long serialVersionUID = 1L;

  Unreachable(String sentence) {
    super(sentence);
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
