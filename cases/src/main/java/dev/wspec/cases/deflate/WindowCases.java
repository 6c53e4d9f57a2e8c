package dev.wspec.cases.deflate;

import static dev.wspec.cases.deflate.DeflateStream.compressed;
import static dev.wspec.cases.deflate.NegotiationCases.offering;
import static dev.wspec.cases.deflate.WindowJudges.keepsTheWindow;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.ScannedFrame.BINARY;
import static dev.wspec.conformance.SubjectRole.SERVER;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What a message repeats stands just outside the window that was agreed, so that a compressor with
 * a larger one would refer to it (RFC 7692 §7.1.2.1, §7.2.1).
 */
final class WindowCases {
  static final int NOISE = 64;

  private WindowCases() {}

  static List<ConformanceCase> cases() {
    return IntStream.rangeClosed(8, 14).mapToObj(WindowCases::repeatsBeyond).toList();
  }

  private static ConformanceCase repeatsBeyond(int bits) {
    return conformanceCase("deflate/window/back-references~bits=" + bits)
        .title("No back-reference goes beyond a window of " + bits + " bits where that was agreed")
        .subject(SERVER)
        .needs(Capability.DEFLATE_SERVER_WINDOW, Capability.ECHO)
        .stimulus(
            wire -> {
              wire.open(offering("permessage-deflate; server_max_window_bits=" + bits));
              byte[] message = repeatedAfter(wire.random(), 1 << bits);
              wire.exchange(compressed(BINARY, message));
              wire.exchange(compressed(BINARY, Arrays.copyOf(message, NOISE)));
              wire.close();
            })
        .check("7692-7.2.1-17", keepsTheWindow("server_max_window_bits"))
        .check("7692-5-20", echoesEveryMessage())
        .build();
  }

  /** Noise, a run that is longer than the window but shrinks to nothing, and the noise again. */
  static byte[] repeatedAfter(RandomGenerator random, int window) {
    byte[] noise = new byte[NOISE];
    random.nextBytes(noise);
    byte[] message = new byte[window + 2 * NOISE];
    System.arraycopy(noise, 0, message, 0, NOISE);
    System.arraycopy(noise, 0, message, window + NOISE, NOISE);
    return message;
  }
}
