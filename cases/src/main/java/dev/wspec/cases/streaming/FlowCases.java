package dev.wspec.cases.streaming;

import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Wire;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Long streams over one connection, in both directions at once (RFC 6455 §6). */
final class FlowCases {
  private static final int KIB = 1024;

  private FlowCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
        flow(
            "mixed-sizes",
            "Three hundred messages of mixed sizes come back intact and in order",
            (wire, traffic) -> wire.exchange(traffic.many(300))),
        flow(
            "rounds",
            "Messages sent while answers to earlier ones are still on their way come back in order",
            (wire, traffic) -> {
              for (int round = 0; round < 10; round++) {
                for (int i = 0; i < 8; i++) {
                  wire.send(traffic.many(4));
                }
                wire.awaitEchoes();
              }
            }),
        flow(
            "lockstep",
            "Three hundred messages, each an octet longer, come back one by one",
            (wire, traffic) -> {
              for (int size = 0; size < 300; size++) {
                wire.exchange(traffic.large(size));
              }
            }),
        flow(
            "alternating",
            "Short messages between long ones do not overtake them",
            (wire, traffic) -> {
              for (int i = 0; i < 12; i++) {
                wire.send(traffic.large(96 * KIB), traffic.small(), traffic.small());
              }
              wire.awaitEchoes();
            }),
        flow(
            "slow-reader",
            "Messages come back intact to a peer that sends 2 MiB before it reads",
            (wire, traffic) -> {
              RawFrame[] frames = new RawFrame[32];
              Arrays.setAll(frames, i -> traffic.large(64 * KIB));
              wire.sendUnread(frames);
              wire.awaitEchoes();
              wire.exchange(traffic.small());
            }),
        flow(
            "slow-reader-of-small-messages",
            "Small messages come back in order to a peer that sends 900 before it reads",
            (wire, traffic) -> {
              RawFrame[] frames = new RawFrame[900];
              Arrays.setAll(frames, i -> traffic.small());
              wire.sendUnread(frames);
              wire.awaitEchoes();
            }));
  }

  private static ConformanceCase flow(
      String variant, String title, BiConsumer<Wire, Traffic> story) {
    return conformanceCase("streaming/flow/" + variant)
        .title(title)
        .stimulus(
            wire -> {
              wire.open();
              story.accept(wire, new Traffic(wire.random(), "flow"));
              wire.close();
            })
        .check("6455-6.1-09", echoesEveryMessage())
        .build();
  }
}
