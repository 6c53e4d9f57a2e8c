package dev.wspec.cases.handshake;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Field;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Writes small transcripts of handshakes by hand. */
final class Handshakes {

  /** The worked example of RFC 6455 §1.3. */
  static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  static final String ACCEPT = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  private final List<Event> events = new ArrayList<>();
  private final RawRequest request;
  private int connection;

  private Handshakes(RawRequest request) {
    this.request = request;
  }

  static RawRequest ordinary() {
    return RawRequest.get(
        "/",
        List.of(
            new Field("Host", "wspec.test"),
            new Field("Upgrade", "websocket"),
            new Field("Connection", "Upgrade"),
            new Field("Sec-WebSocket-Key", KEY),
            new Field("Sec-WebSocket-Version", "13")));
  }

  static Handshakes asked() {
    return asked(ordinary());
  }

  static Handshakes asked(RawRequest request) {
    return new Handshakes(request);
  }

  /** A right 101 with further lines. */
  Handshakes opened(String... further) {
    List<String> lines =
        new ArrayList<>(
            List.of("HTTP/1.1 101 OK", "Upgrade: websocket", "Connection: Upgrade", ACCEPT));
    lines.addAll(List.of(further));
    return switched(lines.toArray(String[]::new));
  }

  /** A 101 of these lines alone. */
  Handshakes switched(String... lines) {
    return switchedHead(String.join("\r\n", lines) + "\r\n\r\n");
  }

  Handshakes switchedHead(String head) {
    events.add(new Event.Opened(0, connection, request, RawResponse.parse(head, "")));
    return this;
  }

  Handshakes refused(String... lines) {
    RawResponse response = RawResponse.parse(String.join("\r\n", lines) + "\r\n\r\n", "");
    events.add(new Event.Refused(0, connection, request, response, true));
    return ended(How.LEFT);
  }

  Handshakes noAnswer(How how) {
    events.add(new Event.Refused(0, connection, request, null, true));
    return ended(how);
  }

  Handshakes notHttp() {
    events.add(new Event.Malformed(0, connection, false, Payload.EMPTY, "no response head"));
    return noAnswer(How.EOF);
  }

  Handshakes ended(How how) {
    events.add(new Event.Ended(0, connection, how));
    return this;
  }

  /** What follows stands on a further connection. */
  Handshakes then() {
    connection++;
    return this;
  }

  Handshakes sentText(String text) {
    events.add(new Event.SentMessage(0, connection, message(text)));
    return this;
  }

  Handshakes receivedText(String text) {
    events.add(new Event.ReceivedMessage(0, connection, message(text)));
    return this;
  }

  Handshakes pong(String payload) {
    return received(ScannedFrame.PONG, payload);
  }

  Handshakes closed(int code) {
    return received(
        ScannedFrame.CLOSE, new String(new char[] {(char) (code >> 8), (char) (code & 0xFF)}));
  }

  Handshakes fenceAnswered() {
    byte[] nonce = {'n', 'o', 'n', 'c', 'e'};
    events.add(new Event.Fenced(0, connection, HexFormat.of().formatHex(nonce)));
    return pong("nonce");
  }

  private Handshakes received(int opcode, String latin1) {
    byte[] octets = latin1.getBytes(StandardCharsets.ISO_8859_1);
    events.add(
        new Event.Received(
            0,
            connection,
            new ScannedFrame(
                0,
                2,
                true,
                0,
                opcode,
                false,
                0,
                LengthForm.BITS_7,
                octets.length,
                Payload.whole(octets))));
    return this;
  }

  private static Message message(String text) {
    Payload payload = Payload.whole(text.getBytes(StandardCharsets.UTF_8));
    return new Message(ScannedFrame.TEXT, payload, 1, false, -1, null);
  }

  Transcript transcript(Capability... capabilities) {
    return new Transcript(SubjectRole.SERVER, Set.of(capabilities), events);
  }
}
