package dev.wspec.report;

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
import dev.wspec.conformance.Transcript;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a transcript as JSON without losing anything, so that it may be judged again years later
 * unless something was left out before. {@link TranscriptReader} is its inverse.
 */
final class TranscriptWriter {

  private final JsonGenerator json;

  TranscriptWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(Transcript transcript) {
    json.writeStartObject();
    json.writeStringProperty("subject", transcript.subject().name());
    json.writeArrayPropertyStart("capabilities");
    transcript.capabilities().stream().sorted().map(Capability::name).forEach(json::writeString);
    json.writeEndArray();
    if (transcript.leftOut() > 0) {
      json.writeNumberProperty("leftOut", transcript.leftOut());
    }
    json.writeArrayPropertyStart("events");
    transcript.events().forEach(this::event);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void event(Event event) {
    json.writeStartObject();
    if (event instanceof Event.Opened e) {
      start("opened", event);
      request(e.request());
      response(e.response());
    } else if (event instanceof Event.Refused e) {
      start("refused", event);
      request(e.request());
      if (e.response() != null) {
        response(e.response());
      }
      json.writeBooleanProperty("bent", e.bent());
    } else if (event instanceof Event.Sent e) {
      start("sent", event);
      frame(e.frame());
    } else if (event instanceof Event.Received e) {
      start("received", event);
      frame(e.frame());
    } else if (event instanceof Event.SentMessage e) {
      start("sent-message", event);
      message(e.message());
    } else if (event instanceof Event.ReceivedMessage e) {
      start("received-message", event);
      message(e.message());
    } else if (event instanceof Event.Malformed e) {
      start("malformed", event);
      json.writeBooleanProperty("sent", e.sent());
      json.writeStringProperty("what", e.what());
      payload("octets", e.octets());
    } else if (event instanceof Event.HalfClosed) {
      start("half-closed", event);
    } else if (event instanceof Event.Fenced e) {
      start("fenced", event);
      json.writeStringProperty("nonce", e.nonceHex());
    } else if (event instanceof Event.Ended e) {
      start("ended", event);
      json.writeStringProperty("how", e.how().name());
    } else if (event instanceof Event.Note e) {
      start("note", event);
      json.writeStringProperty("text", e.text());
    } else {
      throw new IllegalStateException("an event that cannot be written: " + event);
    }
    json.writeEndObject();
  }

  private void start(String kind, Event event) {
    json.writeStringProperty("event", kind);
    json.writeNumberProperty("at", event.at());
    json.writeNumberProperty("connection", event.connection());
  }

  private void frame(ScannedFrame frame) {
    json.writeObjectPropertyStart("frame");
    json.writeNumberProperty("offset", frame.offset());
    json.writeNumberProperty("headerLength", frame.headerLength());
    json.writeBooleanProperty("fin", frame.fin());
    json.writeNumberProperty("rsv", frame.rsv());
    json.writeNumberProperty("opcode", frame.opcode());
    json.writeBooleanProperty("masked", frame.masked());
    if (frame.masked()) {
      json.writeStringProperty("maskingKey", HexFormat.of().toHexDigits(frame.maskingKey()));
    }
    json.writeNumberProperty("lengthBits", lengthBits(frame.lengthForm()));
    if (frame.length() >= 0) {
      json.writeNumberProperty("length", frame.length());
    } else {
      json.writeNumberProperty("length", new BigInteger(Long.toUnsignedString(frame.length())));
    }
    payload("payload", frame.payload());
    json.writeEndObject();
  }

  static int lengthBits(LengthForm form) {
    return switch (form) {
      case BITS_7 -> 7;
      case BITS_16 -> 16;
      case BITS_64 -> 64;
    };
  }

  private void message(Message message) {
    json.writeObjectPropertyStart("message");
    json.writeNumberProperty("opcode", message.opcode());
    json.writeNumberProperty("frames", message.frames());
    json.writeBooleanProperty("compressed", message.compressed());
    json.writeNumberProperty("utf8ErrorAt", message.utf8ErrorAt());
    if (message.damage() != null) {
      json.writeStringProperty("damage", message.damage());
    }
    payload("payload", message.payload());
    json.writeEndObject();
  }

  private void payload(String name, Payload payload) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("length", payload.length());
    json.writeStringProperty("head", payload.hex());
    if (payload.tail().length > 0) {
      json.writeStringProperty("tail", HexFormat.of().formatHex(payload.tail()));
    }
    if (!payload.sha256().isEmpty()) {
      json.writeStringProperty("sha256", payload.sha256());
    }
    json.writeEndObject();
  }

  private void request(RawRequest request) {
    json.writeObjectPropertyStart("request");
    json.writeStringProperty("method", request.method());
    json.writeStringProperty("target", request.target());
    json.writeStringProperty("version", request.version());
    fields(request.fields());
    if (!request.fieldLines().isEmpty()) {
      json.writeArrayPropertyStart("fieldLines");
      request.fieldLines().forEach(json::writeString);
      json.writeEndArray();
    }
    json.writeStringProperty("lineEnd", request.lineEnd());
    if (!request.following().isEmpty()) {
      StringBuilder hex = new StringBuilder();
      request.following().forEach(octet -> HexFormat.of().toHexDigits(hex, octet));
      json.writeStringProperty("following", hex.toString());
    }
    if (request.segmentation() instanceof Segmentation.Pieces pieces) {
      json.writeNumberProperty("pieces", pieces.size());
    } else if (request.segmentation() instanceof Segmentation.CutAt cut) {
      json.writeArrayPropertyStart("cutAt");
      cut.offsets().forEach(json::writeNumber);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void response(RawResponse response) {
    json.writeObjectPropertyStart("response");
    json.writeStringProperty("head", response.head());
    json.writeStringProperty("version", response.version());
    json.writeNumberProperty("status", response.status());
    json.writeStringProperty("reason", response.reason());
    fields(response.fields());
    json.writeStringProperty("body", response.body());
    json.writeEndObject();
  }

  private void fields(List<Field> fields) {
    json.writeArrayPropertyStart("fields");
    for (Field field : fields) {
      json.writeStartObject();
      json.writeStringProperty("name", field.name());
      json.writeStringProperty("value", field.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
