package dev.wspec.protocol;

import org.jspecify.annotations.Nullable;

/** What a frame is for; the other ten values of the four bits are reserved (RFC 6455 §5.2). */
public enum Opcode {
  CONTINUATION(0x0),
  TEXT(0x1),
  BINARY(0x2),
  CLOSE(0x8),
  PING(0x9),
  PONG(0xA);

  private static final @Nullable Opcode[] BY_CODE = new @Nullable Opcode[16];

  static {
    for (Opcode opcode : values()) {
      BY_CODE[opcode.code] = opcode;
    }
  }

  private final int code;

  Opcode(int code) {
    this.code = code;
  }

  /** The opcode of the low four bits of {@code code}, or null where they are reserved. */
  public static @Nullable Opcode of(int code) {
    return BY_CODE[code & 0xF];
  }

  /** The four bits on the wire. */
  public int code() {
    return code;
  }

  /** Whether frames of this kind are control frames: short, whole, allowed anywhere (§5.5). */
  public boolean isControl() {
    return (code & 0x8) != 0;
  }
}
