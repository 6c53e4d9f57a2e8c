package dev.wspec.cases.liveness;

import static dev.wspec.cases.liveness.LivenessJudges.deliversOnlyWholeMessages;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.answersClose;
import static dev.wspec.conformance.judge.Judges.endsTheConnection;
import static dev.wspec.conformance.judge.Judges.leniently;

import dev.wspec.cases.Stories;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Wire;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The client's FIN ends the connection wherever it comes (RFC 6455 §7.1.1, §7.1.4). */
final class EarlyEndCases {
  private static final String CLOSED = "6455-7.1.1-01";
  private static final String SILENT = "RFC 6455 does not speak of a FIN without a Close";

  private EarlyEndCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
        end("idle", "between messages", wire -> {}),
        end("after-message", "right behind a message", wire -> wire.send(text("last words"))),
        end("after-ping", "right behind a Ping", wire -> wire.send(ping("last words"))),
        end("amid-header~octets=1", "behind one octet of a header", octets(0x81)),
        end("amid-header~octets=3", "amid a 16-bit length", octets(0x81, 0xFE, 0x01)),
        end(
            "amid-header~octets=9",
            "amid a 64-bit length",
            octets(0x82, 0xFF, 0, 0, 0, 0, 0, 1, 0)),
        end("amid-header~octets=4", "amid a masking key", octets(0x81, 0x85, 0x11, 0x22)),
        end("behind-header", "behind a header", octets(0x81, 0x85, 0x11, 0x22, 0x33, 0x44)),
        unfinished(
            "amid-payload",
            "amid a payload",
            wire -> wire.send(text("unfin").declaring("unfinished".length()))),
        unfinished(
            "amid-long-payload",
            "amid a payload of 65536 octets",
            wire -> wire.send(text("unfinished").lengthAs(LengthForm.BITS_64).declaring(65536))),
        end(
            "amid-ping",
            "amid a Ping",
            wire -> wire.send(ping("unfin").declaring("unfinished".length()))),
        end("amid-close", "amid a Close", wire -> wire.send(close(1000).declaring(10))),
        unfinished(
            "amid-message", "between two fragments", wire -> wire.send(text("unfin").notFinal())),
        unfinished(
            "amid-last-fragment",
            "amid the last fragment",
            wire -> wire.send(text("un").notFinal(), continuation("fin").declaring(8))),
        unfinished(
            "behind-fragments",
            "behind many fragments",
            wire ->
                wire.send(
                    text("un").notFinal(),
                    continuation("fin").notFinal(),
                    ping("still there"),
                    continuation("ish").notFinal())),
        afterClose());
  }

  private static ConformanceCase end(String variant, String where, Consumer<Wire> story) {
    return conformanceCase("liveness/half-close/" + variant)
        .title("A FIN that comes " + where + " ends the connection")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              Stories.settle(wire);
              story.accept(wire);
              wire.halfClose();
              wire.awaitEnd();
            })
        .check(CLOSED, leniently(endsTheConnection(), SILENT))
        .build();
  }

  /** The same where a beginning of a message has come that must not be taken for a message. */
  private static ConformanceCase unfinished(String variant, String where, Consumer<Wire> story) {
    ConformanceCase end = end(variant, where, story);
    return conformanceCase(end.id().value())
        .title("A FIN that comes " + where + " ends the connection; no part is delivered")
        .subject(SubjectRole.SERVER)
        .stimulus(end.stimulus())
        .check(CLOSED, leniently(endsTheConnection(), SILENT))
        .check("6455-6.2-05", deliversOnlyWholeMessages())
        .build();
  }

  private static Consumer<Wire> octets(int... octets) {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return wire -> wire.sendOctets(bytes);
  }

  /** A client has nothing more to say behind its Close, but the server's is still owed. */
  private static ConformanceCase afterClose() {
    return conformanceCase("liveness/half-close/after-close")
        .title("A Close with a FIN right behind it is answered")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              Stories.settle(wire);
              wire.send(close(1000));
              wire.halfClose();
              wire.awaitClose();
              wire.close();
            })
        .check("6455-5.5.1-10", answersClose())
        .check(CLOSED, endsTheConnection())
        .build();
  }
}
