package dev.wspec.cases.framing;

import static dev.wspec.cases.Stories.protocolError;
import static dev.wspec.cases.Stories.violation;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.doesNotDeliver;
import static dev.wspec.conformance.judge.Judges.failsTheConnection;
import static dev.wspec.conformance.judge.Judges.ignoresPingsAfterViolation;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** RSV bits that no extension has given a meaning (RFC 6455 §5.2). */
final class ReservedBitCases {
  private ReservedBitCases() {}

  static Stream<ConformanceCase> all() {
    Map<String, RawFrame> frames = new LinkedHashMap<>();
    frames.put("text", text("rsv"));
    frames.put("binary", binary((byte) 0xFE));
    frames.put("ping", ping("rsv"));
    frames.put("pong", pong("rsv"));
    frames.put("close", close(1000));
    List<ConformanceCase> cases = new ArrayList<>();
    for (int bits = 1; bits <= 7; bits++) {
      for (Map.Entry<String, RawFrame> each : frames.entrySet()) {
        cases.add(set(bits, each.getKey(), each.getValue().rsv(bits)));
      }
      cases.add(set(bits, "continuation", text("begun").notFinal(), continuation("rsv").rsv(bits)));
    }
    cases.add(pipelined());
    return cases.stream();
  }

  private static ConformanceCase set(int bits, String on, RawFrame... frames) {
    ConformanceCase.Builder built =
        protocolError(
            "framing/rsv~bits=" + bits + "~on=" + on,
            "RSV bits %s on a %s frame fail the connection".formatted(names(bits), on),
            bits >= 4 ? "6455-5.2-04" : bits >= 2 ? "6455-5.2-05" : "6455-5.2-06",
            frames);
    if (!on.equals("text") && !on.equals("binary")) {
      built.check("6455-5.2-07", failsTheConnection());
    }
    return built.build();
  }

  private static String names(int bits) {
    List<String> names = new ArrayList<>();
    for (int bit = 1; bit <= 3; bit++) {
      if ((bits & 8 >> bit) != 0) {
        names.add(Integer.toString(bit));
      }
    }
    return String.join(" and ", names);
  }

  /** What lies behind the unsound frame in the same write must not be processed. */
  private static ConformanceCase pipelined() {
    return conformanceCase("framing/rsv-pipelined")
        .title("Nothing behind a frame with an RSV bit is processed")
        .stimulus(violation(text("good"), text("rsv").rsv(2), text("later"), ping("later")))
        .check("6455-5.2-05", failsTheConnection())
        .check("6455-7.1.7-07", doesNotDeliver())
        .check("6455-7.1.7-07", ignoresPingsAfterViolation())
        .build();
  }
}
