package dev.wspec.cases.streaming;

import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.judge.Judges.answersPings;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Segmentation;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many messages in one segment, and messages cut into segments without regard for frames. */
final class SegmentCases {
  private static final String REQUIREMENT = "6455-6.2-01";

  private SegmentCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.concat(
        IntStream.of(10, 100, 900).mapToObj(SegmentCases::oneSegment),
        Stream.concat(
            IntStream.of(2, 13, 1448, 4096).mapToObj(SegmentCases::pieces),
            Stream.of(withPings())));
  }

  private static ConformanceCase oneSegment(int count) {
    return conformanceCase("streaming/one-segment/small~count=" + count)
        .title(count + " small messages in one write come back in order")
        .stimulus(
            wire -> {
              wire.open();
              Traffic traffic = new Traffic(wire.random(), "segment");
              RawFrame[] frames = new RawFrame[count];
              Arrays.setAll(frames, i -> traffic.small());
              wire.exchange(frames);
              wire.close();
            })
        .check(REQUIREMENT, echoesEveryMessage())
        .build();
  }

  private static ConformanceCase pieces(int size) {
    return conformanceCase("streaming/segments/mixed~octets=" + size)
        .title("Twenty messages of mixed sizes in writes of " + size + " octets come back in order")
        .stimulus(
            wire -> {
              wire.open();
              Traffic traffic = new Traffic(wire.random(), "segments");
              RawFrame[] frames = new RawFrame[20];
              Arrays.setAll(frames, i -> traffic.large(size < 1000 ? 7 * i : 700 * i));
              wire.exchange(Segmentation.pieces(size), frames);
              wire.close();
            })
        .check(REQUIREMENT, echoesEveryMessage())
        .build();
  }

  private static ConformanceCase withPings() {
    return conformanceCase("streaming/one-segment/pings-between")
        .title("Messages and Pings in one write are all answered")
        .stimulus(
            wire -> {
              wire.open();
              Traffic traffic = new Traffic(wire.random(), "segment");
              wire.exchange(
                  IntStream.range(0, 50)
                      .boxed()
                      .flatMap(i -> Stream.of(traffic.small(), ping("between " + i)))
                      .toArray(RawFrame[]::new));
              // A Pong may come later than the echo (§5.5.2), and our Close would excuse it.
              wire.fence();
              wire.close();
            })
        .check(REQUIREMENT, echoesEveryMessage())
        .check("6455-5.5.2-03", answersPings())
        .build();
  }
}
