package dev.wspec.fuzz;

import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawFrame.LengthForm;
import org.jspecify.annotations.Nullable;

/**
 * A frame of a script, any bit of it (RFC 6455 §5.2).
 *
 * @param opcode 0 to 15
 * @param rsv 4 is RSV1, 2 is RSV2, 1 is RSV3
 * @param masking as the role demands, or not
 * @param key the masking key, or null for one that is drawn when the frame is sent
 * @param form how the length is written, or null for the shortest form
 * @param declared what the length field says, or null for the truth
 */
record FuzzFrame(
    int opcode,
    boolean fin,
    int rsv,
    Masking masking,
    @Nullable Integer key,
    @Nullable LengthForm form,
    @Nullable Long declared,
    Octets payload)
    implements Item {

  enum Masking {
    AS_ROLE,
    ALWAYS,
    NEVER
  }

  FuzzFrame {
    if (opcode < 0 || opcode > 15 || rsv < 0 || rsv > 7) {
      throw new IllegalArgumentException("an opcode has 4 bits and RSV has 3");
    }
    if (masking != Masking.ALWAYS) {
      key = null;
    }
  }

  /** A sound frame. */
  static FuzzFrame of(int opcode, Octets payload) {
    return new FuzzFrame(opcode, true, 0, Masking.AS_ROLE, null, null, null, payload);
  }

  FuzzFrame fin(boolean last) {
    return new FuzzFrame(opcode, last, rsv, masking, key, form, declared, payload);
  }

  FuzzFrame rsv(int bits) {
    return new FuzzFrame(opcode, fin, bits, masking, key, form, declared, payload);
  }

  FuzzFrame opcode(int code) {
    return new FuzzFrame(code, fin, rsv, masking, key, form, declared, payload);
  }

  FuzzFrame unmasked() {
    return new FuzzFrame(opcode, fin, rsv, Masking.NEVER, null, form, declared, payload);
  }

  FuzzFrame maskedWith(@Nullable Integer with) {
    return new FuzzFrame(opcode, fin, rsv, Masking.ALWAYS, with, form, declared, payload);
  }

  FuzzFrame asRole() {
    return new FuzzFrame(opcode, fin, rsv, Masking.AS_ROLE, null, form, declared, payload);
  }

  FuzzFrame lengthAs(@Nullable LengthForm written) {
    return new FuzzFrame(opcode, fin, rsv, masking, key, written, declared, payload);
  }

  FuzzFrame declaring(@Nullable Long length) {
    return new FuzzFrame(opcode, fin, rsv, masking, key, form, length, payload);
  }

  FuzzFrame payload(Octets octets) {
    return new FuzzFrame(opcode, fin, rsv, masking, key, form, declared, octets);
  }

  boolean isControl() {
    return (opcode & 8) != 0;
  }

  /** Whether the frame has the form of one that a sound endpoint sends. */
  boolean isPlain() {
    return rsv == 0 && masking != Masking.NEVER && form == null && declared == null;
  }

  /** The frame as a wire sends it. */
  RawFrame raw() {
    RawFrame raw = RawFrame.frame(opcode, payload.bytes()).rsv(rsv);
    if (!fin) {
      raw = raw.notFinal();
    }
    if (form != null) {
      raw = raw.lengthAs(form);
    }
    if (declared != null) {
      raw = raw.declaring(declared);
    }
    return switch (masking) {
      case AS_ROLE -> raw;
      case NEVER -> raw.unmasked();
      case ALWAYS -> key == null ? raw.masked() : raw.maskedWith(key);
    };
  }
}
