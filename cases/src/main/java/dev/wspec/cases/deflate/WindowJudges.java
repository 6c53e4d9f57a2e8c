package dev.wspec.cases.deflate;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.ScannedFrame;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions about the windows that a subject really uses, answered by its back-references. */
final class WindowJudges {
  private WindowJudges() {}

  /** No back-reference goes farther than the window that was agreed (RFC 7692 §7.2.1). */
  static Judge keepsTheWindow(String parameter) {
    return Judge.of(
        "no back-reference beyond " + parameter,
        t -> {
          Optional<DeflateAnswer> answer = DeflateAnswer.in(t.main());
          if (answer.isEmpty()) {
            return Opinion.notApplicable("permessage-deflate was not agreed");
          }
          int window = 1 << answer.get().windowBits(parameter);
          List<byte[]> messages = compressed(t.main());
          if (messages.isEmpty()) {
            return Opinion.notApplicable("it sent no compressed message that is kept whole");
          }
          int farthest = 0;
          for (byte[] message : messages) {
            try {
              farthest = Math.max(farthest, Distances.of(message).farthest());
            } catch (IllegalArgumentException e) {
              return Opinion.broken("It sent what is no DEFLATE: " + e.getMessage() + ".");
            }
          }
          String observed =
              "Its farthest back-reference goes %d octets back in a window of %d."
                  .formatted(farthest, window);
          return farthest > window ? Opinion.broken(observed) : Opinion.held(observed);
        });
  }

  /** No back-reference goes beyond the beginning of its message (RFC 7692 §7.2.1). */
  static Judge forgetsEveryMessage() {
    return Judge.of(
        "compressed messages that refer to themselves alone",
        t -> {
          List<byte[]> messages = compressed(t.main());
          if (messages.size() < 2) {
            return Opinion.notApplicable("it sent no two compressed messages");
          }
          for (byte[] message : messages) {
            try {
              if (Distances.of(message).beyondStart()) {
                return Opinion.broken("A message refers to what stood in one before it.");
              }
            } catch (IllegalArgumentException e) {
              return Opinion.broken("It sent what is no DEFLATE: " + e.getMessage() + ".");
            }
          }
          return Opinion.held("None of " + messages.size() + " messages refers to another.");
        });
  }

  /** The payloads of compressed messages whose frames are all kept whole. */
  private static List<byte[]> compressed(Conversation conversation) {
    List<byte[]> messages = new ArrayList<>();
    ByteArrayOutputStream open = new ByteArrayOutputStream();
    boolean taken = false;
    for (ScannedFrame frame : conversation.received()) {
      if (frame.isControl()) {
        continue;
      }
      if (!frame.is(ScannedFrame.CONTINUATION)) {
        open.reset();
        taken = (frame.rsv() & 4) != 0;
      }
      taken &= frame.payload().isWhole();
      open.writeBytes(frame.payload().head());
      if (frame.fin() && taken) {
        messages.add(open.toByteArray());
      }
    }
    return messages;
  }
}
