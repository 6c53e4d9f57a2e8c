package dev.wspec.cases.limits;

import static dev.wspec.cases.limits.GrowthJudge.growsInStep;
import static dev.wspec.cases.limits.LimitJudges.takesOrRefuses;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Effort;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Wire;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Messages of ever more parts: twice the parts may take twice the time, not four times (RFC 6455
 * §10.4). A case sends about a megabyte.
 */
final class GrowthCases {
  private static final int FIRST = 8192;
  private static final int DOUBLINGS = 3;

  private GrowthCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
        growth(
            "fragments",
            "fragments of one octet",
            count -> parts(count, i -> continuation(new byte[] {(byte) i}).notFinal(), binary())),
        growth(
            "text-fragments",
            "fragments with a character each",
            count -> parts(count, i -> continuation("x").notFinal(), text(""))),
        growth(
            "empty-fragments",
            "empty fragments",
            count -> parts(count, i -> continuation(new byte[0]).notFinal(), binary())),
        growth("pings-within", "Pings within it", count -> parts(count, i -> ping(""), text(""))));
  }

  private static RawFrame[] parts(int count, IntFunction<RawFrame> part, RawFrame first) {
    RawFrame[] frames = new RawFrame[count];
    Arrays.setAll(frames, part);
    frames[0] = first.notFinal();
    frames[count - 1] = continuation("end");
    return frames;
  }

  private static ConformanceCase growth(
      String variant, String what, IntFunction<RawFrame[]> message) {
    return conformanceCase(
            "limits/growth/" + variant + "~from=" + FIRST + "~doublings=" + DOUBLINGS)
        .title("The time that a message takes grows no faster than the number of " + what)
        .subject(SubjectRole.SERVER)
        .effort(Effort.MUCH)
        .stimulus(wire -> grow(wire, message))
        .check("6455-10.4-01", takesOrRefuses())
        .check("6455-10.4-01", growsInStep(1 + DOUBLINGS))
        .build();
  }

  private static void grow(Wire wire, IntFunction<RawFrame[]> message) {
    wire.open();
    wire.exchange(text("settle"));
    for (int i = 0; i <= DOUBLINGS; i++) {
      if (!wire.exchange(message.apply(FIRST << i))) {
        break;
      }
    }
    wire.close();
  }
}
