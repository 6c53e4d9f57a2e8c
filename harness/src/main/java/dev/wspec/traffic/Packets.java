package dev.wspec.traffic;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads recordings in the formats pcap and pcapng, packet by packet, in bounded memory. */
final class Packets {

  private static final int PCAP_MICROS = 0xA1B2C3D4;
  private static final int PCAP_NANOS = 0xA1B23C4D;
  private static final int SECTION_HEADER = 0x0A0D0D0A;
  private static final int BYTE_ORDER = 0x1A2B3C4D;
  private static final int INTERFACE = 1;
  private static final int SIMPLE = 3;
  private static final int ENHANCED = 6;
  private static final int RESOLUTION = 9;
  private static final int LONGEST = 16 << 20;
  private static final long NANOS = 1_000_000_000L;

  /** Is given every packet. */
  interface Sink {
    /**
     * @param nanos when it was seen, since some point in time
     * @param link the type of its outermost header, as tcpdump numbers them
     */
    void packet(long nanos, int link, ByteBuffer octets);
  }

  private record Interface(int link, long ticksPerSecond) {}

  private final DataInputStream in;
  private final Sink sink;
  private final List<Interface> interfaces = new ArrayList<>();
  private ByteOrder order = ByteOrder.BIG_ENDIAN;

  private Packets(InputStream in, Sink sink) {
    this.in = new DataInputStream(in);
    this.sink = sink;
  }

  /** Whether a file that begins like that is a recording. */
  static boolean isRecording(byte[] beginning) {
    if (beginning.length < 4) {
      return false;
    }
    int magic = ByteBuffer.wrap(beginning).getInt();
    return magic == SECTION_HEADER || isPcap(magic) || isPcap(Integer.reverseBytes(magic));
  }

  private static boolean isPcap(int magic) {
    return magic == PCAP_MICROS || magic == PCAP_NANOS;
  }

  /**
   * Reads to the end.
   *
   * @throws IOException if it is no recording, or ends amid a packet
   */
  static void read(InputStream in, Sink sink) throws IOException {
    Packets packets = new Packets(in, sink);
    int magic = packets.in.readInt();
    if (magic == SECTION_HEADER) {
      packets.readSections();
    } else if (isPcap(magic) || isPcap(Integer.reverseBytes(magic))) {
      packets.order = isPcap(magic) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      packets.readPcap((isPcap(magic) ? magic : Integer.reverseBytes(magic)) == PCAP_NANOS);
    } else {
      throw new IOException("it is neither pcap nor pcapng");
    }
  }

  private ByteBuffer next(int length) throws IOException {
    if (length < 0 || length > LONGEST) {
      throw new IOException("a packet claims " + Integer.toUnsignedLong(length) + " octets");
    }
    byte[] octets = in.readNBytes(length);
    if (octets.length < length) {
      throw new EOFException("it ends amid a packet");
    }
    return ByteBuffer.wrap(octets).order(order);
  }

  /** Null at the end. */
  private byte[] nextOrEnd(int length) throws IOException {
    byte[] octets = in.readNBytes(length);
    if (octets.length > 0 && octets.length < length) {
      throw new EOFException("it ends amid a packet");
    }
    return octets;
  }

  private void readPcap(boolean inNanos) throws IOException {
    ByteBuffer head = next(20);
    int link = head.getInt(16) & 0x0FFFFFFF;
    for (byte[] record = nextOrEnd(16); record.length > 0; record = nextOrEnd(16)) {
      ByteBuffer fields = ByteBuffer.wrap(record).order(order);
      long seconds = Integer.toUnsignedLong(fields.getInt(0));
      long fraction = Integer.toUnsignedLong(fields.getInt(4));
      sink.packet(
          seconds * NANOS + (inNanos ? fraction : fraction * 1000), link, next(fields.getInt(8)));
    }
  }

  private void readSections() throws IOException {
    section();
    for (byte[] type = nextOrEnd(4); type.length > 0; type = nextOrEnd(4)) {
      int number = ByteBuffer.wrap(type).order(order).getInt();
      if (number == SECTION_HEADER) {
        section();
      } else {
        int length = next(4).getInt();
        ByteBuffer body = next(length - 12);
        next(4);
        block(number, body);
      }
    }
  }

  /** Its length comes before the octets that tell how to read it. */
  private void section() throws IOException {
    order = ByteOrder.BIG_ENDIAN;
    ByteBuffer head = next(8);
    order = head.getInt(4) == BYTE_ORDER ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    interfaces.clear();
    next(head.order(order).getInt(0) - 12);
  }

  private void block(int type, ByteBuffer body) throws IOException {
    try {
      read(type, body);
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("a block holds less than it says", e);
    }
  }

  private void read(int type, ByteBuffer body) {
    if (type == INTERFACE) {
      interfaces.add(new Interface(body.getShort(0) & 0xFFFF, ticks(body)));
    } else if (type == ENHANCED && Integer.compareUnsigned(body.getInt(0), interfaces.size()) < 0) {
      Interface from = interfaces.get(body.getInt(0));
      long ticks = (long) body.getInt(4) << 32 | Integer.toUnsignedLong(body.getInt(8));
      long seconds = ticks / from.ticksPerSecond();
      long rest = ticks % from.ticksPerSecond();
      int length = Math.min(body.getInt(12), body.capacity() - 20);
      sink.packet(
          seconds * NANOS + (long) (rest * (NANOS / (double) from.ticksPerSecond())),
          from.link(),
          body.slice(20, length).order(ByteOrder.BIG_ENDIAN));
    } else if (type == SIMPLE && !interfaces.isEmpty()) {
      int length = Math.min(body.getInt(0), body.capacity() - 4);
      sink.packet(0, interfaces.get(0).link(), body.slice(4, length));
    }
  }

  /** The option if_tsresol: a power of ten, or of two if its highest bit is set. */
  private static long ticks(ByteBuffer body) {
    int at = 8;
    while (at + 4 <= body.capacity()) {
      int code = body.getShort(at) & 0xFFFF;
      int length = body.getShort(at + 2) & 0xFFFF;
      if (code == RESOLUTION && at + 4 < body.capacity()) {
        int value = body.get(at + 4);
        return value < 0
            ? 1L << Math.min(62, value & 0x7F)
            : (long) Math.pow(10, Math.min(18, value));
      }
      at += 4 + (length + 3) / 4 * 4;
    }
    return 1_000_000L;
  }
}
