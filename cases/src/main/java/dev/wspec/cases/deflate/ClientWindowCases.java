package dev.wspec.cases.deflate;

import static dev.wspec.cases.deflate.DeflateStream.compressed;
import static dev.wspec.cases.deflate.WindowJudges.forgetsEveryMessage;
import static dev.wspec.cases.deflate.WindowJudges.keepsTheWindow;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.frame;
import static dev.wspec.conformance.ScannedFrame.BINARY;
import static dev.wspec.conformance.ScannedFrame.TEXT;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.SubjectRole;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a client compresses with, and what it keeps of our messages (RFC 7692 §7.2). */
final class ClientWindowCases {

  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

  private ClientWindowCases() {}

  static List<ConformanceCase> cases() {
    return Stream.concat(
            IntStream.rangeClosed(8, 14).mapToObj(ClientWindowCases::repeatsBeyond),
            Stream.of(forgets(), remembers()))
        .toList();
  }

  private static ConformanceCase.Builder ofClients(String id, String title) {
    return conformanceCase("deflate/client/" + id).title(title).subject(SubjectRole.CLIENT);
  }

  private static ConformanceCase repeatsBeyond(int bits) {
    return ofClients(
            "back-references~bits=" + bits,
            "No back-reference of a client goes beyond a window of " + bits + " bits if agreed")
        .needs(Capability.DEFLATE_CLIENT_WINDOW, Capability.ECHO)
        .stimulus(
            wire -> {
              wire.answer(
                  a -> a.with(EXTENSIONS, "permessage-deflate; client_max_window_bits=" + bits));
              byte[] message = WindowCases.repeatedAfter(wire.random(), 1 << bits);
              wire.exchange(compressed(BINARY, message));
              wire.exchange(compressed(BINARY, Arrays.copyOf(message, WindowCases.NOISE)));
              wire.close();
            })
        .check("7692-7.2.1-15", keepsTheWindow("client_max_window_bits"))
        .build();
  }

  private static ConformanceCase forgets() {
    return ofClients(
            "no-context-takeover", "A client that may not keep its window begins with an empty one")
        .needs(Capability.DEFLATE, Capability.ECHO)
        .stimulus(
            wire -> {
              wire.answer(
                  a -> a.with(EXTENSIONS, "permessage-deflate; client_no_context_takeover"));
              byte[] message =
                  "once upon a time there was a window".getBytes(StandardCharsets.US_ASCII);
              wire.exchange(compressed(TEXT, message));
              wire.exchange(compressed(TEXT, message));
              wire.close();
            })
        .check("7692-7.2.1-11", forgetsEveryMessage())
        .check("7692-5-20", echoesEveryMessage())
        .build();
  }

  /** The second message of RFC 7692 §7.2.3.2 refers to the first. */
  private static ConformanceCase remembers() {
    return ofClients("context-takeover", "A client keeps the window of our last message")
        .needs(Capability.DEFLATE)
        .stimulus(
            wire -> {
              wire.answer(a -> a.with(EXTENSIONS, "permessage-deflate"));
              wire.exchange(frame(TEXT, CompressedMessageCases.hex("f248cdc9c90700")).rsv(4));
              wire.exchange(frame(TEXT, CompressedMessageCases.hex("f200110000")).rsv(4));
              wire.close();
            })
        .check("7692-7.2.2-03", echoesEveryMessage())
        .build();
  }
}
