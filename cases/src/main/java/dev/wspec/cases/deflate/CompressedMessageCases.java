package dev.wspec.cases.deflate;

import static dev.wspec.cases.deflate.DeflateStream.compressed;
import static dev.wspec.cases.deflate.NegotiationCases.offering;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.frame;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.ScannedFrame.BINARY;
import static dev.wspec.conformance.ScannedFrame.TEXT;
import static dev.wspec.conformance.SubjectRole.SERVER;
import static dev.wspec.conformance.judge.Judges.answersPings;
import static dev.wspec.conformance.judge.Judges.closeCodeIfAnyIs;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.failsTheConnection;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.Wire;
import dev.wspec.protocol.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Messages once permessage-deflate is agreed (RFC 7692 §6 and §7.2). */
final class CompressedMessageCases {

  private static final String OFFER = "permessage-deflate";

  private CompressedMessageCases() {}

  static List<ConformanceCase> cases() {
    List<ConformanceCase> cases = new ArrayList<>();
    vectors(cases);
    sizes(cases);
    fragments(cases);
    contexts(cases);
    violations(cases);
    DamagedCases.addTo(cases);
    return cases;
  }

  /** Opens with permessage-deflate, which we offer to a server and take from a client. */
  private static void agree(Wire wire) {
    if (wire.role() == Role.CLIENT) {
      wire.open(offering(OFFER));
    } else {
      wire.answer(answer -> answer.with("Sec-WebSocket-Extensions", OFFER));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] hex(String octets) {
    return HexFormat.of().parseHex(octets);
  }

  private static ConformanceCase sound(
      String id, String title, String requirement, Consumer<Wire> story) {
    return conformanceCase("deflate/" + id)
        .title(title)
        .needs(Capability.DEFLATE)
        .stimulus(
            wire -> {
              agree(wire);
              story.accept(wire);
              wire.close();
            })
        .check(requirement, echoesEveryMessage())
        .build();
  }

  private static ConformanceCase violation(
      String id, String title, String requirement, Integer[] codes, RawFrame... frames) {
    return violationOf(id, title, requirement, codes, frames).build();
  }

  static ConformanceCase.Builder violationOf(
      String id, String title, String requirement, Integer[] codes, RawFrame... frames) {
    return conformanceCase("deflate/" + id)
        .title(title)
        .needs(Capability.DEFLATE)
        .stimulus(
            wire -> {
              agree(wire);
              wire.exchange(compressed(TEXT, utf8("all is well")));
              wire.send(frames);
              wire.awaitEnd();
            })
        .check(requirement, failsTheConnection())
        .check("6455-7.1.7-05", closeCodeIfAnyIs(codes));
  }

  private static void vectors(List<ConformanceCase> cases) {
    cases.add(
        sound(
            "vector/one-block",
            "The example of one compressed block is understood",
            "7692-7.2.3.1-01",
            wire -> wire.exchange(frame(TEXT, hex("f248cdc9c90700")).rsv(4)))); // Hello
    cases.add(
        sound(
            "vector/stored-block",
            "A message in a stored block is understood although nothing shrank",
            "7692-7.2.1-05",
            wire -> wire.exchange(frame(TEXT, hex("000500faff48656c6c6f00")).rsv(4)))); // Hello
    cases.add(
        sound(
            "vector/bfinal",
            "A block with BFINAL set is understood",
            "7692-7.2.1-06",
            wire -> wire.exchange(frame(TEXT, hex("f348cdc9c9070000")).rsv(4)))); // Hello
    cases.add(
        sound(
            "vector/two-blocks",
            "A message of two blocks is understood",
            "7692-7.2.1-04",
            wire ->
                wire.exchange(
                    frame(TEXT, hex("f248050000" + "00ffffcac9c90700")).rsv(4)))); // He + llo
    cases.add(
        sound(
            "vector/empty-blocks",
            "Fifty empty blocks before the one with the message are passed over",
            "7692-7.2.1-04",
            wire ->
                wire.exchange(
                    frame(TEXT, hex("000000ffff".repeat(50) + "f248cdc9c90700")).rsv(4)))); // Hello
    cases.add(
        sound(
            "vector/flushed-twice",
            "A message whose compressor was flushed twice is understood",
            "7692-7.2.1-04",
            wire ->
                wire.exchange(frame(TEXT, hex("f248cdc9c907000000ffff" + "00")).rsv(4)))); // Hello
    cases.add(
        sound(
            "vector/back-reference",
            "A second message may refer back to the first",
            "7692-7.2.2-05",
            wire ->
                wire.exchange(
                    frame(TEXT, hex("f248cdc9c90700")).rsv(4), // Hello
                    frame(TEXT, hex("f200110000")).rsv(4)))); // Hello again, as a reference
    cases.add(
        sound(
            "vector/message-after-bfinal",
            "The message behind one with BFINAL set is understood",
            "7692-7.2.1-06",
            wire ->
                wire.exchange(
                    frame(TEXT, hex("f348cdc9c9070000")).rsv(4),
                    frame(TEXT, hex("f248cdc9c90700")).rsv(4))));
    cases.add(
        sound(
            "empty/single-zero-octet",
            "An empty message compressed to one zero octet is understood",
            "7692-7.2.3.6-01",
            wire -> wire.exchange(frame(BINARY, hex("00")).rsv(4), text("not empty"))));
  }

  private static void sizes(List<ConformanceCase> cases) {
    for (int size : new int[] {1, 125, 126, 65535, 65536, 131072}) {
      cases.add(
          sound(
              "echo/compressible~size=" + size,
              "A compressible message of " + size + " octets comes back intact",
              "7692-6.2-01",
              wire -> {
                byte[] message = new byte[size];
                Arrays.fill(message, (byte) 0x2A);
                wire.exchange(compressed(TEXT, message));
              }));
      cases.add(
          sound(
              "echo/incompressible~size=" + size,
              "An incompressible message of " + size + " octets comes back intact",
              "7692-6.2-01",
              wire -> {
                byte[] message = new byte[size];
                wire.random().nextBytes(message);
                wire.exchange(compressed(BINARY, message));
              }));
    }
    for (int level : new int[] {0, 1, 9}) {
      cases.add(
          sound(
              "echo/level~level=" + level,
              "What was compressed at level " + level + " is understood",
              "7692-7.2.1-05",
              wire -> {
                try (DeflateStream stream = new DeflateStream(level)) {
                  wire.exchange(
                      frame(TEXT, stream.compress(utf8("to be or not to be ".repeat(200)))).rsv(4));
                }
              }));
    }
    cases.add(
        sound(
            "echo/bytewise",
            "A compressed message that arrives octet by octet is understood",
            "7692-6.2-01",
            wire ->
                wire.exchange(
                    Segmentation.bytewise(),
                    compressed(TEXT, utf8("octet by octet ".repeat(20))))));
  }

  private static void fragments(List<ConformanceCase> cases) {
    for (int parts : new int[] {2, 3, 7}) {
      cases.add(
          sound(
              "fragments~parts=" + parts,
              "A compressed message in " + parts + " fragments is understood",
              "7692-6-03",
              wire -> wire.exchange(split(parts, "fragment after fragment ".repeat(10)))));
    }
    cases.add(
        sound(
            "fragments/empty-first-and-last",
            "A compressed message with an empty first and last fragment is understood",
            "7692-6-03",
            wire ->
                wire.exchange(
                    frame(TEXT).notFinal().rsv(4),
                    continuation(hex("f248cdc9c90700")).notFinal(),
                    continuation(new byte[0]))));
    cases.add(
        conformanceCase("deflate/fragments/ping-between")
            .title("A Ping between compressed fragments is answered and disturbs nothing")
            .needs(Capability.DEFLATE)
            .stimulus(
                wire -> {
                  agree(wire);
                  RawFrame[] parts = split(2, "one and two ".repeat(10));
                  wire.exchange(parts[0], ping("between"), parts[1]);
                  wire.awaitPongs(1);
                  wire.close();
                })
            .check("7692-6.2-03", echoesEveryMessage())
            .check("6455-5.5.2-03", answersPings())
            .build());
  }

  private static RawFrame[] split(int parts, String message) {
    byte[] payload;
    try (DeflateStream stream = new DeflateStream()) {
      payload = stream.compress(utf8(message));
    }
    RawFrame[] frames = new RawFrame[parts];
    for (int i = 0; i < parts; i++) {
      byte[] part =
          Arrays.copyOfRange(payload, i * payload.length / parts, (i + 1) * payload.length / parts);
      RawFrame frame = i == 0 ? frame(TEXT, part).rsv(4) : continuation(part);
      frames[i] = i == parts - 1 ? frame : frame.notFinal();
    }
    return frames;
  }

  private static void contexts(List<ConformanceCase> cases) {
    cases.add(
        sound(
            "context/many-messages",
            "Fifty messages that share one window come back intact and in order",
            "7692-7.2.2-05",
            wire -> {
              try (DeflateStream stream = new DeflateStream()) {
                for (int i = 0; i < 50; i++) {
                  wire.exchange(
                      frame(TEXT, stream.compress(utf8("message number " + i + " of fifty")))
                          .rsv(4));
                }
              }
            }));
    cases.add(
        sound(
            "context/window-of-32-kib",
            "A message may refer back almost 32 KiB",
            "7692-7.2.2-09",
            wire -> {
              byte[] noise = new byte[32_000];
              wire.random().nextBytes(noise);
              try (DeflateStream stream = new DeflateStream()) {
                wire.exchange(frame(BINARY, stream.compress(noise)).rsv(4));
                wire.exchange(frame(BINARY, stream.compress(Arrays.copyOf(noise, 200))).rsv(4));
              }
            }));
    cases.add(
        conformanceCase("deflate/context/uncompressed-between")
            .title("Uncompressed messages between compressed ones leave the window untouched")
            .needs(Capability.DEFLATE)
            .stimulus(
                wire -> {
                  agree(wire);
                  wire.exchange(
                      frame(TEXT, hex("f248cdc9c90700")).rsv(4),
                      text("plain"),
                      frame(TEXT, hex("f200110000")).rsv(4));
                  wire.close();
                })
            .check("7692-6-04", echoesEveryMessage())
            .check("7692-7.2.3.2-01", echoesEveryMessage())
            .build());
    cases.add(
        conformanceCase("deflate/context/server-no-takeover")
            .title("With server_no_context_takeover each message can be inflated by itself")
            .subject(SERVER)
            .needs(Capability.DEFLATE_SERVER_NO_TAKEOVER, Capability.ECHO)
            .stimulus(
                wire -> {
                  wire.open(offering("permessage-deflate; server_no_context_takeover"));
                  for (int i = 0; i < 5; i++) {
                    wire.exchange(
                        compressed(TEXT, utf8("the same text again and again ".repeat(20))));
                  }
                  wire.close();
                })
            .check("7692-7.2.1-13", echoesEveryMessage())
            .build());
  }

  private static void violations(List<ConformanceCase> cases) {
    Integer[] framing = {1002};
    cases.add(
        violation(
            "rsv1/ping",
            "A Ping with RSV1 fails the connection",
            "7692-6.1-06",
            framing,
            ping("compressed?").rsv(4)));
    cases.add(
        violation(
            "rsv1/continuation",
            "A continuation with RSV1 fails the connection",
            "7692-6.1-07",
            framing,
            frame(TEXT, hex("f248cdc9")).rsv(4).notFinal(),
            continuation(hex("c90700")).rsv(4)));
    cases.add(
        violation(
            "rsv2/text",
            "RSV2 fails the connection although RSV1 is agreed",
            "6455-5.2-05",
            framing,
            frame(TEXT, hex("f248cdc9c90700")).rsv(6)));
    cases.add(
        violation(
            "text/not-utf8-inside",
            "Compressed text that inflates to invalid UTF-8 fails the connection",
            "7692-6.1-10",
            new Integer[] {1007},
            compressed(TEXT, hex("48656c6cff6f"))));
    cases.add(
        conformanceCase("deflate/rsv1/not-agreed")
            .title("RSV1 without permessage-deflate fails the connection")
            .stimulus(
                wire -> {
                  wire.open();
                  wire.exchange(text("all is well"));
                  wire.send(frame(TEXT, hex("f248cdc9c90700")).rsv(4));
                  wire.awaitEnd();
                })
            .check("6455-5.2-04", failsTheConnection())
            .check("6455-7.1.7-05", closeCodeIfAnyIs(framing))
            .build());
  }
}
