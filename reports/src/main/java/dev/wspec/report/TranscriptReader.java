package dev.wspec.report;

import static dev.wspec.report.Nodes.constant;
import static dev.wspec.report.Nodes.each;
import static dev.wspec.report.Nodes.flag;
import static dev.wspec.report.Nodes.hex;
import static dev.wspec.report.Nodes.integer;
import static dev.wspec.report.Nodes.member;
import static dev.wspec.report.Nodes.number;
import static dev.wspec.report.Nodes.optionalText;
import static dev.wspec.report.Nodes.text;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Field;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads what {@link TranscriptWriter} wrote. */
final class TranscriptReader {

  private TranscriptReader() {}

  static Transcript transcript(JsonNode node) {
    return new Transcript(
        constant(SubjectRole.class, node, "subject"),
        new HashSet<>(each(node, "capabilities", c -> Capability.valueOf(c.stringValue()))),
        each(node, "events", TranscriptReader::event),
        node.has("leftOut") ? integer(node, "leftOut") : 0);
  }

  private static Event event(JsonNode node) {
    long at = number(node, "at");
    int connection = integer(node, "connection");
    String kind = text(node, "event");
    return switch (kind) {
      case "opened" ->
          new Event.Opened(
              at, connection, request(member(node, "request")), response(member(node, "response")));
      case "refused" ->
          new Event.Refused(
              at,
              connection,
              request(member(node, "request")),
              node.has("response") ? response(member(node, "response")) : null,
              flag(node, "bent"));
      case "sent" -> new Event.Sent(at, connection, frame(member(node, "frame")));
      case "received" -> new Event.Received(at, connection, frame(member(node, "frame")));
      case "sent-message" ->
          new Event.SentMessage(at, connection, message(member(node, "message")));
      case "received-message" ->
          new Event.ReceivedMessage(at, connection, message(member(node, "message")));
      case "malformed" ->
          new Event.Malformed(
              at,
              connection,
              flag(node, "sent"),
              payload(member(node, "octets")),
              text(node, "what"));
      case "half-closed" -> new Event.HalfClosed(at, connection);
      case "fenced" -> new Event.Fenced(at, connection, text(node, "nonce"));
      case "ended" -> new Event.Ended(at, connection, constant(Event.Ended.How.class, node, "how"));
      case "note" -> new Event.Note(at, connection, text(node, "text"));
      default -> throw new IllegalArgumentException("an unknown event: " + kind);
    };
  }

  private static ScannedFrame frame(JsonNode node) {
    boolean masked = flag(node, "masked");
    return new ScannedFrame(
        number(node, "offset"),
        integer(node, "headerLength"),
        flag(node, "fin"),
        integer(node, "rsv"),
        integer(node, "opcode"),
        masked,
        masked ? HexFormat.fromHexDigits(text(node, "maskingKey")) : 0,
        lengthForm(integer(node, "lengthBits")),
        // Declared lengths are unsigned and may have bit 63 set.
        member(node, "length").bigIntegerValue().longValue(),
        payload(member(node, "payload")));
  }

  private static LengthForm lengthForm(int bits) {
    return switch (bits) {
      case 7 -> LengthForm.BITS_7;
      case 16 -> LengthForm.BITS_16;
      case 64 -> LengthForm.BITS_64;
      default -> throw new IllegalArgumentException("no length has " + bits + " bits");
    };
  }

  private static Message message(JsonNode node) {
    return new Message(
        integer(node, "opcode"),
        payload(member(node, "payload")),
        integer(node, "frames"),
        flag(node, "compressed"),
        number(node, "utf8ErrorAt"),
        optionalText(node, "damage"));
  }

  private static Payload payload(JsonNode node) {
    return new Payload(
        number(node, "length"),
        hex(node, "head"),
        node.has("tail") ? hex(node, "tail") : new byte[0],
        node.has("sha256") ? text(node, "sha256") : "");
  }

  private static RawRequest request(JsonNode node) {
    return new RawRequest(
        text(node, "method"),
        text(node, "target"),
        text(node, "version"),
        fields(node),
        node.has("fieldLines") ? each(node, "fieldLines", JsonNode::stringValue) : List.of(),
        text(node, "lineEnd"),
        node.has("following") ? octets(hex(node, "following")) : List.of(),
        segmentation(node));
  }

  private static List<Byte> octets(byte[] bytes) {
    List<Byte> octets = new ArrayList<>(bytes.length);
    for (byte octet : bytes) {
      octets.add(octet);
    }
    return octets;
  }

  private static Segmentation segmentation(JsonNode node) {
    if (node.has("pieces")) {
      return new Segmentation.Pieces(integer(node, "pieces"));
    }
    return node.has("cutAt")
        ? new Segmentation.CutAt(each(node, "cutAt", JsonNode::intValue))
        : new Segmentation.Whole();
  }

  private static RawResponse response(JsonNode node) {
    return new RawResponse(
        text(node, "head"),
        text(node, "version"),
        integer(node, "status"),
        text(node, "reason"),
        fields(node),
        text(node, "body"));
  }

  private static List<Field> fields(JsonNode node) {
    return each(node, "fields", f -> new Field(text(f, "name"), text(f, "value")));
  }
}
