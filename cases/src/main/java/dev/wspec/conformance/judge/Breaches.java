package dev.wspec.conformance.judge;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds every breach of the framing rules in one direction of a conversation. */
final class Breaches {
  private final List<Breach> found = new ArrayList<>();
  private final FrameRules rules;
  private boolean textReported;

  private Breaches(Role sender, boolean deflate) {
    rules = new FrameRules(sender, deflate);
  }

  /** What the subject broke. */
  static List<Breach> received(Conversation c) {
    Breaches breaches = new Breaches(roleOf(c.subject()), deflateAgreed(c));
    for (int at = 0; at < c.events().size(); at++) {
      if (c.events().get(at) instanceof Event.Received received) {
        breaches.frame(at, received.frame());
      } else if (c.events().get(at) instanceof Event.ReceivedMessage received) {
        breaches.message(at, received.message());
      } else if (c.events().get(at) instanceof Event.Malformed malformed
          && !malformed.sent()
          && c.opened().isPresent()) {
        breaches.cutShort(at, malformed.octets().head());
      }
    }
    return breaches.found;
  }

  /** What we broke, on purpose as it is. */
  static List<Breach> sent(Conversation c) {
    Breaches breaches = new Breaches(roleOf(c.subject()).peer(), deflateAgreed(c));
    for (int at = 0; at < c.events().size(); at++) {
      if (c.events().get(at) instanceof Event.Sent sent) {
        breaches.frame(at, sent.frame());
      } else if (c.events().get(at) instanceof Event.SentMessage sent) {
        breaches.message(at, sent.message());
      }
    }
    return breaches.found;
  }

  static Role roleOf(SubjectRole subject) {
    return subject == SubjectRole.CLIENT ? Role.CLIENT : Role.SERVER;
  }

  private static boolean deflateAgreed(Conversation c) {
    return c.opened().flatMap(o -> AgreedDeflate.of(o.response())).isPresent();
  }

  private void frame(int at, ScannedFrame frame) {
    Map<Rule, String> broken = rules.read(frame);
    broken.forEach((rule, seen) -> found.add(new Breach(at, rule, seen)));
    textReported |= broken.containsKey(Rule.INVALID_UTF8);
  }

  /** A frame whose length has bit 63 set never gets whole; its header shows it all the same. */
  private void cutShort(int at, byte[] octets) {
    if (octets.length > 2 && (octets[1] & 0x7F) == 127 && octets[2] < 0) {
      found.add(
          new Breach(at, Rule.LENGTH_NEGATIVE, "a frame whose length has its highest bit set"));
    }
  }

  /** Finds what only the whole message shows: long texts and compressed ones. */
  private void message(int at, Message message) {
    if (message.utf8ErrorAt() >= 0 && !textReported) {
      found.add(new Breach(at, Rule.INVALID_UTF8, "text that is not UTF-8"));
    }
    textReported = false;
    if (message.damage() != null) {
      found.add(new Breach(at, Rule.DEFLATE_DATA, "a compressed message: " + message.damage()));
    }
  }
}
