package dev.wspec.behaviour;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.codec.PerMessageDeflate;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** What can be done to payloads and messages on their way out. */
final class Payloads {
  private static final int MAX_FRAGMENTS = 4096;
  private static final byte[] EMPTY = {};

  private Payloads() {}

  static Frame withPayload(Frame frame, byte[] payload) {
    return new Frame(frame.fin(), frame.rsv(), frame.opcode(), payload);
  }

  static byte[] withoutLast(byte[] payload) {
    return Arrays.copyOf(payload, Math.max(0, payload.length - 1));
  }

  static byte[] sevenBit(byte[] payload) {
    byte[] changed = payload.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] &= 0x7F;
    }
    return changed;
  }

  static byte[] flipped(byte[] payload) {
    byte[] changed = payload.clone();
    if (changed.length > 0) {
      changed[0] ^= 1;
    }
    return changed;
  }

  /** Text whose characters beyond U+FFFF are two surrogates of three bytes each, and U+0000 two. */
  static byte[] modifiedUtf8(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (char c : text.toCharArray()) {
      if (c == 0) {
        out.write(0xC0);
        out.write(0x80);
      } else if (Character.isSurrogate(c)) {
        out.write(0xE0 | c >> 12);
        out.write(0x80 | c >> 6 & 0x3F);
        out.write(0x80 | c & 0x3F);
      } else {
        out.writeBytes(String.valueOf(c).getBytes(UTF_8));
      }
    }
    return out.toByteArray();
  }

  static byte[] upToNul(byte[] payload) {
    int end = 0;
    while (end < payload.length && payload[end] != 0) {
      end++;
    }
    return Arrays.copyOf(payload, end);
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static Frame otherType(Frame message) {
    Opcode other = message.opcode() == Opcode.TEXT ? Opcode.BINARY : Opcode.TEXT;
    return new Frame(message.fin(), message.rsv(), other, message.payload());
  }

  /** Pieces of at most {@code size} bytes, but not too many of them. */
  static List<Frame> pieces(Frame message, int size) {
    byte[] payload = message.payload();
    int step = Math.max(size, payload.length / MAX_FRAGMENTS + 1);
    List<byte[]> parts = new ArrayList<>();
    for (int at = 0; at < payload.length; at += step) {
      parts.add(Arrays.copyOfRange(payload, at, Math.min(payload.length, at + step)));
    }
    return fragments(message, parts.isEmpty() ? List.of(EMPTY) : parts);
  }

  static List<Frame> halves(Frame message) {
    byte[] payload = message.payload();
    int middle = payload.length / 2;
    return fragments(
        message,
        List.of(
            Arrays.copyOf(payload, middle), Arrays.copyOfRange(payload, middle, payload.length)));
  }

  /** A message as fragments with these payloads. */
  static List<Frame> fragments(Frame message, List<byte[]> payloads) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < payloads.size(); i++) {
      frames.add(
          new Frame(
              i == payloads.size() - 1,
              i == 0 ? message.rsv() : 0,
              i == 0 ? message.opcode() : Opcode.CONTINUATION,
              payloads.get(i)));
    }
    return frames;
  }

  /** Compressed in two blocks, each with its own end (RFC 7692 §7.2.3.5). */
  static Frame inTwoBlocks(Frame message, PerMessageDeflate deflate) {
    byte[] payload = message.payload();
    int middle = payload.length / 2;
    byte[] first = deflate.compress(Arrays.copyOf(payload, middle));
    byte[] second = deflate.compress(Arrays.copyOfRange(payload, middle, payload.length));
    return compressed(message, joined(first, new byte[] {0, 0, -1, -1}, second));
  }

  /** A message in two fragments with a control frame between them. */
  static List<Frame> around(Frame message, Frame control) {
    List<Frame> halves = halves(message);
    return List.of(halves.get(0), control, halves.get(1));
  }

  /** Without back-references, flushed as usual (§7.2.1). */
  static Frame literals(Frame message) {
    if (message.payload().length == 0) {
      return compressed(message, new byte[1]);
    }
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      byte[] chunk = new byte[4096];
      deflater.setStrategy(Deflater.HUFFMAN_ONLY);
      deflater.deflate(chunk); // puts the strategy into force
      deflater.setInput(message.payload());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int count = chunk.length;
      while (count == chunk.length) {
        count = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
        out.write(chunk, 0, count);
      }
      return compressed(message, Arrays.copyOf(out.toByteArray(), out.size() - 4));
    } finally {
      deflater.end();
    }
  }

  /** In stored blocks of at most 65535 bytes (§7.2.3.3). */
  static Frame stored(Frame message) {
    byte[] payload = message.payload();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < payload.length; at += 0xFFFF) {
      int length = Math.min(0xFFFF, payload.length - at);
      out.writeBytes(
          new byte[] {
            0, (byte) length, (byte) (length >> 8), (byte) ~length, (byte) (~length >> 8)
          });
      out.write(payload, at, length);
    }
    out.write(0);
    return compressed(message, out.toByteArray());
  }

  /** As a final block, without back-references, which fits every window (§7.2.3.4). */
  static Frame inFinalBlock(Frame message) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setStrategy(Deflater.HUFFMAN_ONLY);
      deflater.setInput(message.payload());
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] chunk = new byte[4096];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      out.write(0);
      return compressed(message, out.toByteArray());
    } finally {
      deflater.end();
    }
  }

  static Frame compressed(Frame message, byte[] payload) {
    return new Frame(true, Frame.RSV1, message.opcode(), payload);
  }
}
