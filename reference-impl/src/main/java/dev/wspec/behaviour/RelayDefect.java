package dev.wspec.behaviour;

import java.util.function.UnaryOperator;

/** Ways in which an intermediary can be wrong: each changes one thing of what it passes on. */
public enum RelayDefect {
  UPGRADE_NOT_RENEWED("9110-3.7-01", head -> head.replaceAll("(?im)^Upgrade:.*\r\n", "")),
  FORWARDS_NOMINATED_FIELDS(
      "9110-7.6.1-02", head -> head.replaceFirst("\r\n", "\r\nX-Wspec-Hop: request\r\n")),
  DROPS_UNKNOWN_FIELDS("9110-5.1-02", head -> head.replaceAll("(?im)^X-.*\r\n", "")),
  DROPS_COOKIES("9110-5.1-02", head -> head.replaceAll("(?im)^Cookie:.*\r\n", "")),
  DROPS_ORIGIN("9110-5.1-02", head -> head.replaceAll("(?im)^Origin:.*\r\n", "")),
  DROPS_SUBPROTOCOL(
      "9110-5.1-02", head -> head.replaceAll("(?im)^Sec-WebSocket-Protocol:.*\r\n", "")),
  CHANGES_KEY(
      "9110-5.1-02",
      head ->
          head.replaceAll(
              "(?im)^Sec-WebSocket-Key:.*\r\n", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n")),
  CHANGES_OCTET_TO_ORIGIN("9110-3.7-01", RelayChanges.lastOctet(), octets -> octets),
  CHANGES_OCTET_TO_CLIENT("9110-3.7-01", octets -> octets, RelayChanges.lastOctet()),
  LOSES_OCTETS_TO_ORIGIN("9110-3.7-01", octets -> new byte[0], octets -> octets),
  LOSES_OCTETS_TO_CLIENT("9110-3.7-01", octets -> octets, octets -> new byte[0]),
  REFRAGMENTS("6455-5.4-17", octets -> octets, RelayChanges.withoutEmptyFragments());

  private final String requirement;
  private final UnaryOperator<String> request;
  private final UnaryOperator<byte[]> toOrigin;
  private final UnaryOperator<byte[]> toClient;

  RelayDefect(String requirement, UnaryOperator<String> request) {
    this(requirement, request, octets -> octets, octets -> octets);
  }

  RelayDefect(String requirement, UnaryOperator<byte[]> toOrigin, UnaryOperator<byte[]> toClient) {
    this(requirement, head -> head, toOrigin, toClient);
  }

  RelayDefect(
      String requirement,
      UnaryOperator<String> request,
      UnaryOperator<byte[]> toOrigin,
      UnaryOperator<byte[]> toClient) {
    this.requirement = requirement;
    this.request = request;
    this.toOrigin = toOrigin;
    this.toClient = toClient;
  }

  /** What it breaks. */
  public String requirement() {
    return requirement;
  }

  /** Changes the request head that goes to the origin. */
  public UnaryOperator<String> request() {
    return request;
  }

  /** Changes octets of the tunnel as they are read from the client. */
  public UnaryOperator<byte[]> toOrigin() {
    return toOrigin;
  }

  /** Changes octets of the tunnel as they are read from the origin. */
  public UnaryOperator<byte[]> toClient() {
    return toClient;
  }
}
