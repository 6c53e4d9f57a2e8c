package dev.wspec.traffic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A TCP segment with what says whose it is (RFC 9293 §3.1).
 *
 * @param from address and port of the sender
 * @param sequence of its first octet
 */
record Segment(
    String from,
    String to,
    int sequence,
    boolean syn,
    boolean ack,
    boolean fin,
    boolean rst,
    byte[] payload) {

  private static final int NULL = 0;
  private static final int ETHERNET = 1;
  private static final int RAW = 101;
  private static final int LOOP = 108;
  private static final int LINUX_COOKED = 113;
  private static final int IPV4 = 228;
  private static final int IPV6 = 229;
  private static final int LINUX_COOKED_2 = 276;
  private static final int TCP = 6;
  private static final int VLAN = 0x8100;

  /** Reads a packet; empty if it is no whole TCP segment. */
  static Optional<Segment> of(int link, ByteBuffer packet) {
    try {
      packet.order(ByteOrder.BIG_ENDIAN);
      int start =
          switch (link) {
            case NULL, LOOP -> 4;
            case ETHERNET -> packet.getShort(12) == (short) VLAN ? 18 : 14;
            case RAW, 12, 14, IPV4, IPV6 -> 0;
            case LINUX_COOKED -> 16;
            case LINUX_COOKED_2 -> 20;
            default -> -1;
          };
      return start < 0 ? Optional.empty() : ip(packet, start);
    } catch (IndexOutOfBoundsException e) {
      return Optional.empty(); // cut short by the one who recorded it
    }
  }

  private static Optional<Segment> ip(ByteBuffer packet, int at) {
    int version = packet.get(at) >> 4 & 0xF;
    if (version == 4 && packet.get(at + 9) == TCP) {
      int header = (packet.get(at) & 0xF) * 4;
      int end = at + (packet.getShort(at + 2) & 0xFFFF);
      boolean fragment = (packet.getShort(at + 6) & 0x3FFF) != 0;
      return fragment
          ? Optional.empty()
          : tcp(packet, at + header, end, octets(packet, at + 12, 4), octets(packet, at + 16, 4));
    }
    if (version == 6 && packet.get(at + 6) == TCP) {
      int end = at + 40 + (packet.getShort(at + 4) & 0xFFFF);
      return tcp(packet, at + 40, end, octets(packet, at + 8, 16), octets(packet, at + 24, 16));
    }
    return Optional.empty();
  }

  /** On loopback the kernel may leave the length to hardware that is not there: it is 0 then. */
  private static Optional<Segment> tcp(
      ByteBuffer packet, int at, int declaredEnd, byte[] source, byte[] target) {
    int end = declaredEnd <= at ? packet.capacity() : Math.min(declaredEnd, packet.capacity());
    int data = at + (packet.get(at + 12) >> 4 & 0xF) * 4;
    int flags = packet.get(at + 13);
    return Optional.of(
        new Segment(
            place(source, packet.getShort(at)),
            place(target, packet.getShort(at + 2)),
            packet.getInt(at + 4),
            (flags & 2) != 0,
            (flags & 16) != 0,
            (flags & 1) != 0,
            (flags & 4) != 0,
            octets(packet, data, Math.max(0, end - data))));
  }

  private static byte[] octets(ByteBuffer packet, int at, int length) {
    byte[] octets = new byte[length];
    packet.get(at, octets);
    return octets;
  }

  private static String place(byte[] address, short port) {
    String host =
        address.length == 4
            ? (address[0] & 0xFF)
                + "."
                + (address[1] & 0xFF)
                + "."
                + (address[2] & 0xFF)
                + "."
                + (address[3] & 0xFF)
            : HexFormat.of().formatHex(address);
    return host + ":" + (port & 0xFFFF);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Segment that
        && from.equals(that.from)
        && to.equals(that.to)
        && sequence == that.sequence
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return sequence;
  }
}
