package dev.wspec.handshake;

/**
 * The peer's half of the opening handshake breaks a rule; no connection is established.
 *
 * <p>Its message is one sentence that says what was seen. It has no stack trace, since hostile
 * peers raise it at will.
 */
public final class HandshakeViolation extends Exception {
  private final int status;

  /**
   * @param status the HTTP status with which a server refuses, 4xx
   */
  public HandshakeViolation(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  /** A violation that a server refuses with 400. */
  public HandshakeViolation(String sentence) {
    this(400, sentence);
  }

  public int status() {
    return status;
  }
}
