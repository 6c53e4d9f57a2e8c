package dev.wspec.fuzz;

import dev.wspec.wire.Tap;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one connection carried, octet by octet, as far as it fits into {@value #LIMIT} octets. */
final class Capture implements Tap {

  /** Octets that are kept of both directions together. */
  static final int LIMIT = 4 << 20;

  /** Writes and reads that are kept: octets may come one by one. */
  private static final int PIECES = 100_000;

  /** What a piece is. */
  enum Kind {
    OCTETS,
    FIN,
    RESET
  }

  /**
   * One write, one read, or an end.
   *
   * @param nanos since the capture began
   */
  @SuppressWarnings("ArrayRecordComponent") // pieces are not compared
  record Piece(long nanos, boolean byUs, Kind kind, byte[] octets) {}

  private final long start = System.nanoTime();
  private final List<Piece> pieces = new ArrayList<>();
  private int kept;
  private boolean whole = true;
  private boolean weEnded;
  private boolean theyEnded;

  @Override
  public void sent(byte[] octets, int from, int to) {
    keep(true, octets, from, to);
  }

  @Override
  public void received(byte[] octets, int from, int to) {
    keep(false, octets, from, to);
  }

  private void keep(boolean byUs, byte[] octets, int from, int to) {
    whole &= kept + to - from <= LIMIT && pieces.size() < PIECES;
    if (whole && to > from) {
      kept += to - from;
      add(byUs, Kind.OCTETS, Arrays.copyOfRange(octets, from, to));
    }
  }

  @Override
  public void ended(boolean byUs, boolean reset) {
    if (byUs ? weEnded : theyEnded) {
      return;
    }
    weEnded |= byUs || reset;
    theyEnded |= !byUs || reset;
    add(byUs, reset ? Kind.RESET : Kind.FIN, new byte[0]);
  }

  private void add(boolean byUs, Kind kind, byte[] octets) {
    pieces.add(new Piece(System.nanoTime() - start, byUs, kind, octets));
  }

  List<Piece> pieces() {
    return List.copyOf(pieces);
  }

  /** Whether nothing had to be left out. */
  boolean isWhole() {
    return whole;
  }

  /** All that went one way. */
  byte[] octets(boolean byUs) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.stream().filter(p -> p.byUs() == byUs).forEach(p -> all.writeBytes(p.octets()));
    return all.toByteArray();
  }
}
