package dev.wspec.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * Writes a capture as a pcap file that packet analysers open: Ethernet, IPv4 and TCP around it are
 * made up, a segment for each write and each read. What is written here was not seen on a network.
 */
final class Pcap {

  /** Octets of one segment: what fits an Ethernet frame. */
  static final int SEGMENT = 1460;

  private static final int MAGIC_OF_MICROSECONDS = 0xa1b2c3d4;
  private static final int ETHERNET = 1;
  private static final int FIN = 0x01;
  private static final int SYN = 0x02;
  private static final int RST = 0x04;
  private static final int PSH = 0x08;
  private static final int ACK = 0x10;

  /** Addresses for documentation (RFC 5737); ours ends in 1. */
  private static final byte[] OURS = {(byte) 192, 0, 2, 1};

  private static final byte[] THEIRS = {(byte) 192, 0, 2, 2};
  private static final short CLIENT_PORT = (short) 49152;

  private final OutputStream out;
  private final long startMicros;
  private final boolean weConnect;
  private final int serverPort;
  private int ourNext = 1000;
  private int theirNext = 5000;
  private short identification;

  private Pcap(OutputStream out, Instant start, boolean weConnect, int serverPort) {
    this.out = out;
    this.startMicros = start.getEpochSecond() * 1_000_000 + start.getNano() / 1000;
    this.weConnect = weConnect;
    this.serverPort = serverPort;
  }

  /**
   * Writes a whole file.
   *
   * @param weConnect whether we are the TCP client
   * @param port of the server
   */
  static void write(
      Capture capture, Instant start, boolean weConnect, int port, OutputStream stream)
      throws IOException {
    Pcap pcap = new Pcap(stream, start, weConnect, port);
    pcap.header();
    pcap.handshake();
    long last = 0;
    for (Capture.Piece piece : capture.pieces()) {
      // Writes and reads are told of by one thread, but time goes on while they are.
      last = Math.max(last, piece.nanos());
      pcap.piece(piece, last / 1000);
    }
  }

  private void header() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(MAGIC_OF_MICROSECONDS).putShort((short) 2).putShort((short) 4);
    header.putInt(0).putInt(0).putInt(1 << 16).putInt(ETHERNET);
    out.write(header.array());
  }

  private void handshake() throws IOException {
    segment(0, weConnect, SYN, new byte[0], 0, 0);
    advance(weConnect, 1);
    segment(0, !weConnect, SYN | ACK, new byte[0], 0, 0);
    advance(!weConnect, 1);
    segment(0, weConnect, ACK, new byte[0], 0, 0);
  }

  private void piece(Capture.Piece piece, long micros) throws IOException {
    byte[] octets = piece.octets();
    switch (piece.kind()) {
      case OCTETS -> {
        for (int from = 0; from < octets.length; from += SEGMENT) {
          int to = Math.min(octets.length, from + SEGMENT);
          segment(micros, piece.byUs(), to == octets.length ? PSH | ACK : ACK, octets, from, to);
          advance(piece.byUs(), to - from);
        }
      }
      case FIN -> {
        segment(micros, piece.byUs(), FIN | ACK, octets, 0, 0);
        advance(piece.byUs(), 1);
      }
      case RESET -> segment(micros, piece.byUs(), RST | ACK, octets, 0, 0);
    }
  }

  private void advance(boolean byUs, int octets) {
    if (byUs) {
      ourNext += octets;
    } else {
      theirNext += octets;
    }
  }

  private void segment(long micros, boolean byUs, int flags, byte[] octets, int from, int to)
      throws IOException {
    int length = to - from;
    ByteBuffer packet = ByteBuffer.allocate(14 + 20 + 20 + length);
    packet.put(hardware(!byUs)).put(hardware(byUs)).putShort((short) 0x0800);
    ip(packet, byUs, 40 + length);
    tcp(packet, byUs, flags);
    packet.put(octets, from, length);
    packet.putShort(14 + 20 + 16, tcpChecksum(packet, 20 + length));
    long at = startMicros + micros;
    ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    record.putInt((int) (at / 1_000_000)).putInt((int) (at % 1_000_000));
    record.putInt(packet.capacity()).putInt(packet.capacity());
    out.write(record.array());
    out.write(packet.array());
  }

  /** An address of the kind that everybody may make up. */
  private static byte[] hardware(boolean ours) {
    return new byte[] {2, 0, 0, 0, 0, (byte) (ours ? 1 : 2)};
  }

  private void ip(ByteBuffer packet, boolean byUs, int length) {
    int at = packet.position();
    packet.put((byte) 0x45).put((byte) 0).putShort((short) length);
    packet.putShort(identification++).putShort((short) 0x4000);
    packet.put((byte) 64).put((byte) 6).putShort((short) 0);
    packet.put(byUs ? OURS : THEIRS).put(byUs ? THEIRS : OURS);
    packet.putShort(at + 10, checksum(packet, at, 20, 0));
  }

  private void tcp(ByteBuffer packet, boolean byUs, int flags) {
    boolean byClient = byUs == weConnect;
    packet.putShort(byClient ? CLIENT_PORT : (short) serverPort);
    packet.putShort(byClient ? (short) serverPort : CLIENT_PORT);
    packet.putInt(byUs ? ourNext : theirNext);
    packet.putInt((flags & ACK) == 0 ? 0 : byUs ? theirNext : ourNext);
    packet.put((byte) 0x50).put((byte) flags).putShort((short) 0xFFFF);
    packet.putShort((short) 0).putShort((short) 0);
  }

  /** Over a header that names addresses, protocol and length, and all of the segment. */
  private static short tcpChecksum(ByteBuffer packet, int length) {
    int addresses = 0;
    for (int at = 14 + 12; at < 14 + 20; at += 2) {
      addresses += packet.getShort(at) & 0xFFFF;
    }
    return checksum(packet, 34, length, addresses + 6 + length);
  }

  /** The ones' complement sum of RFC 1071. */
  private static short checksum(ByteBuffer packet, int from, int length, int begin) {
    long sum = begin;
    for (int i = 0; i < length; i += 2) {
      int low = i + 1 < length ? packet.get(from + i + 1) & 0xFF : 0;
      sum += (packet.get(from + i) & 0xFF) << 8 | low;
    }
    while (sum >> 16 != 0) {
      sum = (sum & 0xFFFF) + (sum >> 16);
    }
    return (short) ~sum;
  }
}
