package dev.wspec.cases.deflate;

import static dev.wspec.cases.deflate.NegotiationCases.offering;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.frame;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.ScannedFrame.TEXT;
import static dev.wspec.conformance.SubjectRole.SERVER;
import static dev.wspec.conformance.judge.Judges.answersPings;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.failsTheConnection;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Compressed messages cut into frames at every octet, and what may not stand between them. */
final class FragmentCutCases {
  private static final String OFFER = "permessage-deflate";
  private static final String MESSAGE = "cut, cut and cut again: wherever the cut is made";

  private FragmentCutCases() {}

  static List<ConformanceCase> cases() {
    return List.of(everyCut(), pingAtEveryCut(), rsv1Between("pong", pong("compressed?").rsv(4)));
  }

  /** The payload is the same every time, since nothing is kept of the messages before. */
  private static byte[] payload() {
    try (DeflateStream stream = new DeflateStream()) {
      return stream.compress(MESSAGE.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static RawFrame first(byte[] payload, int cut) {
    return frame(TEXT, Arrays.copyOf(payload, cut)).rsv(4).notFinal();
  }

  private static RawFrame second(byte[] payload, int cut) {
    return continuation(Arrays.copyOfRange(payload, cut, payload.length));
  }

  private static ConformanceCase everyCut() {
    return conformanceCase("deflate/fragments/cut-anywhere")
        .title("A compressed message in two frames is understood wherever it is cut")
        .subject(SERVER)
        .needs(Capability.DEFLATE)
        .stimulus(
            wire -> {
              wire.open(offering(OFFER));
              byte[] payload = payload();
              for (int cut = 0; cut <= payload.length; cut++) {
                wire.exchange(first(payload, cut), second(payload, cut));
              }
              wire.close();
            })
        .check("7692-6-03", echoesEveryMessage())
        .build();
  }

  private static ConformanceCase pingAtEveryCut() {
    return conformanceCase("deflate/fragments/ping-anywhere")
        .title("A Ping amid a compressed message is answered wherever it stands")
        .subject(SERVER)
        .needs(Capability.DEFLATE)
        .stimulus(
            wire -> {
              wire.open(offering(OFFER));
              byte[] payload = payload();
              for (int cut = 0; cut <= payload.length; cut++) {
                wire.exchange(first(payload, cut), ping("cut " + cut), second(payload, cut));
              }
              wire.fence();
              wire.close();
            })
        .check("7692-6.2-03", echoesEveryMessage())
        .check("6455-5.5.2-03", answersPings())
        .build();
  }

  private static ConformanceCase rsv1Between(String variant, RawFrame control) {
    return conformanceCase("deflate/rsv1/" + variant + "-amid-message")
        .title("A control frame with RSV1 amid a compressed message fails the connection")
        .subject(SERVER)
        .needs(Capability.DEFLATE)
        .stimulus(
            wire -> {
              wire.open(offering(OFFER));
              byte[] payload = payload();
              wire.send(first(payload, 4), control, second(payload, 4));
              wire.awaitEnd();
            })
        .check("7692-6.1-06", failsTheConnection())
        .build();
  }
}
