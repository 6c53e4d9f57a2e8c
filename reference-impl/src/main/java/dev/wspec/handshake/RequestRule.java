package dev.wspec.handshake;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a request has to keep to for a server to accept it (RFC 6455 §4.2.1, RFC 9112 §3), in the
 * order in which it is checked, each with the status that refuses a breach.
 */
public enum RequestRule {
  METHOD_IS_GET(405, "The method is not GET", r -> r.method().equals("GET")),
  HTTP_IS_1_1(400, "The HTTP version is not 1.1", r -> r.version().matches("HTTP/1\\.[1-9]")),
  TARGET_IS_A_RESOURCE(400, "The target is not a resource", r -> r.resourceName() != null),
  HOST_IS_PRESENT(400, "There is no Host", r -> r.fields().has("Host")),
  HOST_IS_SINGLE(400, "There is more than one Host", r -> r.fields().all("Host").size() <= 1),
  HOST_IS_AN_AUTHORITY(
      400, "Host is not a host and port", r -> all(r, "Host", RequestRule::isAuthority)),
  NO_BODY(
      400,
      "The request has a body",
      r ->
          !r.fields().has("Transfer-Encoding")
              && all(r, "Content-Length", length -> length.matches("0+"))),
  UPGRADE_IS_PRESENT(426, "There is no Upgrade", r -> r.fields().has("Upgrade")),
  UPGRADE_LISTS_WEBSOCKET(
      426,
      "Upgrade does not list websocket",
      r -> !r.fields().has("Upgrade") || r.fields().lists("Upgrade", "websocket")),
  CONNECTION_IS_PRESENT(400, "There is no Connection", r -> r.fields().has("Connection")),
  CONNECTION_LISTS_UPGRADE(
      400,
      "Connection does not list Upgrade",
      r -> !r.fields().has("Connection") || r.fields().lists("Connection", "Upgrade")),
  VERSION_IS_PRESENT(
      426, "There is no Sec-WebSocket-Version", r -> r.fields().has("Sec-WebSocket-Version")),
  VERSION_IS_SINGLE(
      400,
      "There is more than one Sec-WebSocket-Version",
      r -> r.fields().all("Sec-WebSocket-Version").size() <= 1),
  VERSION_IS_13(
      426, "Sec-WebSocket-Version is not 13", r -> all(r, "Sec-WebSocket-Version", "13"::equals)),
  KEY_IS_PRESENT(400, "There is no Sec-WebSocket-Key", r -> r.fields().has("Sec-WebSocket-Key")),
  KEY_IS_SINGLE(
      400,
      "There is more than one Sec-WebSocket-Key",
      r -> r.fields().all("Sec-WebSocket-Key").size() <= 1),
  KEY_IS_BASE64(
      400,
      "Sec-WebSocket-Key is not base64",
      r -> all(r, "Sec-WebSocket-Key", key -> AcceptKey.decodedLength(key) >= 0)),
  KEY_HAS_16_BYTES(
      400,
      "Sec-WebSocket-Key does not have 16 bytes",
      r ->
          all(
              r,
              "Sec-WebSocket-Key",
              key -> {
                int length = AcceptKey.decodedLength(key);
                return length < 0 || length == AcceptKey.NONCE_BYTES;
              })),
  SUBPROTOCOLS_ARE_TOKENS(
      400,
      "Sec-WebSocket-Protocol is not a list of tokens",
      r -> {
        List<String> offered = r.fields().members("Sec-WebSocket-Protocol");
        return r.fields().has("Sec-WebSocket-Protocol")
            ? !offered.isEmpty() && offered.stream().allMatch(Tokens::isToken)
            : offered.isEmpty();
      }),
  EXTENSIONS_KEEP_THE_GRAMMAR(
      400,
      "Sec-WebSocket-Extensions breaks its grammar",
      r -> {
        try {
          ExtensionList.of(r.fields());
          return true;
        } catch (HandshakeViolation e) {
          return false;
        }
      });

  private final int status;
  private final String breach;
  private final Predicate<RequestHead> holds;

  RequestRule(int status, String breach, Predicate<RequestHead> holds) {
    this.status = status;
    this.breach = breach;
    this.holds = holds;
  }

  void check(RequestHead request) throws HandshakeViolation {
    if (!holds.test(request)) {
      throw new HandshakeViolation(status, breach);
    }
  }

  private static boolean all(RequestHead request, String name, Predicate<String> condition) {
    return request.fields().all(name).stream().allMatch(condition);
  }

  /** A host, in brackets if it is an IPv6 address, and maybe a port (RFC 3986 §3.2). */
  private static boolean isAuthority(String host) {
    return host.matches("(\\[[0-9A-Fa-f:.]+]|[\\w.~%!$&'()*+;=-]+)(:[0-9]{0,5})?");
  }
}
