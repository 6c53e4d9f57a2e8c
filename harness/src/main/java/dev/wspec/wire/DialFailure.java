package dev.wspec.wire;

/** No connection came about; the message is one sentence for the user. */
public final class DialFailure extends Exception {

  /** Why there is no connection. */
  public enum Kind {
    UNKNOWN_HOST,
    REFUSED,
    TIMED_OUT,
    UNREACHABLE,
    /** The certificate does not fit the host's name. */
    TLS_NAME,
    /** The certificate is not trusted, or not any more. */
    TLS_TRUST,
    /** What answers does not speak TLS. */
    NOT_TLS,
    TLS_FAILED
  }

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  DialFailure(Kind kind, String sentence, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
