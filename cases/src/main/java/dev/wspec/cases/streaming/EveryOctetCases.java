package dev.wspec.cases.streaming;

import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.answersPings;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.leniently;
import static dev.wspec.conformance.judge.Judges.onEveryConnection;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Wire;
import java.io.ByteArrayOutputStream;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A short conversation, cut into two segments at each of its octets in turn. */
final class EveryOctetCases {
  private static final int PARTS = 4;

  /** More than an ordinary request has, in octets. */
  private static final int LONGEST_HEAD = 1000;

  /** Octets of the frames below, masked. */
  private static final int CONVERSATION = 9 + 11 + 9 + 9;

  private static final String EARLY =
      "RFC 6455 §4.1 has the client wait for the server's handshake before it sends anything";

  private EveryOctetCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.concat(
        IntStream.range(0, PARTS).mapToObj(EveryOctetCases::requestCuts),
        Stream.of(
            frameCuts(),
            pipelined("message", text("early")),
            pipelined("fragments", text("ear").notFinal(), ping("between"), continuation("ly")),
            pipelined("many", many())));
  }

  private static RawFrame[] conversation() {
    return new RawFrame[] {text("one"), ping("three"), text("two").notFinal(), continuation("2nd")};
  }

  /** Quarter by quarter, so that the cases run side by side. */
  private static ConformanceCase requestCuts(int part) {
    return conformanceCase("streaming/cut/request~part=" + part)
        .title("A request cut in two anywhere in its quarter " + (part + 1) + " is accepted")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              int[] length = {LONGEST_HEAD};
              cutAt(wire, length, 1 + part);
              for (int at = 1 + part + PARTS; at < length[0]; at += PARTS) {
                cutAt(wire.another(), length, at);
              }
            })
        .check("6455-4.2.1-01", onEveryConnection(echoesEveryMessage()))
        .build();
  }

  private static void cutAt(Wire wire, int[] length, int at) {
    UnaryOperator<RawRequest> cut =
        request -> {
          length[0] = request.head().length();
          return request.segmented(Segmentation.cutAt(at));
        };
    wire.open(cut);
    wire.exchange(text("cut at " + at));
    wire.reset();
  }

  private static ConformanceCase frameCuts() {
    return conformanceCase("streaming/cut/frames")
        .title("A short conversation, cut in two at any octet, means the same")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              for (int at = 1; at < CONVERSATION; at++) {
                Wire each = at == 1 ? wire : wire.another();
                each.open();
                each.send(Segmentation.cutAt(at), conversation());
                each.awaitEchoes();
                each.awaitPongs(1);
                each.close();
              }
            })
        .check("6455-6.2-01", onEveryConnection(echoesEveryMessage()))
        .check("6455-5.5.2-03", onEveryConnection(answersPings()))
        .build();
  }

  private static RawFrame[] many() {
    return IntStream.range(0, 50).mapToObj(i -> text("early " + i)).toArray(RawFrame[]::new);
  }

  /**
   * No sound client does this, so what comes of it is tolerated; a server that does it is noted.
   */
  private static ConformanceCase pipelined(String variant, RawFrame... frames) {
    return conformanceCase("streaming/pipelined/" + variant)
        .title("Frames right behind the request are answered behind the 101, or not at all")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              ByteArrayOutputStream octets = new ByteArrayOutputStream();
              for (RawFrame frame : frames) {
                octets.writeBytes(frame.toBytes(wire.role(), wire.random()));
              }
              if (wire.open(request -> request.followedBy(octets.toByteArray()))) {
                wire.fence();
                wire.exchange(text("later"));
                wire.close();
              }
            })
        .check("6455-4.2.2-27", leniently(echoesEveryMessage(), EARLY))
        .build();
  }
}
