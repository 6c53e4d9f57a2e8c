package dev.wspec.conformance.judge;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event.Ended;
import dev.wspec.conformance.ScannedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How judges put into words what they see. */
final class Words {
  private Words() {}

  static String a(ScannedFrame frame) {
    return "a " + frame.name();
  }

  static String rsv(int bits) {
    List<String> set = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      if ((bits >> (3 - i) & 1) != 0) {
        set.add(Integer.toString(i));
      }
    }
    return String.join(" and ", set);
  }

  static String close(ScannedFrame close) {
    return close.payload().length() < 2
        ? "a Close without a code"
        : "a Close with " + close.closeCode();
  }

  static String end(Optional<Ended> ended) {
    return ended
        .map(
            e ->
                switch (e.how()) {
                  case EOF -> "it ended the TCP connection";
                  case RESET -> "it reset the TCP connection";
                  case DEADLINE -> "nothing more came until the time was up";
                  case LIMIT -> "it sent more than we are willing to read";
                  case LEFT -> "it kept the connection open";
                })
        .orElse("the connection went on");
  }

  /** Close frame and end of a conversation in one sentence. */
  static String outcome(Conversation c) {
    return c.closeReceived()
        .map(close -> "It sent " + close(close) + "; " + end(c.ended()) + ".")
        .orElse("No Close came; " + end(c.ended()) + ".");
  }

  static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
