package dev.wspec.fuzz;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Sequences that differ from a given one in one place, or only in how they are cut. */
final class Mutation {
  private static final byte[] EDGES = {0, 1, 0x7D, 0x7E, 0x7F, -1, -2, -128};
  private static final int[] NOWHERE = {};

  /** Cutting more than this into single octets takes long and shows nothing more. */
  private static final int BYTEWISE = 64;

  private final Sequence base;
  private final int[] starts;
  private final SplittableRandom random;

  /**
   * @param base not empty
   */
  Mutation(Sequence base, SplittableRandom random) {
    this.base = base;
    this.starts = new FrameReader(base.octets(), dev.wspec.protocol.Role.CLIENT).starts();
    this.random = random;
  }

  Sequence next() {
    byte[] octets = octets();
    // What was changed is often enough fed at once alone, which takes half the time.
    boolean cut = octets == base.octets() || random.nextInt(2) == 0;
    return new Sequence(octets, cut ? cuts(octets.length) : NOWHERE, base.deflate());
  }

  private byte[] octets() {
    byte[] octets = base.octets();
    int at = random.nextInt(octets.length);
    switch (random.nextInt(8)) {
      case 0 -> {
        return changed(at, octets[at] ^ 1 << random.nextInt(8));
      }
      case 1, 2 -> {
        int header = Math.min(start() + random.nextInt(2), octets.length - 1);
        return changed(header, octets[header] ^ 1 << random.nextInt(8));
      }
      case 3 -> {
        return changed(at, EDGES[random.nextInt(EDGES.length)]);
      }
      case 4 -> {
        return Arrays.copyOf(octets, at + 1);
      }
      case 5 -> {
        return repeated();
      }
      default -> {
        return octets;
      }
    }
  }

  private int start() {
    return starts[random.nextInt(starts.length)];
  }

  private byte[] changed(int at, int octet) {
    byte[] octets = base.octets().clone();
    octets[at] = (byte) octet;
    return octets;
  }

  /** One of the frames once more, in front of one of them. */
  private byte[] repeated() {
    byte[] octets = base.octets();
    int which = random.nextInt(starts.length);
    int from = starts[which];
    int size = (which + 1 < starts.length ? starts[which + 1] : octets.length) - from;
    int at = start();
    byte[] longer = new byte[octets.length + size];
    System.arraycopy(octets, 0, longer, 0, at);
    System.arraycopy(octets, from, longer, at, size);
    System.arraycopy(octets, at, longer, at + size, octets.length - at);
    return longer;
  }

  private int[] cuts(int length) {
    if (length < 2) {
      return NOWHERE;
    }
    return switch (random.nextInt(8)) {
      case 0 -> length <= BYTEWISE ? IntStream.range(1, length).toArray() : NOWHERE;
      case 1, 2 -> {
        int first = 1 + random.nextInt(length - 1);
        int second = 1 + random.nextInt(length - 1);
        yield first == second
            ? new int[] {first}
            : new int[] {Math.min(first, second), Math.max(first, second)};
      }
      default -> new int[] {1 + random.nextInt(length - 1)};
    };
  }
}
