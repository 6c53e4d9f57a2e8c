package dev.wspec.run;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event.Ended;
import dev.wspec.conformance.Transcript;
import java.util.Set;
import java.util.stream.Collectors;

/** How the connections of a case came to their ends. */
final class Endings {

  private Endings() {}

  static Set<Ended.How> of(Transcript transcript) {
    return transcript.conversations().stream()
        .flatMap(conversation -> conversation.ended().stream())
        .map(Ended::how)
        .collect(Collectors.toSet());
  }

  /** Whether some connection brought no answer at all to its opening handshake. */
  static boolean isMute(Transcript transcript) {
    return transcript.conversations().stream().anyMatch(Endings::isMute);
  }

  private static boolean isMute(Conversation conversation) {
    return conversation.response().isEmpty() && conversation.ended().isPresent();
  }
}
