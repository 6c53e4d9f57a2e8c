package dev.wspec.autobahn;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Material for compressed messages, made up here and always the same: as compressible as data of
 * that kind is.
 */
public final class Corpus {

  private static final int SIZE = 256 << 10;
  private static final String[] WORDS = {
    "server",
    "client",
    "Grüße",
    "frame",
    "mask",
    "Strasse",
    "über",
    "payload",
    "close",
    "ping",
    "fragment",
    "window",
    "context",
    "höher",
    "octet",
    "handshake",
    "naïve",
    "message",
    "text"
  };

  private final byte[] octets;
  private final boolean text;
  private int at;

  /**
   * Material of a kind.
   *
   * @param kind json, html, prose, bitmap or document
   * @param text whether pieces must be UTF-8
   */
  public Corpus(String kind, boolean text) {
    this.text = text;
    octets = make(kind);
  }

  private static byte[] make(String kind) {
    SplittableRandom random = new SplittableRandom(kind.hashCode());
    ByteArrayOutputStream out = new ByteArrayOutputStream(SIZE + 256);
    while (out.size() < SIZE) {
      String word = WORDS[random.nextInt(WORDS.length)];
      int number = random.nextInt(100_000);
      switch (kind) {
        case "json" ->
            write(out, "{\"id\": " + number + ", \"name\": \"" + word + "\", \"ok\": true},\n");
        case "html" ->
            write(out, "<tr class=\"row\"><td>" + number + "</td><td>" + word + "</td></tr>\n");
        case "prose" -> write(out, word + (random.nextInt(12) == 0 ? ".\n" : " "));
        case "bitmap" -> pixels(out, random, number & 0xFF);
        case "document" -> {
          byte[] noise = new byte[512];
          random.nextBytes(noise);
          write(out, number + " 0 obj << /Filter /FlateDecode >> stream\n");
          out.writeBytes(noise);
        }
        default -> throw new IllegalArgumentException("no such material: " + kind);
      }
    }
    return out.toByteArray();
  }

  private static void pixels(ByteArrayOutputStream out, SplittableRandom random, int shade) {
    for (int i = 0; i < 64; i++) {
      out.write(shade + random.nextInt(4));
    }
  }

  private static void write(ByteArrayOutputStream out, String line) {
    out.writeBytes(line.getBytes(StandardCharsets.UTF_8));
  }

  /** The next message, of that many octets; characters are not cut, and so it may be shorter. */
  public byte[] next(int size) {
    byte[] piece = new byte[size];
    for (int filled = 0; filled < size; ) {
      int count = Math.min(size - filled, octets.length - at);
      System.arraycopy(octets, at, piece, filled, count);
      filled += count;
      at = (at + count) % octets.length;
    }
    return text ? whole(piece) : piece;
  }

  private static byte[] whole(byte[] piece) {
    int from = 0;
    while (from < piece.length && (piece[from] & 0xC0) == 0x80) {
      from++;
    }
    int last = piece.length - 1;
    while (last > from && (piece[last] & 0xC0) == 0x80) {
      last--;
    }
    // All characters of ours have one octet or two.
    boolean cut = (piece[last] & 0xC0) == 0xC0 && last == piece.length - 1;
    return Arrays.copyOfRange(piece, from, cut ? last : piece.length);
  }
}
