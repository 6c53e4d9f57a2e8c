package dev.wspec.cases.client;

import static dev.wspec.cases.client.Answers.ofClients;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.Wire;
import dev.wspec.conformance.judge.Judges;
import dev.wspec.protocol.Role;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Frames that come in one piece with the 101 (RFC 6455 §4.1: the connection is open then). */
final class GluedCases {

  private static final String OPEN = "6455-4.1-65";

  private GluedCases() {}

  static Stream<ConformanceCase> all() {
    return List.of(
        glued("text", "A text message glued to the 101 is read", 1, text("early")),
        glued("two-texts", "Two messages glued to the 101 are read", 2, text("a"), text("b")),
        glued(
            "fragments",
            "A message in two frames glued to the 101 is read",
            1,
            text("ear").notFinal(),
            continuation("ly")),
        glued("empty-text", "An empty message glued to the 101 is read", 1, text("")),
        glued(
            "long-text",
            "A message of 20000 octets glued to the 101 is read",
            1,
            text("x".repeat(20000))),
        ofClients("glued/ping", "A Ping glued to the 101 is answered")
            .stimulus(
                wire -> {
                  wire.answer(a -> with(a, ping("early")));
                  wire.awaitPongs(1);
                  wire.close();
                })
            .check("6455-5.5.2-03", Judges.answersPings())
            .build(),
        ofClients("glued/close", "A Close glued to the 101 is answered")
            .stimulus(
                wire -> {
                  wire.answer(a -> with(a, close(1000)));
                  wire.close();
                })
            .check("6455-5.5.1-10", Judges.answersClose())
            .build(),
        cut("one-octet", 1),
        cut("half-a-frame", 4),
        ofClients("glued/reserved-opcode", "A frame with a reserved opcode glued to the 101 fails")
            .stimulus(
                wire -> {
                  wire.answer(a -> with(a, RawFrame.frame(3)));
                  wire.awaitEnd();
                })
            .check("6455-5.2-08", Judges.failsTheConnection())
            .build())
        .stream();
  }

  private static RawAnswer with(RawAnswer answer, RawFrame... frames) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (RawFrame frame : frames) {
      octets.writeBytes(frame.toBytes(Role.SERVER, new Random(0)));
    }
    return answer.followedBy(octets.toByteArray());
  }

  private static Consumer<Wire> settled(int messages) {
    return wire -> {
      if (wire.can(Capability.ECHO)) {
        wire.awaitMessages(messages);
      } else {
        wire.fence();
      }
      wire.exchange(text("later"));
      wire.close();
    };
  }

  private static ConformanceCase glued(String id, String title, int messages, RawFrame... frames) {
    return ofClients("glued/" + id, title)
        .stimulus(
            wire -> {
              wire.answer(a -> with(a, frames));
              settled(messages).accept(wire);
            })
        .check(OPEN, Judges.echoesEveryMessage())
        .build();
  }

  /** Some octets of a frame come with the 101, the others behind it. */
  private static ConformanceCase cut(String id, int octets) {
    return ofClients(
            "glued/" + id, "A frame of which " + octets + " octets come with the 101 is read")
        .stimulus(
            wire -> {
              wire.answer(
                  a ->
                      with(a, text("early"))
                          .segmented(Segmentation.cutAt(a.head().length() + octets)));
              settled(1).accept(wire);
            })
        .check(OPEN, Judges.echoesEveryMessage())
        .build();
  }
}
