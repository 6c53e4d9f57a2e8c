package dev.wspec.behaviour;

import dev.wspec.protocol.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Echoes that go wrong only in the long run. */
final class Streams {
  private Streams() {}

  /** What to send for the n-th message of a connection; the first is number 1. */
  @FunctionalInterface
  private interface Numbered {
    List<Frame> answer(Frame message, int number);
  }

  private static Supplier<Application> counting(Supplier<Numbered> answers) {
    return () -> {
      Numbered numbered = answers.get();
      int[] count = {0};
      return message -> numbered.answer(message, ++count[0]);
    };
  }

  /** Answers only the first so many messages. */
  static Supplier<Application> fallingSilentAfter(int count) {
    return counting(() -> (message, n) -> n > count ? List.of() : List.of(message));
  }

  /** Sends every message with the type of the first. */
  static Supplier<Application> keepingFirstType() {
    return () -> {
      List<Frame> first = new ArrayList<>();
      return message -> {
        if (first.isEmpty()) {
          first.add(message);
        }
        return List.of(new Frame(first.get(0).opcode(), message.payload()));
      };
    };
  }

  static Supplier<Application> losingEach(int nth) {
    return counting(() -> (message, n) -> n % nth == 0 ? List.of() : List.of(message));
  }

  static Supplier<Application> doublingEach(int nth) {
    return counting(
        () -> (message, n) -> n % nth == 0 ? List.of(message, message) : List.of(message));
  }

  /** Sends each n-th message behind the one that follows it. */
  static Supplier<Application> holdingBackEach(int nth) {
    return counting(
        () -> {
          List<Frame> held = new ArrayList<>();
          return (message, n) -> {
            if (n % nth == 0) {
              held.add(message);
              return List.of();
            }
            List<Frame> answer = new ArrayList<>(List.of(message));
            answer.addAll(held);
            held.clear();
            return answer;
          };
        });
  }

  /** Alters one byte of what comes behind the first so many bytes of a connection. */
  static Supplier<Application> alteringAfter(long bytes) {
    return () -> {
      long[] seen = {0};
      return message -> {
        long before = seen[0];
        seen[0] += message.payload().length;
        boolean alter = before <= bytes && seen[0] > bytes;
        return List.of(
            alter ? Payloads.withPayload(message, Payloads.flipped(message.payload())) : message);
      };
    };
  }
}
