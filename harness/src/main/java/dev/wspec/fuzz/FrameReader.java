package dev.wspec.fuzz;

import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.protocol.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Reads octets as the frames that a script would write for them; nothing is lost. */
final class FrameReader {
  private final byte[] octets;
  private final Role sender;

  FrameReader(byte[] octets, Role sender) {
    this.octets = octets;
    this.sender = sender;
  }

  List<Item> items() {
    List<Item> items = new ArrayList<>();
    int at = 0;
    while (at < octets.length) {
      int header = headerLength(at);
      if (octets.length - at < header) {
        items.add(new Item.Loose(Octets.of(Arrays.copyOfRange(octets, at, octets.length))));
        return items;
      }
      long declared = declared(at);
      int start = at + header;
      boolean whole = declared >= 0 && declared <= octets.length - start;
      int end = whole ? start + (int) declared : octets.length;
      items.add(frame(at, start, end, declared));
      at = end;
    }
    return items;
  }

  /** One octet, many times over, is written down as such. */
  private static Octets folded(byte... payload) {
    for (byte octet : payload) {
      if (octet != payload[0]) {
        return Octets.of(payload);
      }
    }
    return payload.length < 2
        ? Octets.of(payload)
        : new Octets(new byte[] {payload[0]}, payload.length);
  }

  /** Whether octets are frames, the last of which is not cut short. */
  static boolean isWhole(byte... octets) {
    FrameReader reader = new FrameReader(octets, Role.CLIENT);
    int at = 0;
    while (at < octets.length) {
      int start = at + reader.headerLength(at);
      long declared = start > octets.length ? -1 : reader.declared(at);
      if (declared < 0 || declared > octets.length - start) {
        return false;
      }
      at = start + (int) declared;
    }
    return true;
  }

  /** Where the frames begin. */
  int[] starts() {
    IntStream.Builder starts = IntStream.builder();
    int at = 0;
    while (at < octets.length) {
      starts.add(at);
      int start = at + headerLength(at);
      if (start > octets.length) {
        break;
      }
      long declared = declared(at);
      at =
          declared >= 0 && declared <= octets.length - start
              ? start + (int) declared
              : octets.length;
    }
    return starts.build().toArray();
  }

  private int headerLength(int at) {
    if (octets.length - at < 2) {
      return 2;
    }
    int short7 = octets[at + 1] & 0x7F;
    return 2 + (short7 < 126 ? 0 : short7 == 126 ? 2 : 8) + (octets[at + 1] < 0 ? 4 : 0);
  }

  private long declared(int at) {
    int short7 = octets[at + 1] & 0x7F;
    return short7 < 126 ? short7 : bigEndian(at + 2, short7 == 126 ? 2 : 8);
  }

  private long bigEndian(int from, int count) {
    long value = 0;
    for (int i = from; i < from + count; i++) {
      value = value << 8 | octets[i] & 0xFF;
    }
    return value;
  }

  private FuzzFrame frame(int at, int start, int end, long declared) {
    byte[] payload = Arrays.copyOfRange(octets, start, end);
    boolean masked = octets[at + 1] < 0;
    int key = masked ? (int) bigEndian(start - 4, 4) : 0;
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= (byte) (key >>> (24 - 8 * (i & 3)));
    }
    LengthForm form =
        switch (octets[at + 1] & 0x7F) {
          case 126 -> LengthForm.BITS_16;
          case 127 -> LengthForm.BITS_64;
          default -> LengthForm.BITS_7;
        };
    FuzzFrame frame =
        FuzzFrame.of(octets[at] & 0xF, folded(payload))
            .fin(octets[at] < 0)
            .rsv(octets[at] >> 4 & 7)
            .lengthAs(form == LengthForm.minimal(declared) ? null : form)
            .declaring(declared == payload.length ? null : declared);
    if (masked) {
      return frame.maskedWith(key);
    }
    return sender.masks() ? frame.unmasked() : frame;
  }
}
