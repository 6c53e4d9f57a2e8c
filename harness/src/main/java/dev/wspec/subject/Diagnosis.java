package dev.wspec.subject;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Puts into one sentence what is on a port where no WebSocket connection came about. */
final class Diagnosis {

  /** How other protocols begin when the server speaks first, or answers what it cannot read. */
  private static final Map<String, String> GREETINGS =
      Map.of(
          "SSH-", "SSH",
          "220 ", "SMTP or FTP",
          "220-", "SMTP or FTP",
          "+OK", "POP3",
          "* OK", "IMAP",
          "-ERR", "the Redis protocol",
          "RFB ", "VNC",
          "AMQP", "AMQP");

  private final ServerSubject subject;
  private final BooleanSupplier speaksTls;

  /**
   * @param speaksTls finds out whether a TLS handshake succeeds on the port
   */
  Diagnosis(ServerSubject subject, BooleanSupplier speaksTls) {
    this.subject = subject;
    this.speaksTls = speaksTls;
  }

  private String address() {
    return subject.dialer().address();
  }

  /** The connection of an ordinary opening handshake that did not lead to a 101. */
  String ofNoUpgrade(Conversation conversation) {
    if (conversation.refused().isEmpty()) {
      return conversation.events().stream()
          .filter(Event.Note.class::isInstance)
          .map(note -> ((Event.Note) note).text())
          .findFirst()
          .orElse(address() + " cannot be reached.");
    }
    RawResponse response = conversation.refused().get().response();
    if (response != null) {
      return ofResponse(response);
    }
    return conversation.events().stream()
        .filter(Event.Malformed.class::isInstance)
        .map(event -> ((Event.Malformed) event).octets())
        .findFirst()
        .map(octets -> ofNoHead(conversation, octets))
        .orElseGet(() -> ofSilence(conversation));
  }

  private String ofSilence(Conversation conversation) {
    if (!subject.isSecure() && speaksTls.getAsBoolean()) {
      return useTls();
    }
    if (conversation.endedBy(How.DEADLINE)) {
      return address()
          + " accepts the connection and says nothing within "
          + seconds()
          + ": is it a WebSocket server?";
    }
    return address()
        + (conversation.endedBy(How.RESET)
            ? " accepts the connection and resets it without an answer to the opening handshake."
            : " accepts the connection and ends it without an answer to the opening handshake.");
  }

  private String useTls() {
    return address() + " speaks TLS: use wss:// instead of ws://.";
  }

  private String seconds() {
    long millis = subject.timeout().toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  private String ofNoHead(Conversation conversation, Payload octets) {
    String said = new String(octets.head(), StandardCharsets.ISO_8859_1);
    if (said.startsWith("HTTP/")) {
      return conversation.endedBy(How.LIMIT)
          ? address() + " sends a response head without end: we stopped reading after 64 KiB."
          : address()
              + " begins an HTTP response but does not finish its head within "
              + seconds()
              + ": "
              + Quote.of(said)
              + ".";
    }
    // Content type 21 is an alert, 22 a handshake (RFC 8446 §5.1).
    if (said.startsWith("\u0015\u0003") || said.startsWith("\u0016\u0003")) {
      return useTls();
    }
    for (Map.Entry<String, String> greeting : GREETINGS.entrySet()) {
      if (said.startsWith(greeting.getKey())) {
        return address() + " speaks " + greeting.getValue() + ", not HTTP: " + Quote.of(said) + ".";
      }
    }
    return address() + " does not speak HTTP: it says " + Quote.of(said) + ".";
  }

  private String ofResponse(RawResponse response) {
    String answer =
        address() + " does not upgrade: it answers " + Quote.of(response.statusLine()) + ". ";
    return answer + hint(response);
  }

  private static String hint(RawResponse response) {
    String body = response.body().toLowerCase(Locale.ROOT);
    return switch (response.status()) {
      case 200, 204 -> "This is HTTP without WebSocket: is the path the right one?";
      case 301, 302, 303, 307, 308 ->
          "It points to " + Quote.of(response.field("Location").orElse("")) + ": test that URL.";
      case 401, 407 -> "It wants credentials: give them with --header 'Authorization: …'.";
      case 403 -> "It may want a cookie (--header), or another --origin.";
      case 404 -> "Is the path the right one?";
      case 421 -> "It may want another name in the Host field: --host.";
      case 426 -> "It may want another version of the protocol.";
      default -> {
        if (body.contains("https port") || body.contains("tls handshake")) {
          yield "It speaks TLS: use wss:// instead of ws://.";
        }
        if (body.contains("protocol") && body.contains("sec-websocket-protocol")
            || body.contains("subprotocol")
            || response.field("Sec-WebSocket-Protocol").isPresent()) {
          yield "It may want a subprotocol: --subprotocol.";
        }
        if (body.contains("origin")) {
          yield "It may want another --origin.";
        }
        yield response.status() >= 500
            ? "It, or what it stands behind, is in trouble."
            : "It may want a --header, an --origin or a --subprotocol.";
      }
    };
  }

  /** A connection that was upgraded, and on which nothing but perhaps an end came. */
  String ofNoFrames(Conversation conversation) {
    if (conversation.endedBy(How.LIMIT)) {
      return address() + " floods: it sent more than we are willing to read before any answer.";
    }
    if (conversation.closeReceived().isPresent()) {
      ScannedFrame close = conversation.closeReceived().get();
      byte[] octets = close.payload().head();
      String reason =
          octets.length > 2
              ? " and the reason "
                  + Quote.of(new String(octets, 2, octets.length - 2, StandardCharsets.ISO_8859_1))
              : "";
      return address()
          + " upgrades and then closes at once with code "
          + close.closeCode()
          + reason
          + ": it may want other credentials or another subprotocol.";
    }
    return conversation.endedBy(How.DEADLINE)
        ? address()
            + " upgrades and then says nothing: no Pong and no message within "
            + seconds()
            + "."
        : address() + " upgrades and then ends the connection at once.";
  }
}
