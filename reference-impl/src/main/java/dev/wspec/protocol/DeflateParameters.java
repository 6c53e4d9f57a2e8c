package dev.wspec.protocol;

/**
 * What the two sides agreed on for permessage-deflate (RFC 7692 §7.1).
 *
 * @param serverNoContextTakeover whether the server starts each message with an empty window
 * @param clientNoContextTakeover whether the client does
 * @param serverMaxWindowBits the base-two logarithm of the server's largest window, 8 to 15
 * @param clientMaxWindowBits the same for the client
 */
public record DeflateParameters(
    boolean serverNoContextTakeover,
    boolean clientNoContextTakeover,
    int serverMaxWindowBits,
    int clientMaxWindowBits) {
  public static final int MIN_WINDOW_BITS = 8;
  public static final int MAX_WINDOW_BITS = 15;

  /** What holds when no parameter was agreed on: context takeover and windows of 32768 bytes. */
  public static final DeflateParameters DEFAULT =
      new DeflateParameters(false, false, MAX_WINDOW_BITS, MAX_WINDOW_BITS);

  public DeflateParameters {
    requireWindowBits(serverMaxWindowBits);
    requireWindowBits(clientMaxWindowBits);
  }

  /** Whether {@code sender} starts each message with an empty window. */
  public boolean noContextTakeover(Role sender) {
    return sender == Role.SERVER ? serverNoContextTakeover : clientNoContextTakeover;
  }

  /** The base-two logarithm of the largest window {@code sender} may compress with. */
  public int maxWindowBits(Role sender) {
    return sender == Role.SERVER ? serverMaxWindowBits : clientMaxWindowBits;
  }

  private static void requireWindowBits(int bits) {
    if (bits < MIN_WINDOW_BITS || bits > MAX_WINDOW_BITS) {
      throw new IllegalArgumentException("Window bits are 8 to 15, not " + bits);
    }
  }
}
