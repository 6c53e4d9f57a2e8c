package dev.wspec.cases.control;

import static dev.wspec.cases.Stories.octets;
import static dev.wspec.cases.Stories.protocolError;
import static dev.wspec.cases.Stories.violation;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.frame;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.closeCodeIfAnyIs;
import static dev.wspec.conformance.judge.Judges.failsTheConnection;
import static dev.wspec.conformance.judge.Judges.leniently;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.ScannedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Control frames are short and come in one piece (RFC 6455 §5.4, §5.5). */
final class ControlFormCases {
  private static final int[] KINDS = {ScannedFrame.CLOSE, ScannedFrame.PING, ScannedFrame.PONG};

  private ControlFormCases() {}

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    for (int kind : KINDS) {
      for (int size : List.of(126, 127, 65535, 65536)) {
        cases.add(tooLong(kind, size));
      }
      cases.add(longForm(kind, 16, LengthForm.BITS_16));
      cases.add(longForm(kind, 64, LengthForm.BITS_64));
      cases.add(fragmented(kind));
      cases.add(unfinished(kind));
    }
    cases.add(fragmentedAmidMessage());
    return cases.stream();
  }

  private static String name(int kind) {
    return switch (kind) {
      case ScannedFrame.CLOSE -> "Close";
      case ScannedFrame.PING -> "Ping";
      default -> "Pong";
    };
  }

  private static String axis(int kind) {
    return "~frame=" + name(kind).toLowerCase(Locale.ROOT);
  }

  /** A sound frame of that kind, for a Close with a code and a reason of asterisks. */
  private static RawFrame sized(int kind, int size) {
    return kind == ScannedFrame.CLOSE
        ? close(1000, "*".repeat(size - 2))
        : frame(kind, octets('*', size));
  }

  private static ConformanceCase tooLong(int kind, int size) {
    return protocolError(
            "control/too-long" + axis(kind) + "~size=" + size,
            "A " + name(kind) + " of " + size + " octets fails the connection",
            "6455-5.5-03",
            sized(kind, size))
        .build();
  }

  private static ConformanceCase longForm(int kind, int bits, LengthForm form) {
    return conformanceCase("control/not-minimal" + axis(kind) + "~form=" + bits)
        .title("A " + name(kind) + " whose length is written in " + bits + " bits is not taken")
        .stimulus(violation(sized(kind, 5).lengthAs(form)))
        .check(
            "6455-5.2-18",
            leniently(
                failsTheConnection(),
                "RFC 6455 §5.2 binds the sender and does not say what a receiver does"))
        .check("6455-7.1.7-05", closeCodeIfAnyIs(1002))
        .build();
  }

  private static ConformanceCase fragmented(int kind) {
    return protocolError(
            "control/fragmented" + axis(kind),
            "A " + name(kind) + " split over two frames fails the connection",
            "6455-5.4-09",
            sized(kind, 5).notFinal(),
            continuation("two"))
        .check("6455-5.5-04", failsTheConnection())
        .build();
  }

  private static ConformanceCase unfinished(int kind) {
    return protocolError(
            "control/unfinished" + axis(kind),
            "A " + name(kind) + " without FIN fails the connection",
            "6455-5.4-09",
            sized(kind, 5).notFinal())
        .build();
  }

  private static ConformanceCase fragmentedAmidMessage() {
    return protocolError(
            "control/fragmented-amid-message",
            "A Ping without FIN amid a fragmented message fails the connection",
            "6455-5.4-09",
            text("one").notFinal(),
            ping("ping").notFinal(),
            continuation("two"),
            pong("later"))
        .build();
  }
}
