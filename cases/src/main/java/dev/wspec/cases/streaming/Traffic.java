package dev.wspec.cases.streaming;

import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.RawFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Messages that differ from each other, so that none can be lost, doubled or moved unnoticed. */
final class Traffic {
  private static final int[] EDGES = {0, 1, 125, 126, 127, 1000, 4096, 65535, 65536};

  private final RandomGenerator random;
  private final String stream;
  private int number;

  /**
   * @param stream a name that every message bears, so that streams cannot be mistaken for others
   */
  Traffic(RandomGenerator random, String stream) {
    this.random = random;
    this.stream = stream;
  }

  /** A text message of less than 40 octets. */
  RawFrame small() {
    return text(label());
  }

  /** A binary message that begins with its label and has so many octets of noise behind it. */
  RawFrame large(int size) {
    byte[] octets = new byte[size];
    random.nextBytes(octets);
    byte[] label = label().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    System.arraycopy(label, 0, octets, 0, Math.min(size, label.length));
    return binary(octets);
  }

  private String label() {
    return stream + " " + number++;
  }

  /** One message of any kind: mostly small, at times long, at times in fragments around a Ping. */
  List<RawFrame> any() {
    return switch (random.nextInt(10)) {
      case 0 -> List.of(large(EDGES[random.nextInt(EDGES.length)]));
      case 1, 2 -> List.of(large(random.nextInt(3000)));
      case 3 -> fragmented();
      case 4 -> List.of(text("é".repeat(random.nextInt(300)) + label()));
      default -> List.of(small());
    };
  }

  private List<RawFrame> fragmented() {
    RawFrame whole = large(50 + random.nextInt(500));
    byte[] octets = whole.payload();
    int first = random.nextInt(octets.length);
    int second = first + random.nextInt(octets.length - first);
    return List.of(
        binary(Arrays.copyOf(octets, first)).notFinal(),
        continuation(Arrays.copyOfRange(octets, first, second)).notFinal(),
        ping("within " + number),
        continuation(Arrays.copyOfRange(octets, second, octets.length)));
  }

  /** So many messages of any kind. */
  RawFrame[] many(int count) {
    List<RawFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.addAll(any());
    }
    return frames.toArray(RawFrame[]::new);
  }
}
