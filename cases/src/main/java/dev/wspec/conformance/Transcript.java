package dev.wspec.conformance;

import java.util.List;
import java.util.Set;

/**
 * Everything that happened in one run of one case. It is all that judges see, and it can be stored
 * and judged again.
 *
 * @param leftOut how many events were left out when it was stored; if any were, it is for people to
 *     read, and not to be judged
 */
public record Transcript(
    SubjectRole subject, Set<Capability> capabilities, List<Event> events, int leftOut) {

  public Transcript {
    capabilities = Set.copyOf(capabilities);
    events = List.copyOf(events);
  }

  /** One with nothing left out. */
  public Transcript(SubjectRole subject, Set<Capability> capabilities, List<Event> events) {
    this(subject, capabilities, events, 0);
  }

  /** The facts of one connection. */
  public Conversation conversation(int connection) {
    return new Conversation(
        facing(connection), events.stream().filter(e -> e.connection() == connection).toList());
  }

  /**
   * What the subject is on this connection. An intermediary is a server to our client, on the even
   * connections, and a client of our origin on the odd ones.
   */
  public SubjectRole facing(int connection) {
    if (subject != SubjectRole.INTERMEDIARY) {
      return subject;
    }
    return connection % 2 == 0 ? SubjectRole.SERVER : SubjectRole.CLIENT;
  }

  /** What is left if only the connections are looked at on which the subject is this. */
  public Transcript facing(SubjectRole role) {
    return new Transcript(
        role, capabilities, events.stream().filter(e -> facing(e.connection()) == role).toList());
  }

  /** The first connection, which most cases are about. */
  public Conversation main() {
    return conversation(events.stream().mapToInt(Event::connection).min().orElse(0));
  }

  /** What is left of the transcript if only this connection is looked at, as its main one. */
  public Transcript only(int connection) {
    return new Transcript(subject, capabilities, conversation(connection).events());
  }

  public List<Conversation> conversations() {
    return events.stream()
        .map(Event::connection)
        .distinct()
        .sorted()
        .map(this::conversation)
        .toList();
  }

  public boolean can(Capability capability) {
    return capabilities.contains(capability);
  }
}
