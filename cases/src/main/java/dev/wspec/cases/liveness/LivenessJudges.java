package dev.wspec.cases.liveness;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Opinion;
import java.util.ArrayList;
import java.util.List;

/** Questions about what a server makes of connections that break off. */
final class LivenessJudges {
  private LivenessJudges() {}

  /** Nothing came back but messages that we sent to their end; the others were never complete. */
  static Judge deliversOnlyWholeMessages() {
    return Judge.of(
        "no message but those that were sent to their end",
        transcript -> {
          if (!transcript.can(Capability.ECHO)) {
            return Opinion.notApplicable("it sends no messages back");
          }
          Conversation c = transcript.main();
          List<Message> extra = new ArrayList<>(c.messagesReceived());
          for (Message sent : c.messagesSent()) {
            extra.stream().filter(sent::sameContent).findFirst().ifPresent(extra::remove);
          }
          long partial = extra.stream().filter(m -> isBeginning(m, "unfinished")).count();
          return partial == 0
              ? Opinion.held("No part of the unfinished message came back.")
              : Opinion.broken("It sent back a " + extra.get(0) + " that was never finished.");
        });
  }

  /** Greetings and the like are no part of the unfinished message. */
  private static boolean isBeginning(Message message, String whole) {
    String content =
        new String(message.payload().head(), java.nio.charset.StandardCharsets.ISO_8859_1);
    return message.payload().isWhole() && (whole.startsWith(content) || content.startsWith(whole));
  }
}
