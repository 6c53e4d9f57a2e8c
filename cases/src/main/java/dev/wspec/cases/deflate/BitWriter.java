package dev.wspec.cases.deflate;

import java.io.ByteArrayOutputStream;

/** Packs bits as RFC 1951 §3.1.1 orders them: from the least significant bit of each octet. */
final class BitWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int octet;
  private int filled;

  /** Appends a number, least significant bit first. */
  BitWriter put(int value, int bits) {
    for (int i = 0; i < bits; i++) {
      octet |= (value >>> i & 1) << filled;
      if (++filled == 8) {
        out.write(octet);
        octet = 0;
        filled = 0;
      }
    }
    return this;
  }

  /** Appends a Huffman code, most significant bit first. */
  BitWriter code(int code, int bits) {
    return put(Integer.reverse(code) >>> (32 - bits), bits);
  }

  /** What was written, the last octet filled up with zeros. */
  byte[] toByteArray() {
    if (filled > 0) {
      put(0, 8 - filled);
    }
    return out.toByteArray();
  }
}
