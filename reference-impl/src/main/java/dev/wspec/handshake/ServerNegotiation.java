package dev.wspec.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The server's half of the opening handshake (RFC 6455 §4.2). */
public final class ServerNegotiation {
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  private final HandshakeBehaviour behaviour;
  private final List<String> subprotocols;

  /**
   * A server that supports {@code subprotocols} and has no preference among them.
   *
   * @param behaviour {@link HandshakeBehaviour#CONFORMING} unless it is defective on purpose
   */
  public ServerNegotiation(HandshakeBehaviour behaviour, List<String> subprotocols) {
    this.behaviour = behaviour;
    this.subprotocols = List.copyOf(subprotocols);
  }

  /**
   * What to send.
   *
   * @param bytes the whole response, body included
   * @param agreement null if the response refuses
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Answer(byte[] bytes, @Nullable Agreement agreement) {}

  /** Answers a request. */
  public Answer answer(RequestHead request) {
    try {
      for (RequestRule rule : RequestRule.values()) {
        if (!behaviour.waivedRequestRules().contains(rule)) {
          rule.check(request);
        }
      }
      behaviour.demand().check(request);
    } catch (HandshakeViolation e) {
      return refuse(e);
    }
    return accept(request);
  }

  /** Refuses what is not even a request. */
  public Answer refuse(HandshakeViolation violation) {
    Fields fields = Fields.of("Connection", "close");
    switch (violation.status()) {
      case 405 -> fields = fields.and("Allow", "GET");
      case 426 ->
          fields =
              Fields.of(
                  "Connection", "Upgrade, close",
                  "Upgrade", "websocket",
                  "Sec-WebSocket-Version", "13");
      default -> {}
    }
    ResponseHead head =
        new ResponseHead("HTTP/1.1", violation.status(), reason(violation.status()), fields);
    String sentence = Objects.requireNonNullElse(violation.getMessage(), "Bad request");
    return new Answer(behaviour.refusal().bytes(head, sentence + "\n"), null);
  }

  private Answer accept(RequestHead request) {
    String subprotocol =
        behaviour
            .subprotocol()
            .choose(request.fields().members("Sec-WebSocket-Protocol"), subprotocols);
    HandshakeBehaviour.DeflateAnswer deflate = behaviour.deflate().answer(offers(request));
    String key = Objects.requireNonNullElse(request.fields().first("Sec-WebSocket-Key"), "");
    Fields fields =
        Fields.of(
            "Upgrade", "websocket",
            "Connection", "Upgrade",
            "Sec-WebSocket-Accept", AcceptKey.answer(key));
    if (subprotocol != null) {
      fields = fields.and("Sec-WebSocket-Protocol", subprotocol);
    }
    if (deflate != null) {
      fields = fields.and(ExtensionList.FIELD, deflate.field());
    }
    ResponseHead head = new ResponseHead("HTTP/1.1", 101, reason(101), fields);
    byte[] bytes = behaviour.acceptance().bytes(request, head);
    if (request.fields().lists("Expect", "100-continue")) {
      bytes = join(CONTINUE.getBytes(UTF_8), bytes); // before the 101 (RFC 9110 §7.8)
    }
    return new Answer(
        bytes, new Agreement(subprotocol, deflate == null ? null : deflate.parameters()));
  }

  private static ExtensionList offers(RequestHead request) {
    try {
      return ExtensionList.of(request.fields());
    } catch (HandshakeViolation e) {
      return ExtensionList.EMPTY; // only if the rule is waived
    }
  }

  /** A refusal as it should be, with its body and the length of that. */
  static byte[] refusalBytes(ResponseHead head, String body) {
    byte[] content = body.getBytes(UTF_8);
    Fields fields =
        head.fields()
            .and("Content-Type", "text/plain; charset=utf-8")
            .and("Content-Length", Integer.toString(content.length));
    return join(head.withFields(fields).toBytes(), content);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static String reason(int status) {
    return switch (status) {
      case 101 -> "Switching Protocols";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 414 -> "URI Too Long";
      case 417 -> "Expectation Failed";
      case 421 -> "Misdirected Request";
      case 426 -> "Upgrade Required";
      case 431 -> "Request Header Fields Too Large";
      default -> "Bad Request";
    };
  }
}
