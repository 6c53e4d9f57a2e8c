package dev.wspec.cases.limits;

import static dev.wspec.cases.limits.LimitJudges.takesOrRefuses;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.continuation;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Large messages are taken, or refused as too big (RFC 6455 §10.4). */
final class SizeCases {
  private static final String REQUIREMENT = "6455-10.4-01";

  private SizeCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.concat(
        IntStream.of(256 << 10, 1 << 20, 2 << 20).mapToObj(SizeCases::inOneFrame),
        Stream.of(
            fragmented(1 << 20, 4096), fragmented(1 << 20, 65536), fragmented(128 << 10, 126)));
  }

  private static ConformanceCase inOneFrame(int size) {
    return conformanceCase("limits/message~size=" + size)
        .title("A message of " + size + " octets is taken, or refused as too big")
        .stimulus(
            wire -> {
              wire.open();
              wire.exchange(binary(noise(wire, size)));
              wire.close();
            })
        .check(REQUIREMENT, takesOrRefuses())
        .build();
  }

  private static ConformanceCase fragmented(int size, int fragment) {
    return conformanceCase("limits/fragmented-message~size=" + size + "~fragment=" + fragment)
        .title(
            "A message of %d octets in fragments of %d is taken, or refused as too big"
                .formatted(size, fragment))
        .stimulus(
            wire -> {
              wire.open();
              wire.exchange(fragments(noise(wire, size), fragment));
              wire.close();
            })
        .check(REQUIREMENT, takesOrRefuses())
        .build();
  }

  private static byte[] noise(Wire wire, int size) {
    byte[] octets = new byte[size];
    wire.random().nextBytes(octets);
    return octets;
  }

  private static RawFrame[] fragments(byte[] message, int size) {
    List<RawFrame> frames = new ArrayList<>();
    for (int at = 0; at < message.length; at += size) {
      byte[] part = Arrays.copyOfRange(message, at, Math.min(message.length, at + size));
      RawFrame frame = at == 0 ? binary(part) : continuation(part);
      frames.add(at + size < message.length ? frame.notFinal() : frame);
    }
    return frames.toArray(RawFrame[]::new);
  }
}
