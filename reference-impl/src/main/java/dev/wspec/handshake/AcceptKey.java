package dev.wspec.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The key of a handshake and the answer that proves it was understood (RFC 6455 §1.3, §4.2.2). */
public final class AcceptKey {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** The bytes in a key. */
  public static final int NONCE_BYTES = 16;

  private AcceptKey() {}

  /** The value of Sec-WebSocket-Accept that answers {@code key}. */
  public static String answer(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }

  /** A fresh key: sixteen random bytes in base64 (§4.1 item 7). */
  public static String generate(SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return Base64.getEncoder().encodeToString(nonce);
  }

  /**
   * How many bytes {@code key} stands for in base64, or -1 if it is not base64 or empty. A key is
   * good if it stands for {@value #NONCE_BYTES} (§4.2.1 item 5).
   */
  public static int decodedLength(String key) {
    if (key.isEmpty() || key.length() % 4 != 0) {
      return -1;
    }
    try {
      return Base64.getDecoder().decode(key).length;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }
}
