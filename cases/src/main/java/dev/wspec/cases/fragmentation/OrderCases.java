package dev.wspec.cases.fragmentation;

import static dev.wspec.cases.Stories.protocolError;
import static dev.wspec.cases.Stories.settle;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.closeCodeIfAnyIs;
import static dev.wspec.conformance.judge.Judges.doesNotDeliver;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.failsTheConnection;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Frames in an order in which they make no message (RFC 6455 §5.4). */
final class OrderCases {
  private static final String NOT_BEGUN = "6455-5.4-05";
  private static final String NOT_FINISHED = "6455-5.4-06";

  private OrderCases() {}

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    Map<String, RawFrame> orphans = new TreeMap<>();
    orphans.put("set", continuation("non-continuation payload"));
    orphans.put("clear", continuation("non-continuation payload").notFinal());
    orphans.forEach(
        (fin, orphan) -> {
          cases.add(orphan(fin, "whole", Segmentation.whole(), orphan));
          cases.add(orphan(fin, "bytewise", Segmentation.bytewise(), orphan));
          cases.add(orphanAlone(fin, orphan));
          cases.add(first(fin, orphan));
          cases.add(beforeFragments(fin, orphan));
          cases.add(behindFragments(fin, orphan));
        });
    cases.add(amid("text", "text", text("one"), text("two")));
    cases.add(amid("text", "binary", text("one"), binary((byte) 2)));
    cases.add(amid("binary", "text", binary((byte) 1), text("two")));
    cases.add(amid("binary", "binary", binary((byte) 1), binary((byte) 2)));
    cases.add(
        invalid(
            "new-message-amid-not-final",
            "A new fragmented message inside an unfinished one fails the connection",
            NOT_FINISHED,
            text("one").notFinal(),
            text("two").notFinal(),
            continuation("three"),
            continuation("four")));
    cases.add(
        invalid(
            "new-message-behind-continuation",
            "A new message behind a Continuation without FIN fails the connection",
            NOT_FINISHED,
            text("one").notFinal(),
            continuation("two").notFinal(),
            text("three")));
    return cases.stream();
  }

  private static ConformanceCase invalid(
      String variant, String title, String requirement, RawFrame... frames) {
    return protocolError("fragmentation/" + variant, title, requirement, frames)
        .check("6455-7.1.7-07", doesNotDeliver())
        .build();
  }

  /** A text message follows, which must not come back. */
  private static ConformanceCase orphan(
      String fin, String write, Segmentation segmentation, RawFrame orphan) {
    return protocolError(
            "fragmentation/orphan~fin=" + fin + "~write=" + write,
            "A Continuation with FIN " + fin + " and no message begun fails the connection",
            NOT_BEGUN,
            segmentation,
            orphan,
            text("Hello, world!"))
        .check("6455-7.1.7-07", doesNotDeliver())
        .build();
  }

  private static ConformanceCase orphanAlone(String fin, RawFrame orphan) {
    return conformanceCase("fragmentation/orphan~fin=" + fin + "~write=per-frame")
        .title("A Continuation with FIN " + fin + " fails the connection before more comes")
        .stimulus(
            wire -> {
              settle(wire);
              wire.send(orphan);
              wire.send(text("Hello, world!"));
              wire.awaitEnd();
            })
        .check(NOT_BEGUN, failsTheConnection())
        .check("6455-7.1.7-05", closeCodeIfAnyIs(1002))
        .check("6455-7.1.7-07", doesNotDeliver())
        .build();
  }

  private static ConformanceCase first(String fin, RawFrame orphan) {
    return conformanceCase("fragmentation/orphan-first~fin=" + fin)
        .title("A Continuation with FIN " + fin + " as the very first frame fails the connection")
        .stimulus(
            wire -> {
              wire.open();
              wire.send(orphan);
              wire.awaitEnd();
            })
        .check(NOT_BEGUN, failsTheConnection())
        .check("6455-7.1.7-05", closeCodeIfAnyIs(1002))
        .build();
  }

  private static ConformanceCase beforeFragments(String fin, RawFrame orphan) {
    return invalid(
        "orphan-before-fragments~fin=" + fin,
        "A Continuation with FIN " + fin + " before each fragmented message fails the connection",
        NOT_BEGUN,
        orphan,
        text("fragment2").notFinal(),
        continuation("fragment3"),
        orphan,
        text("fragment2").notFinal(),
        continuation("fragment3"));
  }

  private static ConformanceCase behindFragments(String fin, RawFrame orphan) {
    return conformanceCase("fragmentation/orphan-behind-fragments~fin=" + fin)
        .title("A Continuation with FIN " + fin + " behind a finished message fails the connection")
        .stimulus(
            wire -> {
              wire.open();
              wire.exchange(text("fragment1").notFinal(), continuation("fragment2"));
              wire.send(orphan, text("fragment4"));
              wire.awaitEnd();
            })
        .check("6455-5.4-04", echoesEveryMessage())
        .check(NOT_BEGUN, failsTheConnection())
        .check("6455-7.1.7-05", closeCodeIfAnyIs(1002))
        .check("6455-7.1.7-07", doesNotDeliver())
        .build();
  }

  private static ConformanceCase amid(String begun, String then, RawFrame first, RawFrame second) {
    return invalid(
        "new-message-amid~begun=" + begun + "~new=" + then,
        "A new " + then + " message inside an unfinished " + begun + " message is refused",
        NOT_FINISHED,
        first.notFinal(),
        second);
  }
}
