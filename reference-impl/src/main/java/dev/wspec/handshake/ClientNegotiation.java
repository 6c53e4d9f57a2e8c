package dev.wspec.handshake;

import dev.wspec.protocol.DeflateParameters;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The client's half of the opening handshake (RFC 6455 §4.1): one request, and the check of the
 * response to it.
 */
public final class ClientNegotiation {
  private final RequestHead request;
  private final String key;
  private final List<String> subprotocols;
  private final @Nullable DeflateOffer offer;

  private ClientNegotiation(
      RequestHead request, String key, List<String> subprotocols, @Nullable DeflateOffer offer) {
    this.request = request;
    this.key = key;
    this.subprotocols = subprotocols;
    this.offer = offer;
  }

  /**
   * Composes the request.
   *
   * @param key from {@link AcceptKey#generate}
   * @param subprotocols what to offer, the preferred one first; may be empty
   * @param offer what to offer for permessage-deflate, or null not to offer it
   * @param more further fields, for instance Origin or Cookie
   * @throws IllegalArgumentException if the address is not a ws or wss URI without fragment (§3),
   *     or a subprotocol is not a token or comes twice
   */
  public static ClientNegotiation compose(
      URI uri, String key, List<String> subprotocols, @Nullable DeflateOffer offer, Fields more) {
    requireWebSocketUri(uri);
    requireDistinctTokens(subprotocols);
    Fields fields =
        Fields.of(
            "Host", host(uri),
            "Upgrade", "websocket",
            "Connection", "Upgrade",
            "Sec-WebSocket-Key", key,
            "Sec-WebSocket-Version", "13");
    if (!subprotocols.isEmpty()) {
      fields = fields.and("Sec-WebSocket-Protocol", String.join(", ", subprotocols));
    }
    if (offer != null) {
      fields = fields.and(ExtensionList.FIELD, offer.toExtension().toString());
    }
    for (Field field : more.list()) {
      requireOneLine(field);
      fields = fields.and(field.name(), field.value());
    }
    RequestHead request = new RequestHead("GET", resourceName(uri), "HTTP/1.1", fields);
    return new ClientNegotiation(request, key, List.copyOf(subprotocols), offer);
  }

  public RequestHead request() {
    return request;
  }

  /** The key that the request was composed with. */
  public String key() {
    return key;
  }

  /**
   * Checks the response and says what it agrees on.
   *
   * @throws HandshakeViolation if it does not establish the connection: then there is none
   */
  public Agreement check(ResponseHead response) throws HandshakeViolation {
    Fields fields = response.fields();
    require(response.status() == 101, "The status is " + response.status() + ", not 101");
    require(response.version().matches("HTTP/1\\.[1-9]"), "The HTTP version is not 1.1");
    List<String> upgrade = fields.members("Upgrade");
    require(
        upgrade.size() == 1 && upgrade.get(0).equalsIgnoreCase("websocket"),
        "Upgrade is not websocket");
    require(fields.lists("Connection", "Upgrade"), "Connection does not list Upgrade");
    require(
        fields.all("Sec-WebSocket-Accept").equals(List.of(AcceptKey.answer(key))),
        "Sec-WebSocket-Accept does not answer the key");
    return new Agreement(subprotocol(fields), deflate(ExtensionList.of(fields)));
  }

  private @Nullable String subprotocol(Fields fields) throws HandshakeViolation {
    List<String> values = fields.all("Sec-WebSocket-Protocol");
    if (values.isEmpty()) {
      return null;
    }
    require(
        values.size() == 1 && subprotocols.contains(values.get(0)),
        "Sec-WebSocket-Protocol is not one that was offered");
    return values.get(0);
  }

  private @Nullable DeflateParameters deflate(ExtensionList answers) throws HandshakeViolation {
    if (answers.extensions().isEmpty()) {
      return null;
    }
    Extension answer = answers.extensions().get(0);
    if (offer == null
        || answers.extensions().size() > 1
        || !answer.name().equals(DeflateOffer.NAME)) {
      throw new HandshakeViolation("Sec-WebSocket-Extensions is not what was offered");
    }
    return offer.agreed(answer);
  }

  private static void require(boolean condition, String sentence) throws HandshakeViolation {
    if (!condition) {
      throw new HandshakeViolation(sentence);
    }
  }

  private static void requireWebSocketUri(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if ((!scheme.equals("ws") && !scheme.equals("wss"))
        || uri.getHost() == null
        || uri.getRawFragment() != null
        || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("Not a WebSocket address: " + uri);
    }
  }

  private static void requireDistinctTokens(List<String> subprotocols) {
    if (!subprotocols.stream().allMatch(Tokens::isToken)
        || subprotocols.stream().distinct().count() < subprotocols.size()) {
      throw new IllegalArgumentException("Subprotocols are distinct tokens: " + subprotocols);
    }
  }

  private static void requireOneLine(Field field) {
    if (!Tokens.isToken(field.name())
        || field.value().chars().anyMatch(c -> c < ' ' && c != '\t')) {
      throw new IllegalArgumentException("Not a field: " + field.name());
    }
  }

  /** The port follows the host unless it is the default one (§4.1 item 4). */
  private static String host(URI uri) {
    int standard = uri.getScheme().equalsIgnoreCase("wss") ? 443 : 80;
    return uri.getPort() < 0 || uri.getPort() == standard
        ? uri.getHost()
        : uri.getHost() + ":" + uri.getPort();
  }

  private static String resourceName(URI uri) {
    String ascii = uri.toASCIIString();
    URI encoded = URI.create(ascii);
    String path = encoded.getRawPath();
    String query = encoded.getRawQuery();
    return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }
}
