package dev.wspec.protocol;

/**
 * Close status codes and who may put which of them into a Close frame (RFC 6455 §7.4; 1012 to 1014
 * were registered at IANA later).
 */
public final class CloseCode {
  public static final int NORMAL_CLOSURE = 1000;
  public static final int GOING_AWAY = 1001;
  public static final int PROTOCOL_ERROR = 1002;
  public static final int UNSUPPORTED_DATA = 1003;

  /** Reserved without a meaning; never on the wire. */
  public static final int RESERVED = 1004;

  /** What a Close frame without a body is said to carry; never on the wire (§7.1.5). */
  public static final int NO_STATUS_RECEIVED = 1005;

  /** What a connection that ended without a Close frame is said to carry; never on the wire. */
  public static final int ABNORMAL_CLOSURE = 1006;

  public static final int INVALID_PAYLOAD_DATA = 1007;
  public static final int POLICY_VIOLATION = 1008;
  public static final int MESSAGE_TOO_BIG = 1009;

  /** Only from a client: the server did not negotiate an extension it needs. */
  public static final int MANDATORY_EXTENSION = 1010;

  public static final int INTERNAL_ERROR = 1011;
  public static final int SERVICE_RESTART = 1012;
  public static final int TRY_AGAIN_LATER = 1013;
  public static final int BAD_GATEWAY = 1014;

  /** What a failed TLS handshake is said to carry; never on the wire. */
  public static final int TLS_HANDSHAKE = 1015;

  private CloseCode() {}

  /** Whether a Close frame from {@code sender} may carry {@code code}. */
  public static boolean mayBeSent(int code, Role sender) {
    if (code == MANDATORY_EXTENSION) {
      return sender == Role.CLIENT;
    }
    return (code >= NORMAL_CLOSURE && code <= UNSUPPORTED_DATA)
        || (code >= INVALID_PAYLOAD_DATA && code <= BAD_GATEWAY)
        || (code >= 3000 && code <= 4999);
  }
}
