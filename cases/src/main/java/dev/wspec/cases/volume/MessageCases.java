package dev.wspec.cases.volume;

import static dev.wspec.cases.limits.LimitJudges.takesOrRefuses;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;

import dev.wspec.autobahn.AutobahnCase;
import dev.wspec.autobahn.Filler;
import dev.wspec.autobahn.Step;
import dev.wspec.autobahn.Volume;
import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Effort;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.Wire;
import java.util.List;

/** Messages up to 16 MiB, whole, in fragments and in small writes, and many one after another. */
final class MessageCases {

  private static final String TRANSMITTED = "6455-6.1-09";
  private static final String CONCATENATED = "6455-6.2-05";

  /** Messages from this size on, in octets, are sent by one case at a time. */
  private static final int HUGE = 4 << 20;

  /** Octets of a huge message that are made and written at a time; a multiple of four. */
  private static final int PIECE = 1 << 20;

  /** Frames that are written at a time. */
  private static final int BATCH = 1024;

  private MessageCases() {}

  static ConformanceCase of(AutobahnCase original, Volume volume) {
    Step step = original.script().get(0);
    return switch (original.id().subgroup()) {
      case "9.1", "9.2" -> whole((Step.Send) step);
      case "9.3", "9.4" -> step instanceof Step.Send all ? oneFragment(all) : fragmented(step);
      case "9.5", "9.6" -> inWrites((Step.Send) step);
      default -> roundTrips((Step.Trips) step, volume);
    };
  }

  private static ConformanceCase whole(Step.Send step) {
    Filler payload = step.payload();
    String type = type(step.opcode());
    return large(
        "message~opcode=" + type + "~size=" + payload.length(),
        "A " + type + " message of " + Words.size(payload.length()),
        TRANSMITTED,
        payload,
        wire -> send(wire, step));
  }

  private static ConformanceCase fragmented(Step step) {
    Step.Fragmented message = (Step.Fragmented) step;
    return inFragments(
        message.opcode(),
        message.payload(),
        message.size(),
        wire -> {
          sendAll(wire, message.frames());
          wire.awaitEchoes();
        });
  }

  private static ConformanceCase oneFragment(Step.Send step) {
    return inFragments(
        step.opcode(), step.payload(), step.payload().length(), wire -> send(wire, step));
  }

  private static ConformanceCase inFragments(
      int opcode, Filler payload, int fragment, Stimulus story) {
    return large(
        "fragments~opcode=" + type(opcode) + "~size=" + payload.length() + "~fragment=" + fragment,
        "A %s message of %s in fragments of %s"
            .formatted(type(opcode), Words.size(payload.length()), Words.size(fragment)),
        CONCATENATED,
        payload,
        story);
  }

  private static ConformanceCase inWrites(Step.Send step) {
    Filler payload = step.payload();
    int write = step.writes().ends(payload.length()).get(0);
    String type = type(step.opcode());
    return large(
        "writes~opcode=" + type + "~size=" + payload.length() + "~write=" + write,
        "A %s message of %s in writes of %s"
            .formatted(type, Words.size(payload.length()), Words.size(write)),
        TRANSMITTED,
        payload,
        wire -> wire.exchange(step.writes(), step.frame()));
  }

  private static ConformanceCase large(
      String id, String what, String requirement, Filler payload, Stimulus story) {
    return conformanceCase("volume/" + id)
        .title(what + " comes back intact, or is refused as too big")
        .needs(Capability.ECHO)
        .effort(payload.length() < HUGE ? Effort.MUCH : Effort.HUGE)
        .stimulus(
            wire -> {
              wire.open();
              story.play(wire);
              wire.close();
            })
        .check(requirement, takesOrRefuses())
        .build();
  }

  private static ConformanceCase roundTrips(Step.Trips step, Volume volume) {
    Filler payload = step.payload();
    String type = type(step.opcode());
    return conformanceCase("volume/round-trips~opcode=" + type + "~size=" + payload.length())
        .title(
            "Many %s messages of %s come back one by one"
                .formatted(type, Words.size(payload.length())))
        .needs(Capability.ECHO)
        .effort(Effort.MUCH)
        .stimulus(
            wire -> {
              wire.open();
              RawFrame frame = RawFrame.frame(step.opcode(), payload.octets());
              int left = volume.of(step.count(), payload.length());
              while (left > 0 && wire.exchange(Segmentation.whole(), frame)) {
                left--;
              }
              wire.close();
            })
        .check(TRANSMITTED, echoesEveryMessage())
        .build();
  }

  private static void send(Wire wire, Step.Send step) {
    if (step.payload().length() < HUGE) {
      wire.exchange(step.frame());
    } else {
      sendInPieces(wire, step);
      wire.awaitEchoes();
    }
  }

  /** One frame, of which no more than a piece is in our memory at a time. */
  private static void sendInPieces(Wire wire, Step.Send step) {
    int length = step.payload().length();
    int key = wire.random().nextInt();
    RawFrame head = RawFrame.frame(step.opcode()).declaring(length);
    wire.send(wire.role().masks() ? head.maskedWith(key) : head);
    for (int from = 0; from < length; from += PIECE) {
      byte[] piece = step.payload().slice(from, PIECE);
      if (wire.role().masks()) {
        mask(piece, key);
      }
      wire.sendOctets(piece);
      wire.awaitWritten();
    }
  }

  /** RFC 6455 §5.3, for a piece that begins where the key does. */
  private static void mask(byte[] piece, int key) {
    for (int i = 0; i < piece.length; i++) {
      piece[i] ^= (byte) (key >>> (24 - 8 * (i & 3)));
    }
  }

  /** Many small frames go in few writes, and never all of them are octets at once. */
  private static void sendAll(Wire wire, List<RawFrame> frames) {
    for (int from = 0; from < frames.size(); from += BATCH) {
      List<RawFrame> some = frames.subList(from, Math.min(frames.size(), from + BATCH));
      wire.send(some.toArray(RawFrame[]::new));
    }
  }

  private static String type(int opcode) {
    return opcode == 1 ? "text" : "binary";
  }
}
