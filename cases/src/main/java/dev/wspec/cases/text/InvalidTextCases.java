package dev.wspec.cases.text;

import static dev.wspec.cases.Stories.hex;
import static dev.wspec.cases.Stories.octets;
import static dev.wspec.cases.Stories.violation;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.closeCodeIfAnyIs;
import static dev.wspec.conformance.judge.Judges.doesNotDeliver;
import static dev.wspec.conformance.judge.Judges.failsTheConnection;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Text that is not UTF-8 fails the connection (RFC 6455 §8.1, RFC 3629 §3). */
final class InvalidTextCases {
  static final String INVALID = "6455-8.1-01";
  private static final String ANY = "3629-3-02";
  private static final String OVERLONG = "3629-3-01";
  private static final String SURROGATE = "3629-3-03";
  private static final String BEYOND = "3629-4-01";
  private static final String UNFINISHED = "6455-8.1-02";

  private InvalidTextCases() {}

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    each(cases, "surrogate-amid", SURROGATE, "cebae1bdb9cf83cebcceb5eda080656469746564");
    each(cases, "prefix", UNFINISHED, "ce", "cebae1", "cebae1bd", "cebae1bdb9cf");
    each(cases, "prefix", UNFINISHED, "cebae1bdb9cf83ce", "cebae1bdb9cf83cebcce");
    each(cases, "five-or-six", BEYOND, "f888808080", "fc8480808080", "fbbfbfbfbf", "fdbfbfbfbfbf");
    each(cases, "beyond", BEYOND, "f7bfbfbf", "f4908080", "f5808080");
    each(cases, "stray", ANY, "80", "bf", "80bf", "80bf80", "80bf80bf", "80bf80bf80");
    each(cases, "stray", ANY, "80bf80bf80bf", run(0x80, 0xBF, ""));
    each(cases, "lone-lead", ANY, run(0xC0, 0xDF, "20"), run(0xE0, 0xEF, "20"));
    each(cases, "lone-lead", ANY, run(0xF0, 0xF7, "20"), "f820f920fa20fb20", "fc20fd20");
    each(cases, "last-missing", UNFINISHED, "c0", "e080", "f08080", "f8808080", "fc80808080");
    each(cases, "last-missing", UNFINISHED, "df", "efbf", "f7bfbf", "fbbfbfbf", "fdbfbfbfbf");
    each(cases, "last-missing", UNFINISHED, "f48fbf", "6162c3");
    each(
        cases,
        "last-missing-in-a-row",
        ANY,
        "c0e080f08080f8808080fc80808080dfefbff7bfbffbbfbfbffdbfbfbfbf");
    each(cases, "never-in-utf-8", ANY, "fe", "ff", "fefeffff");
    each(cases, "overlong", OVERLONG, "c0af", "e080af", "f08080af", "f8808080af", "fc80808080af");
    each(cases, "overlong", OVERLONG, "c1bf", "e09fbf", "f08fbfbf", "f887bfbfbf", "fc83bfbfbfbf");
    each(cases, "overlong", OVERLONG, "c080", "e08080", "f0808080", "f880808080", "fc8080808080");
    each(cases, "surrogate", SURROGATE, "eda080", "edadbf", "edae80", "edafbf");
    each(cases, "surrogate", SURROGATE, "edb080", "edbe80", "edbfbf");
    for (String high : List.of("eda080", "edadbf", "edae80", "edafbf")) {
      each(cases, "surrogate-pair", SURROGATE, high + "edb080", high + "edbfbf");
    }
    each(cases, "other-encoding", ANY, "636166e9", "fffe6100", "feff0061", "93fa967b");
    for (int at : List.of(0, 1, 7, 8, 15, 16, 31, 32, 63, 64, 127, 1023, 4094, 4095)) {
      cases.add(placed(at));
    }
    cases.add(
        invalid(
            "text/invalid/bytewise",
            "in a frame that comes octet by octet",
            ANY,
            Segmentation.bytewise(),
            text(hex("6162ff6364"))));
    return cases.stream();
  }

  private static String run(int from, int to, String behind) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(octet -> "%02x".formatted(octet) + behind)
        .collect(Collectors.joining());
  }

  private static void each(
      List<ConformanceCase> cases, String what, String requirement, String... texts) {
    for (String octets : texts) {
      cases.add(
          invalid(
              "text/invalid/" + what + "~octets=" + octets,
              "of the octets " + octets,
              requirement,
              Segmentation.whole(),
              text(hex(octets))));
    }
  }

  /** Decoders read several octets at a time; 4096 octets, one of them FF. */
  private static ConformanceCase placed(int at) {
    byte[] text = octets('a', 4096);
    text[at] = (byte) 0xFF;
    return invalid(
        "text/invalid/placed~at=" + at,
        "whose only bad octet is number " + at,
        ANY,
        Segmentation.whole(),
        text(text));
  }

  static ConformanceCase invalid(
      String id, String which, String requirement, Segmentation segmentation, RawFrame... frames) {
    return conformanceCase(id)
        .title("A text " + which + " fails the connection")
        .stimulus(violation(segmentation, frames))
        .check(INVALID, failsTheConnection())
        .check(requirement, failsTheConnection())
        .check("6455-7.1.7-05", closeCodeIfAnyIs(1007))
        .check("6455-7.1.7-07", doesNotDeliver())
        .build();
  }
}
