package dev.wspec.conformance.judge;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.protocol.Role;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes small transcripts by hand: who said what, in order. */
public final class Talk {
  private final SubjectRole subject;
  private final Set<Capability> capabilities = EnumSet.of(Capability.ECHO);
  private final List<Event> events = new ArrayList<>();
  private final Random keys = new Random(1);
  private final Assembly sent = new Assembly();
  private final Assembly received = new Assembly();

  private Talk(SubjectRole subject) {
    this.subject = subject;
  }

  static Talk unopened() {
    return new Talk(SubjectRole.SERVER);
  }

  public static Talk withServer() {
    return new Talk(SubjectRole.SERVER).opened("");
  }

  static Talk withClient() {
    return new Talk(SubjectRole.CLIENT).opened("");
  }

  static Talk withDeflatingServer() {
    return new Talk(SubjectRole.SERVER)
        .opened("Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\r\n");
  }

  private Talk opened(String field) {
    String head = "HTTP/1.1 101 Switching Protocols\r\n" + field + "\r\n";
    return add(new Event.Opened(0, 0, RawRequest.get("/", List.of()), RawResponse.parse(head, "")));
  }

  Talk withoutEcho() {
    capabilities.remove(Capability.ECHO);
    return this;
  }

  public Talk sends(RawFrame... frames) {
    for (RawFrame frame : frames) {
      ScannedFrame scanned = scan(frame, role().peer());
      add(new Event.Sent(0, 0, scanned));
      Message message = sent.next(scanned);
      if (message != null) {
        add(new Event.SentMessage(0, 0, message));
      }
    }
    return this;
  }

  public Talk receives(RawFrame... frames) {
    for (RawFrame frame : frames) {
      ScannedFrame scanned = scan(frame, role());
      add(new Event.Received(0, 0, scanned));
      Message message = received.next(scanned);
      if (message != null) {
        add(new Event.ReceivedMessage(0, 0, message));
      }
    }
    return this;
  }

  /** A Ping with this nonce, which is two hex digits for each octet. */
  Talk fences(byte nonce) {
    add(new Event.Fenced(0, 0, "%02x".formatted(nonce)));
    return sends(RawFrame.ping(nonce));
  }

  Talk sendsOctets(byte... octets) {
    return add(new Event.Malformed(0, 0, true, Payload.whole(octets), "half a frame"));
  }

  Talk receivesOctets(byte... octets) {
    return add(new Event.Malformed(0, 0, false, Payload.whole(octets), "half a frame"));
  }

  Talk halfCloses() {
    return add(new Event.HalfClosed(0, 0));
  }

  public Transcript ended(Event.Ended.How how) {
    add(new Event.Ended(0, 0, how));
    return transcript();
  }

  Transcript transcript() {
    return new Transcript(subject, capabilities, events);
  }

  private Talk add(Event event) {
    events.add(event);
    return this;
  }

  private Role role() {
    return subject == SubjectRole.CLIENT ? Role.CLIENT : Role.SERVER;
  }

  private ScannedFrame scan(RawFrame frame, Role sender) {
    ByteBuffer in = ByteBuffer.wrap(frame.toBytes(sender, keys));
    int first = in.get();
    int second = in.get();
    int short7 = second & 0x7F;
    LengthForm form =
        short7 == 127 ? LengthForm.BITS_64 : short7 == 126 ? LengthForm.BITS_16 : LengthForm.BITS_7;
    long length =
        switch (form) {
          case BITS_7 -> short7;
          case BITS_16 -> in.getShort() & 0xFFFF;
          case BITS_64 -> in.getLong();
        };
    boolean masked = second < 0;
    int key = masked ? in.getInt() : 0;
    return new ScannedFrame(
        0,
        in.position(),
        first < 0,
        first >> 4 & 7,
        first & 0xF,
        masked,
        key,
        form,
        length,
        Payload.whole(frame.payload()));
  }

  /** Puts the data frames of one direction together. */
  private static final class Assembly {
    private ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private int opcode;
    private int frames;

    @Nullable Message next(ScannedFrame frame) {
      if (frame.isControl()) {
        return null;
      }
      if (!frame.is(ScannedFrame.CONTINUATION)) {
        opcode = frame.opcode();
      }
      payload.writeBytes(frame.payload().head());
      frames++;
      if (!frame.fin()) {
        return null;
      }
      Message message =
          new Message(opcode, Payload.whole(payload.toByteArray()), frames, false, -1, null);
      payload = new ByteArrayOutputStream();
      frames = 0;
      return message;
    }
  }
}
