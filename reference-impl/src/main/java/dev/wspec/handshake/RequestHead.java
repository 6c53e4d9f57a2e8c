package dev.wspec.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1.1 request (RFC 9112 §3). Octets above 127 are the characters of ISO 8859-1.
 *
 * @param target the request target as it stands in the request line
 * @param version the protocol version as it stands there, for instance {@code HTTP/1.1}
 */
public record RequestHead(String method, String target, String version, Fields fields) {
  /**
   * The resource name that the target stands for, path and query: the target itself, or what
   * follows the authority in absolute form; null if it is neither (RFC 6455 §4.2.1 item 2).
   */
  public @Nullable String resourceName() {
    if (target.indexOf('#') >= 0) {
      return null;
    }
    if (target.startsWith("/")) {
      return target;
    }
    int authority = authorityIndex();
    if (authority < 0) {
      return null;
    }
    int path = target.indexOf('/', authority);
    if (path < 0) {
      int query = target.indexOf('?', authority);
      return query < 0 ? "/" : "/" + target.substring(query);
    }
    return target.substring(path);
  }

  /** The same request with other fields. */
  public RequestHead with(Fields others) {
    return new RequestHead(method, target, version, others);
  }

  private int authorityIndex() {
    int colon = target.indexOf("://");
    if (colon < 0 || colon + 3 == target.length()) {
      return -1;
    }
    return switch (target.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "http", "https", "ws", "wss" -> colon + 3;
      default -> -1;
    };
  }

  /** The bytes of this head, the empty line included. */
  public byte[] toBytes() {
    StringBuilder text = new StringBuilder(256);
    text.append(method).append(' ').append(target).append(' ').append(version).append("\r\n");
    return HeadText.finish(text, fields).getBytes(ISO_8859_1);
  }
}
