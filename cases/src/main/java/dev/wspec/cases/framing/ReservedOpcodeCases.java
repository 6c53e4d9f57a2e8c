package dev.wspec.cases.framing;

import static dev.wspec.cases.Stories.protocolError;
import static dev.wspec.cases.Stories.violation;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.frame;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.doesNotDeliver;
import static dev.wspec.conformance.judge.Judges.failsTheConnection;
import static dev.wspec.conformance.judge.Judges.ignoresPingsAfterViolation;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The ten opcodes that are reserved for further data and control frames (RFC 6455 §5.2). */
final class ReservedOpcodeCases {
  private static final List<Integer> RESERVED = List.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15);
  private static final byte[] SOME = {'s', 'o', 'm', 'e'};

  private ReservedOpcodeCases() {}

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    for (int opcode : RESERVED) {
      cases.add(reserved(opcode, "empty", "An empty frame", frame(opcode)));
      cases.add(reserved(opcode, "some", "A frame with a payload", frame(opcode, SOME)));
      cases.add(
          reserved(opcode, "not-final", "A frame without FIN", frame(opcode, SOME).notFinal()));
      cases.add(
          reserved(
              opcode,
              "between-fragments",
              "A frame between the fragments of a message",
              text("one").notFinal(),
              frame(opcode, SOME),
              continuation("two")));
    }
    cases.add(pipelined("data", 3, "6455-5.2-08"));
    cases.add(pipelined("control", 11, "6455-5.2-09"));
    return cases.stream();
  }

  private static String requirement(int opcode) {
    return opcode < 8 ? "6455-5.2-08" : "6455-5.2-09";
  }

  private static ConformanceCase reserved(
      int opcode, String form, String what, RawFrame... frames) {
    return protocolError(
            "framing/opcode/reserved-" + form + "~opcode=" + opcode,
            what + " with the reserved opcode " + opcode + " fails the connection",
            requirement(opcode),
            frames)
        .check("6455-7.1.7-07", doesNotDeliver())
        .build();
  }

  private static ConformanceCase pipelined(String kind, int opcode, String requirement) {
    return conformanceCase("framing/opcode/reserved-" + kind + "-pipelined")
        .title("Nothing behind a frame with a reserved opcode is processed")
        .stimulus(violation(text("good"), frame(opcode), text("later"), ping("later")))
        .check(requirement, failsTheConnection())
        .check("6455-7.1.7-07", doesNotDeliver())
        .check("6455-7.1.7-07", ignoresPingsAfterViolation())
        .build();
  }
}
