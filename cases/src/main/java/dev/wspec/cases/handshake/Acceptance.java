package dev.wspec.cases.handshake;

import dev.wspec.conformance.Event;
import dev.wspec.conformance.RawResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What makes a 101 a right one (RFC 6455 §4.2.2 item 5, checked as §4.1 tells clients to). */
final class Acceptance {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private Acceptance() {}

  /** The value of Sec-WebSocket-Accept for the text of a key (§4.2.2 item 5.4). */
  static String acceptFor(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** What a client has to object to; empty for a right 101. */
  static List<String> faults(Event.Opened opened) {
    RawResponse response = opened.response();
    List<String> faults = new ArrayList<>();
    if (response.field("Upgrade").isEmpty()) {
      faults.add("no Upgrade");
    } else if (!response.hasToken("Upgrade", "websocket")) {
      faults.add("an Upgrade other than websocket");
    }
    if (!response.hasToken("Connection", "upgrade")) {
      faults.add("no Upgrade in Connection");
    }
    acceptFault(opened).ifPresent(faults::add);
    return faults;
  }

  /** What is wrong with Sec-WebSocket-Accept, if anything. */
  static Optional<String> acceptFault(Event.Opened opened) {
    List<String> accepts = opened.response().all("Sec-WebSocket-Accept");
    if (accepts.isEmpty()) {
      return Optional.of("no Sec-WebSocket-Accept");
    }
    if (accepts.size() > 1) {
      return Optional.of(accepts.size() + " Sec-WebSocket-Accept fields");
    }
    String expected = Asked.of(opened.request()).key().map(Acceptance::acceptFor).orElse("");
    return accepts.get(0).equals(expected)
        ? Optional.empty()
        : Optional.of(
            "Sec-WebSocket-Accept " + shown(accepts.get(0)) + " where " + expected + " is right");
  }

  /** Text of the subject's making, shortened to 60 characters for one sentence. */
  static String shown(String text) {
    return '"' + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + '"';
  }
}
