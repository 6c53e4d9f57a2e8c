package dev.wspec.fuzz;

import dev.wspec.conformance.ScannedFrame;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Compares what comes back of batches with what has to. It is quick and strict rather than fair:
 * what it rejects is played again and judged.
 */
final class Answers {
  private static final int LARGEST = 64 << 10;
  private static final int CONTROL = 8;

  private static final byte[] NOTHING = {};

  private final boolean echoes;
  private final Deque<Batch> awaited = new ArrayDeque<>();
  private final ByteArrayOutputStream owed = new ByteArrayOutputStream();
  private byte[] held = new byte[2 * LARGEST];
  private int filled;
  private byte[] fragments = new byte[1024];
  private int fragmented;
  private int type;

  /** How much of the answers to the first batch came, as long as they come as they usually do. */
  private int matched;

  /** Whether they do not, so that they have to be read. */
  private boolean free;

  /**
   * @param echoes whether messages come back; else only Pongs are looked at
   */
  Answers(boolean echoes) {
    this.echoes = echoes;
    free = !echoes;
  }

  void await(Batch batch) {
    awaited.addLast(batch);
  }

  /** Batches that were not answered as a whole, the oldest first. */
  Deque<Batch> awaited() {
    return awaited;
  }

  /** Pongs that we owe for Pings that came, as a client sends them. */
  byte[] owed() {
    byte[] pongs = owed.toByteArray();
    owed.reset();
    return pongs;
  }

  /** Whether these octets, behind those before, may come. */
  boolean take(byte[] octets, int length) {
    int at = 0;
    while (!free && at < length && !awaited.isEmpty()) {
      byte[] usual = awaited.getFirst().answers();
      int count = Math.min(length - at, usual.length - matched);
      if (!Arrays.equals(usual, matched, matched + count, octets, at, at + count)) {
        break;
      }
      at += count;
      matched += count;
      if (matched == usual.length) {
        awaited.removeFirst();
        matched = 0;
      }
    }
    if (at == length) {
      return true;
    }
    byte[] begun = free || matched == 0 ? NOTHING : awaited.getFirst().answers();
    int before = free ? 0 : matched;
    free = true;
    return read(begun, 0, before) && read(octets, at, length);
  }

  /** Reads frame by frame what may come in many forms. */
  private boolean read(byte[] octets, int from, int to) {
    int length = to - from;
    if (held.length - filled < length) {
      return false;
    }
    System.arraycopy(octets, from, held, filled, length);
    filled += length;
    int at = 0;
    while (filled - at >= 2) {
      int short7 = held[at + 1];
      int header = short7 == 126 ? 4 : 2;
      if (filled - at < header) {
        break;
      }
      int size = short7 == 126 ? (held[at + 2] & 0xFF) << 8 | held[at + 3] & 0xFF : short7;
      // Masked, longer than anything that was sent, or with a length that is not minimal.
      if (short7 < 0 || short7 == 127 || (short7 == 126 && size < 126)) {
        return false;
      }
      int end = at + header + size;
      if (end > filled) {
        break;
      }
      if (!takeFrame(held[at] & 0xFF, at + header, end)) {
        return false;
      }
      at = end;
    }
    System.arraycopy(held, at, held, 0, filled - at);
    filled -= at;
    return true;
  }

  private boolean takeFrame(int head, int from, int to) {
    boolean fin = (head & 0x80) != 0;
    int opcode = head & 0xF;
    if ((head & 0x70) != 0) {
      return false;
    }
    if (opcode >= CONTROL) {
      return fin && to - from <= 125 && takeControl(opcode, from, to);
    }
    if (!echoes) {
      return true;
    }
    if (opcode > ScannedFrame.BINARY || (opcode == 0) == (type == 0)) {
      return false;
    }
    if (opcode != 0 && fin) {
      return takeMessage(opcode, held, from, to);
    }
    type = opcode == 0 ? type : opcode;
    if (fragments.length - fragmented < to - from) {
      fragments = Arrays.copyOf(fragments, 2 * (fragmented + to - from));
    }
    System.arraycopy(held, from, fragments, fragmented, to - from);
    fragmented += to - from;
    if (!fin) {
      return fragmented <= LARGEST;
    }
    int whole = type;
    int size = fragmented;
    type = 0;
    fragmented = 0;
    return takeMessage(whole, fragments, 0, size);
  }

  private boolean takeMessage(int opcode, byte[] payload, int from, int to) {
    for (Batch batch : awaited) {
      if (batch.awaitsMessages()) {
        boolean right = batch.takeMessage(opcode, payload, from, to);
        settle();
        return right;
      }
    }
    return false;
  }

  private boolean takeControl(int opcode, int from, int to) {
    if (opcode == ScannedFrame.PING) {
      owed.write(0x80 | ScannedFrame.PONG);
      owed.write(0x80 | (to - from));
      owed.writeBytes(new byte[4]);
      owed.write(held, from, to - from);
      return true;
    }
    if (opcode != ScannedFrame.PONG) {
      return false;
    }
    // A Pong that nobody asked for may come at any time (RFC 6455 §5.5.3).
    for (Batch batch : awaited) {
      if (batch.awaitsPongs() && batch.takePong(held, from, to)) {
        Iterator<Batch> earlier = awaited.iterator();
        for (Batch each = earlier.next(); each != batch; each = earlier.next()) {
          each.passOverPongs();
        }
        settle();
        return true;
      }
    }
    return true;
  }

  private void settle() {
    while (!awaited.isEmpty() && isSettled(awaited.getFirst())) {
      awaited.removeFirst();
    }
  }

  private boolean isSettled(Batch batch) {
    return !batch.awaitsPongs() && !(echoes && batch.awaitsMessages());
  }
}
