package dev.wspec.conformance;

import dev.wspec.protocol.Role;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A frame with any bit pattern (RFC 6455 §5.2), right or wrong. By default it is what a sound
 * endpoint sends; each method returns a copy with one thing bent.
 */
public final class RawFrame {

  /** How the payload length is written (§5.2): 7 bits, or 126 and 16 bits, or 127 and 64 bits. */
  public enum LengthForm {
    BITS_7,
    BITS_16,
    BITS_64;

    /** The shortest form that holds the length, as §5.2 demands. */
    public static LengthForm minimal(long length) {
      if (length < 0 || length > 0xFFFF) {
        return BITS_64;
      }
      return length > 125 ? BITS_16 : BITS_7;
    }
  }

  private enum Masking {
    AS_ROLE,
    ALWAYS,
    NEVER
  }

  private final boolean fin;
  private final int rsv;
  private final int opcode;
  private final Masking masking;
  private final @Nullable Integer maskingKey;
  private final @Nullable LengthForm lengthForm;
  private final @Nullable Long declaredLength;
  private final byte[] payload;

  private RawFrame(
      boolean fin,
      int rsv,
      int opcode,
      Masking masking,
      @Nullable Integer maskingKey,
      @Nullable LengthForm lengthForm,
      @Nullable Long declaredLength,
      byte[] payload) {
    this.fin = fin;
    this.rsv = rsv;
    this.opcode = opcode;
    this.masking = masking;
    this.maskingKey = maskingKey;
    this.lengthForm = lengthForm;
    this.declaredLength = declaredLength;
    this.payload = payload;
  }

  /** A final, otherwise sound frame with any opcode from 0 to 15. */
  public static RawFrame frame(int opcode, byte... payload) {
    if (opcode < 0 || opcode > 15) {
      throw new IllegalArgumentException("an opcode has 4 bits: " + opcode);
    }
    return new RawFrame(true, 0, opcode, Masking.AS_ROLE, null, null, null, payload.clone());
  }

  public static RawFrame continuation(String payload) {
    return frame(0x0, utf8(payload));
  }

  public static RawFrame continuation(byte... payload) {
    return frame(0x0, payload);
  }

  public static RawFrame text(String payload) {
    return frame(0x1, utf8(payload));
  }

  /** A Text frame with octets that need not be UTF-8. */
  public static RawFrame text(byte... payload) {
    return frame(0x1, payload);
  }

  public static RawFrame binary(byte... payload) {
    return frame(0x2, payload);
  }

  /** A Close frame without a status code. */
  public static RawFrame close() {
    return frame(0x8);
  }

  /** A Close frame with any code from 0 to 65535 and a reason. */
  public static RawFrame close(int code, String reason) {
    return closeOctets(code, utf8(reason));
  }

  /** A Close frame with any code from 0 to 65535. */
  public static RawFrame close(int code) {
    return closeOctets(code);
  }

  /** A Close frame whose reason need not be UTF-8. */
  public static RawFrame closeOctets(int code, byte... reason) {
    byte[] payload = new byte[2 + reason.length];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(reason, 0, payload, 2, reason.length);
    return frame(0x8, payload);
  }

  public static RawFrame ping(String payload) {
    return frame(0x9, utf8(payload));
  }

  public static RawFrame ping(byte... payload) {
    return frame(0x9, payload);
  }

  public static RawFrame pong(String payload) {
    return frame(0xA, utf8(payload));
  }

  public static RawFrame pong(byte... payload) {
    return frame(0xA, payload);
  }

  /** FIN clear: more fragments are to follow (§5.4). */
  public RawFrame notFinal() {
    return new RawFrame(
        false, rsv, opcode, masking, maskingKey, lengthForm, declaredLength, payload);
  }

  /** Sets reserved bits: 4 is RSV1, 2 is RSV2, 1 is RSV3. */
  public RawFrame rsv(int bits) {
    if (bits < 0 || bits > 7) {
      throw new IllegalArgumentException("three bits are reserved: " + bits);
    }
    return new RawFrame(
        fin, bits, opcode, masking, maskingKey, lengthForm, declaredLength, payload);
  }

  /** Not masked, whichever role sends it. */
  public RawFrame unmasked() {
    return new RawFrame(fin, rsv, opcode, Masking.NEVER, null, lengthForm, declaredLength, payload);
  }

  /** Masked with a fresh key, whichever role sends it. */
  public RawFrame masked() {
    return new RawFrame(
        fin, rsv, opcode, Masking.ALWAYS, null, lengthForm, declaredLength, payload);
  }

  /**
   * Masked with this key (big-endian: the first key octet is the highest), whichever role sends it.
   */
  public RawFrame maskedWith(int key) {
    return new RawFrame(fin, rsv, opcode, Masking.ALWAYS, key, lengthForm, declaredLength, payload);
  }

  /** Writes the length in this form, minimal or not. */
  public RawFrame lengthAs(LengthForm form) {
    return new RawFrame(fin, rsv, opcode, masking, maskingKey, form, declaredLength, payload);
  }

  /** Declares another length than the payload has, in octets; bit 63 may be set. */
  public RawFrame declaring(long length) {
    return new RawFrame(fin, rsv, opcode, masking, maskingKey, lengthForm, length, payload);
  }

  /** The same frame with another payload. */
  public RawFrame carrying(byte... octets) {
    return new RawFrame(
        fin, rsv, opcode, masking, maskingKey, lengthForm, declaredLength, octets.clone());
  }

  public boolean isFinal() {
    return fin;
  }

  public int opcode() {
    return opcode;
  }

  public byte[] payload() {
    return payload.clone();
  }

  /** Size of the payload that is really sent, in octets. */
  public int payloadLength() {
    return payload.length;
  }

  /**
   * The frame's octets when {@code sender} sends it; {@code random} gives the masking key where
   * none was set.
   */
  public byte[] toBytes(Role sender, RandomGenerator random) {
    boolean masked = masking == Masking.ALWAYS || (masking == Masking.AS_ROLE && sender.masks());
    long declared = declaredLength == null ? payload.length : declaredLength;
    LengthForm form = lengthForm == null ? LengthForm.minimal(declared) : lengthForm;
    ByteArrayOutputStream out = new ByteArrayOutputStream(14);
    out.write((fin ? 0x80 : 0) | rsv << 4 | opcode);
    int maskBit = masked ? 0x80 : 0;
    switch (form) {
      case BITS_7 -> out.write(maskBit | (int) (declared & 0x7F));
      case BITS_16 -> {
        out.write(maskBit | 126);
        writeBigEndian(out, declared, 2);
      }
      case BITS_64 -> {
        out.write(maskBit | 127);
        writeBigEndian(out, declared, 8);
      }
    }
    int key = 0;
    if (masked) {
      key = maskingKey == null ? random.nextInt() : maskingKey;
      writeBigEndian(out, Integer.toUnsignedLong(key), 4);
    }
    int headerLength = out.size();
    byte[] octets = Arrays.copyOf(out.toByteArray(), headerLength + payload.length);
    for (int i = 0; i < payload.length; i++) {
      octets[headerLength + i] = (byte) (payload[i] ^ key >>> (24 - 8 * (i & 3)));
    }
    return octets;
  }

  private static void writeBigEndian(ByteArrayOutputStream out, long value, int octets) {
    for (int i = octets - 1; i >= 0; i--) {
      out.write((int) (value >>> (8 * i)) & 0xFF);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "RawFrame[opcode=%d, fin=%s, rsv=%d, payload=%d octets]"
        .formatted(opcode, fin, rsv, payload.length);
  }
}
