package dev.wspec.cases.masking;

import static dev.wspec.cases.Stories.violation;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.closeCodeIfAnyIs;
import static dev.wspec.conformance.judge.Judges.doesNotDeliver;
import static dev.wspec.conformance.judge.Judges.endsTheConnection;
import static dev.wspec.conformance.judge.Judges.failsTheConnection;
import static dev.wspec.conformance.judge.Judges.ignoresPingsAfterViolation;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.SubjectRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Unmasked frames to a server and masked frames to a client, each of which closes (§5.1). */
final class WrongSideCases {
  private WrongSideCases() {}

  static Stream<ConformanceCase> all() {
    Map<String, RawFrame> frames = new LinkedHashMap<>();
    frames.put("text", text("bare"));
    frames.put("empty-text", text(""));
    frames.put("binary", binary((byte) 0xFE));
    frames.put("ping", ping("bare"));
    frames.put("pong", pong("bare"));
    frames.put("close", close(1000));
    List<ConformanceCase> cases = new ArrayList<>();
    frames.forEach(
        (name, frame) -> {
          cases.add(unmasked(name, frame.unmasked()));
          cases.add(masked(name, "zero", frame.maskedWith(0)));
          cases.add(masked(name, "random", frame.masked()));
        });
    cases.add(unmasked("continuation", text("one").notFinal(), continuation("two").unmasked()));
    cases.add(
        masked("continuation", "random", text("one").notFinal(), continuation("two").masked()));
    cases.add(
        conformanceCase("masking/unmasked-pipelined")
            .title("Nothing behind an unmasked frame is processed")
            .subject(SubjectRole.SERVER)
            .stimulus(
                violation(text("good"), text("bare").unmasked(), text("later"), ping("later")))
            .check("6455-5.1-03", failsTheConnection())
            .check("6455-7.1.7-07", doesNotDeliver())
            .check("6455-7.1.7-07", ignoresPingsAfterViolation())
            .build());
    return cases.stream();
  }

  /** A server may answer an unmasked Close like any other; it has to end the connection. */
  private static Judge closes(String name) {
    return name.equals("close") ? endsTheConnection() : failsTheConnection();
  }

  private static ConformanceCase unmasked(String name, RawFrame... frames) {
    return conformanceCase("masking/unmasked~frame=" + name)
        .title("A server closes on an unmasked " + name.replace('-', ' ') + " frame")
        .subject(SubjectRole.SERVER)
        .stimulus(violation(frames))
        .check("6455-5.1-03", closes(name))
        .check("6455-5.1-04", closeCodeIfAnyIs(1002))
        .check("6455-7.1.7-07", doesNotDeliver())
        .build();
  }

  private static ConformanceCase masked(String name, String key, RawFrame... frames) {
    return conformanceCase("masking/masked~frame=" + name + "~key=" + key)
        .title("A client closes on a masked " + name.replace('-', ' ') + " frame")
        .subject(SubjectRole.CLIENT)
        .stimulus(violation(frames))
        .check("6455-5.1-06", closes(name))
        .check("6455-5.1-07", closeCodeIfAnyIs(1002))
        .check("6455-7.1.7-07", doesNotDeliver())
        .build();
  }
}
