package dev.wspec.cases.closing;

import static dev.wspec.cases.Stories.closing;
import static dev.wspec.cases.Stories.hex;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.closeOctets;
import static dev.wspec.conformance.RawFrame.frame;
import static dev.wspec.conformance.judge.Judges.answersClose;
import static dev.wspec.conformance.judge.Judges.closeReplyIs;
import static dev.wspec.conformance.judge.Judges.endsTheConnection;
import static dev.wspec.conformance.judge.Judges.leniently;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Codes and reasons that may be sent, and those that may not (RFC 6455 §7.4). */
final class CodeCases {
  private static final Set<Integer> PROTOCOL_ERROR = Set.of(1002);
  private static final Set<Integer> TEXT_ERROR = Set.of(1002, 1007);

  /** Registered at IANA after RFC 6455, which leaves open what becomes of codes it has not. */
  private static final Set<Integer> LATER = Set.of(1012, 1013, 1014);

  private static final String REGISTERED =
      "RFC 6455 does not define this code, which IANA registered later";

  private CodeCases() {}

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    for (int code :
        List.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014)) {
      cases.add(legal(code, "iana-" + code + "-01"));
    }
    List.of(3000, 3001, 3999).forEach(code -> cases.add(legal(code, "6455-7.4.2-03")));
    List.of(4000, 4001, 4999).forEach(code -> cases.add(legal(code, "6455-7.4.2-04")));
    List.of(0, 1, 999).forEach(code -> cases.add(illegal(code, "6455-7.4.2-01")));
    cases.add(illegal(1004, "6455-7.4.1-05"));
    cases.add(illegal(1005, "6455-7.4.1-06"));
    cases.add(illegal(1006, "6455-7.4.1-07"));
    cases.add(illegal(1015, "6455-7.4.1-14"));
    List.of(1016, 1100, 2000, 2999).forEach(code -> cases.add(illegal(code, "6455-7.4.2-02")));
    List.of(5000, 5001, 32768, 65535).forEach(code -> cases.add(illegal(code, "6455-7.4.2-05")));
    cases.add(
        refused(
            "one-octet",
            "whose body is one octet",
            frame(ScannedFrame.CLOSE, (byte) 'a'),
            "6455-5.5.1-04",
            PROTOCOL_ERROR));
    for (String reason :
        List.of(
            "cebae1bdb9cf83cebcceb5eda080656469746564", "ff", "c3", "6279e5", "c0af", "f4908080")) {
      cases.add(
          refused(
              "reason-not-utf-8~octets=" + reason,
              "whose reason is not UTF-8",
              closeOctets(1000, hex(reason)),
              "6455-8.1-04",
              TEXT_ERROR));
    }
    return cases.stream();
  }

  private static ConformanceCase legal(int code, String requirement) {
    ConformanceCase.Builder built =
        conformanceCase("closing/code/legal~code=" + code)
            .title("A Close with code " + code + " is answered as a sound one")
            .stimulus(closing(close(code)))
            .check("6455-5.5.1-10", answersClose())
            .check(
                requirement,
                LATER.contains(code)
                    ? leniently(closeReplyIs(code), REGISTERED)
                    : closeReplyIs(code));
    return code == 1010 ? built.subject(SubjectRole.SERVER).build() : built.build();
  }

  private static ConformanceCase illegal(int code, String requirement) {
    return refused(
        "illegal~code=" + code, "with code " + code, close(code), requirement, PROTOCOL_ERROR);
  }

  private static ConformanceCase refused(
      String variant, String which, RawFrame close, String requirement, Set<Integer> codes) {
    String named =
        new TreeSet<>(codes).stream().map(String::valueOf).collect(Collectors.joining(" or "));
    return conformanceCase("closing/code/" + variant)
        .title("A Close " + which + " is refused")
        .stimulus(closing(close))
        .check("6455-7.1.1-01", endsTheConnection())
        .check(
            requirement,
            Judge.of(
                "a Close with " + named + ", or the end of TCP without one; tolerably, another",
                transcript -> complains(transcript, codes)))
        .build();
  }

  /** RFC 6455 binds the sender of a code, and does not say what becomes of one that is unsound. */
  private static Opinion complains(Transcript transcript, Set<Integer> codes) {
    Conversation c = transcript.main();
    if (c.opened().isEmpty() || c.closeSent().isEmpty()) {
      return Opinion.notApplicable("our Close could not be sent");
    }
    Optional<ScannedFrame> answer = c.closeReceived();
    if (answer.isEmpty()) {
      return c.endedBySubject()
          ? Opinion.held("It ended the connection without a Close, which §7.1.7 allows.")
          : Opinion.broken("It neither answered nor ended the connection.");
    }
    int code = answer.get().closeCode();
    String observed =
        answer.get().payload().length() < 2
            ? "It answered with a Close without a code."
            : "It answered with a Close with " + code + ".";
    return codes.contains(code)
        ? Opinion.held(observed)
        : Opinion.tolerable(
            observed, "RFC 6455 does not say what a receiver does with a Close that is unsound");
  }
}
