package dev.wspec.conformance;

import java.util.ArrayList;
import java.util.List;

/** How octets are handed to TCP: in one write, in pieces, or cut at given places. */
public sealed interface Segmentation {

  /** One write for everything. */
  record Whole() implements Segmentation {}

  /** Writes of {@code size} octets each. */
  record Pieces(int size) implements Segmentation {
    public Pieces {
      if (size < 1) {
        throw new IllegalArgumentException("a piece has at least one octet");
      }
    }
  }

  /** Cut before each of these offsets, which are ascending; those beyond the end are ignored. */
  record CutAt(List<Integer> offsets) implements Segmentation {
    public CutAt {
      offsets = List.copyOf(offsets);
    }
  }

  static Segmentation whole() {
    return new Whole();
  }

  static Segmentation bytewise() {
    return new Pieces(1);
  }

  static Segmentation pieces(int size) {
    return new Pieces(size);
  }

  static Segmentation cutAt(Integer... offsets) {
    return new CutAt(List.of(offsets));
  }

  /** The ends of the writes for {@code length} octets; the last is always {@code length}. */
  default List<Integer> ends(int length) {
    List<Integer> ends = new ArrayList<>();
    if (this instanceof Pieces pieces) {
      for (long end = pieces.size(); end < length; end += pieces.size()) {
        ends.add((int) end);
      }
    } else if (this instanceof CutAt cut) {
      cut.offsets().stream().filter(at -> at > 0 && at < length).forEach(ends::add);
    }
    ends.add(length);
    return ends;
  }
}
