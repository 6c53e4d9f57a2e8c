package dev.wspec.conformance.judge;

import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.ScannedFrame;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the octets of one direction as frames (RFC 6455 §5.2) without judging: every octet string
 * is some sequence of frames and perhaps a rest. Never throws.
 */
public final class FrameScanner {

  /** What is left when no more octets come: the beginning of a frame that never became whole. */
  public record Rest(Payload octets, String what) {}

  private static final int LONGEST_HEADER = 14;
  private static final int REST_KEPT = 128;

  private final FrameSink sink;
  private final Supplier<PayloadCollector> collectors;
  private final byte[] header = new byte[LONGEST_HEADER];
  private int headerLength;
  private byte[] scratch = new byte[0];
  private long position;

  private @Nullable ScannedFrame frame;
  private PayloadCollector collector;
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
  private long payloadSeen;

  public FrameScanner(FrameSink sink) {
    this(sink, new SentPayloads()::ofReceived);
  }

  FrameScanner(FrameSink sink, Supplier<PayloadCollector> collectors) {
    this.sink = sink;
    this.collectors = collectors;
    collector = collectors.get();
  }

  /** Reads further octets; the array is free for other use afterwards. */
  public void scan(byte[] octets, int from, int to) {
    int at = from;
    while (at < to) {
      at = frame == null ? readHeader(octets, at) : readPayload(frame, octets, at, to);
    }
  }

  private int readHeader(byte[] octets, int at) {
    header[headerLength++] = octets[at];
    if (headerLength >= 2 && headerLength == fullHeaderLength()) {
      frame = parseHeader();
      payloadSeen = 0;
      collector = collectors.get();
      rest.reset();
      rest.write(header, 0, headerLength);
      sink.header(frame);
      if (frame.length() == 0) {
        finish(frame);
      }
    }
    return at + 1;
  }

  private int fullHeaderLength() {
    int extended =
        switch (header[1] & 0x7F) {
          case 126 -> 2;
          case 127 -> 8;
          default -> 0;
        };
    return 2 + extended + ((header[1] & 0x80) != 0 ? 4 : 0);
  }

  private ScannedFrame parseHeader() {
    int first = header[0] & 0xFF;
    boolean masked = (header[1] & 0x80) != 0;
    int short7 = header[1] & 0x7F;
    return new ScannedFrame(
        position,
        headerLength,
        (first & 0x80) != 0,
        first >> 4 & 0x7,
        first & 0xF,
        masked,
        masked ? (int) bigEndian(headerLength - 4, 4) : 0,
        switch (short7) {
          case 126 -> LengthForm.BITS_16;
          case 127 -> LengthForm.BITS_64;
          default -> LengthForm.BITS_7;
        },
        switch (short7) {
          case 126 -> bigEndian(2, 2);
          case 127 -> bigEndian(2, 8);
          default -> short7;
        },
        Payload.EMPTY);
  }

  private long bigEndian(int from, int octets) {
    long value = 0;
    for (int i = 0; i < octets; i++) {
      value = value << 8 | header[from + i] & 0xFF;
    }
    return value;
  }

  private int readPayload(ScannedFrame frame, byte[] octets, int at, int to) {
    // A length with bit 63 set is larger than anything that can come: it swallows what follows.
    long missing = frame.length() < 0 ? Long.MAX_VALUE : frame.length() - payloadSeen;
    int count = (int) Math.min(missing, to - at);
    if (rest.size() < REST_KEPT) {
      rest.write(octets, at, Math.min(count, REST_KEPT - rest.size()));
    }
    if (frame.masked()) {
      unmask(frame.maskingKey(), octets, at, count);
      collect(scratch, 0, count);
    } else {
      collect(octets, at, at + count);
    }
    payloadSeen += count;
    if (payloadSeen == frame.length()) {
      finish(frame);
    }
    return at + count;
  }

  private void unmask(int key, byte[] octets, int at, int count) {
    if (scratch.length < count) {
      scratch = new byte[count];
    }
    int turned = Integer.rotateLeft(key, 8 * (int) (payloadSeen & 3));
    for (int i = 0; i < count; i++) {
      scratch[i] = (byte) (octets[at + i] ^ turned >>> (24 - 8 * (i & 3)));
    }
  }

  private void collect(byte[] octets, int from, int to) {
    collector.add(octets, from, to);
    sink.payload(octets, from, to);
  }

  private void finish(ScannedFrame header) {
    frame = null;
    position += headerLength + payloadSeen;
    headerLength = 0;
    sink.frame(
        new ScannedFrame(
            header.offset(),
            header.headerLength(),
            header.fin(),
            header.rsv(),
            header.opcode(),
            header.masked(),
            header.maskingKey(),
            header.lengthForm(),
            header.length(),
            collector.payload()));
  }

  /** The octets behind the last whole frame, or nothing if there are none. */
  public Optional<Rest> rest() {
    if (frame != null) {
      String what =
          "a %s frame of %s octets cut short after %d of them"
              .formatted(frame.name(), Long.toUnsignedString(frame.length()), payloadSeen);
      return Optional.of(new Rest(Payload.whole(rest.toByteArray()), what));
    }
    if (headerLength == 0) {
      return Optional.empty();
    }
    byte[] begun = Arrays.copyOf(header, headerLength);
    String what =
        "a frame header cut short after "
            + headerLength
            + (headerLength == 1 ? " octet" : " octets");
    return Optional.of(new Rest(Payload.whole(begun), what));
  }
}
