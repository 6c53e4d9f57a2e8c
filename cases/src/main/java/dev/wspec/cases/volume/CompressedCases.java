package dev.wspec.cases.volume;

import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;

import dev.wspec.autobahn.AutobahnCase;
import dev.wspec.autobahn.Corpus;
import dev.wspec.autobahn.Deflation;
import dev.wspec.autobahn.Step;
import dev.wspec.autobahn.Volume;
import dev.wspec.codec.PerMessageDeflate;
import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Effort;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Wire;
import dev.wspec.protocol.DeflateParameters;
import dev.wspec.protocol.Role;
import java.util.List;
import java.util.Optional;

/** Many compressed messages (RFC 7692): five kinds of data, seven negotiations, many sizes. */
final class CompressedCases {

  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

  private CompressedCases() {}

  static ConformanceCase of(AutobahnCase original, Volume volume) {
    Step.Deflated step = original.deflated().orElseThrow();
    return conformanceCase(
            "volume/compressed~data=%s~terms=%s~size=%d~fragment=%s"
                .formatted(step.data(), terms(step.offers()), step.size(), fragment(step)))
        .title(
            "Many compressed messages, each %s of %s%s, come back one by one; %s"
                .formatted(
                    words(step.data()),
                    Words.size(step.size()),
                    step.fragment() == 0 ? "" : " in fragments of " + Words.size(step.fragment()),
                    demand(step.offers())))
        .needs(Capability.ECHO, Capability.DEFLATE)
        .effort(Effort.MUCH)
        .stimulus(
            wire -> {
              open(wire, step.offers());
              Optional<DeflateParameters> agreed = wire.opening().flatMap(Deflation::agreed);
              if (agreed.isPresent()) {
                converse(wire, step, agreed.get(), volume);
              }
              wire.close();
            })
        .check("7692-6.2-01", ifAgreed(echoesEveryMessage()))
        .build();
  }

  private static void open(Wire wire, int set) {
    if (wire.role() == Role.CLIENT) {
      wire.open(request -> request.adding(EXTENSIONS, Deflation.offer(set)));
    } else {
      wire.answer(
          (request, ordinary) ->
              Deflation.answer(set, request)
                  .map(answer -> ordinary.adding(EXTENSIONS, answer))
                  .orElse(ordinary));
    }
  }

  private static void converse(
      Wire wire, Step.Deflated step, DeflateParameters agreed, Volume volume) {
    Corpus corpus = new Corpus(step.data(), step.opcode() == 1);
    try (PerMessageDeflate deflate = Deflation.sender(wire.role(), agreed)) {
      boolean echoed = true;
      for (int left = volume.of(step.count(), step.size()); echoed && left > 0; left--) {
        byte[] payload = deflate.compress(corpus.next(step.size()));
        List<RawFrame> frames =
            Step.fragments(Deflation.first(step.opcode()), payload, step.fragment());
        echoed = wire.exchange(frames.toArray(RawFrame[]::new));
      }
    }
  }

  private static Judge ifAgreed(Judge judge) {
    return Judge.of(
        judge.accepted(),
        transcript -> {
          Optional<RawResponse> response = transcript.main().response();
          return response.isPresent() && Deflation.agreed(response.get()).isEmpty()
              ? Opinion.notApplicable("permessage-deflate was not agreed on these terms")
              : judge.judge(transcript);
        });
  }

  private static String fragment(Step.Deflated step) {
    return step.fragment() == 0 ? "none" : String.valueOf(step.fragment());
  }

  private static String words(String data) {
    return switch (data) {
      case "json" -> "JSON";
      case "html" -> "HTML";
      case "prose" -> "prose as binary";
      default -> "a " + data;
    };
  }

  /** What is demanded of the subject, as the value of an axis. */
  private static String terms(int set) {
    return switch (set) {
      case 1 -> "none";
      case 2 -> "no-takeover";
      case 3 -> "window-9";
      case 4 -> "window-15";
      case 5 -> "no-takeover-window-9";
      case 6 -> "no-takeover-window-15";
      case 7 -> "any";
      default -> throw new IllegalArgumentException("there are seven sets: " + set);
    };
  }

  private static String demand(int set) {
    return switch (set) {
      case 1 -> "nothing is asked of the peer's compressor";
      case 2 -> "the peer is asked to forget its context";
      case 3 -> "the peer is asked for a window of 512 octets";
      case 4 -> "the peer is asked for a window of 32 KiB at most";
      case 5 -> "the peer is asked to forget its context and for a window of 512 octets";
      case 6 -> "the peer is asked to forget its context and for a window of 32 KiB at most";
      case 7 -> "the peer has a choice of terms";
      default -> throw new IllegalArgumentException("there are seven sets: " + set);
    };
  }
}
