package dev.wspec.cases.limits;

import static dev.wspec.cases.limits.LimitJudges.answersOrRefusesPings;
import static dev.wspec.cases.limits.LimitJudges.takesOrRefuses;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many small frames: each costs a server something, and all of them are sound. */
final class NumberCases {
  private static final int FRAGMENTS = 2000;
  private static final int CONTROLS = 500;

  private NumberCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
        fragments(
            "limits/fragments~count=" + FRAGMENTS,
            "A message of " + FRAGMENTS + " fragments of one octet is taken, or refused",
            i -> continuation(new byte[] {(byte) i})),
        fragments(
            "limits/empty-fragments~count=" + FRAGMENTS,
            "A message with " + FRAGMENTS + " empty fragments is taken, or refused",
            i -> continuation(new byte[0])),
        pings(),
        controls(
            "limits/pongs~count=" + CONTROLS,
            CONTROLS + " Pongs that answer nothing do no harm",
            i -> pong("unasked " + i)),
        controls(
            "limits/mixed-controls~count=" + CONTROLS,
            CONTROLS + " Pings and Pongs in turn do no harm",
            i -> i % 2 == 0 ? ping("" + i) : pong("" + i)),
        controls(
            "limits/full-pings~count=" + CONTROLS,
            CONTROLS + " Pings of 125 octets in one write do no harm",
            i -> ping(new byte[125])),
        interleaved());
  }

  private static ConformanceCase fragments(String id, String title, IntFunction<RawFrame> middle) {
    RawFrame[] frames = new RawFrame[FRAGMENTS];
    Arrays.setAll(frames, i -> middle.apply(i).notFinal());
    frames[0] = binary((byte) 1).notFinal();
    frames[FRAGMENTS - 1] = continuation(new byte[] {2});
    return conformanceCase(id)
        .title(title)
        .stimulus(
            wire -> {
              wire.open();
              wire.exchange(frames);
              wire.exchange(text("behind the fragments"));
              wire.close();
            })
        .check("6455-10.4-01", takesOrRefuses())
        .build();
  }

  private static ConformanceCase pings() {
    return conformanceCase("limits/pings~count=" + CONTROLS)
        .title(CONTROLS + " Pings in one write are answered, the last of them at least")
        .stimulus(
            wire -> {
              wire.open();
              wire.send(burst(i -> ping("burst " + i)));
              wire.exchange(text("behind the burst"));
              wire.fence();
              wire.close();
            })
        .check("6455-5.5.2-03", answersOrRefusesPings())
        .check("6455-10.4-01", takesOrRefuses())
        .build();
  }

  private static ConformanceCase controls(String id, String title, IntFunction<RawFrame> control) {
    return conformanceCase(id)
        .title(title)
        .stimulus(
            wire -> {
              wire.open();
              wire.send(burst(control));
              wire.exchange(text("behind the burst"));
              wire.close();
            })
        .check("6455-10.4-01", takesOrRefuses())
        .build();
  }

  /** A control frame between any two fragments of one message. */
  private static ConformanceCase interleaved() {
    RawFrame[] frames =
        IntStream.range(0, CONTROLS)
            .boxed()
            .flatMap(
                i ->
                    Stream.of(
                        i == 0 ? text("0").notFinal() : continuation(" " + i).notFinal(),
                        ping("" + i)))
            .toArray(RawFrame[]::new);
    return conformanceCase("limits/interleaved-pings~count=" + CONTROLS)
        .title("A message of " + CONTROLS + " fragments with a Ping behind each comes back")
        .stimulus(
            wire -> {
              wire.open();
              wire.send(frames);
              wire.exchange(continuation(" end"));
              wire.close();
            })
        .check("6455-5.4-12", takesOrRefuses())
        .build();
  }

  private static RawFrame[] burst(IntFunction<RawFrame> control) {
    return IntStream.range(0, CONTROLS).mapToObj(control).toArray(RawFrame[]::new);
  }
}
