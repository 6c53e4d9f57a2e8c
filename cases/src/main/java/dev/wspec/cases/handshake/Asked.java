package dev.wspec.cases.handshake;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Field;
import dev.wspec.conformance.RawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What our request asked for, read from its fields and raw lines alike. */
record Asked(List<Field> fields) {

  Asked {
    fields = List.copyOf(fields);
  }

  static Optional<Asked> in(Conversation conversation) {
    return conversation
        .opened()
        .map(Event.Opened::request)
        .or(() -> conversation.refused().map(Event.Refused::request))
        .map(Asked::of);
  }

  static Asked of(RawRequest request) {
    List<Field> fields = new ArrayList<>(request.fields());
    for (String line : request.fieldLines()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.add(new Field(line.substring(0, colon), line.substring(colon + 1)));
      }
    }
    return new Asked(fields);
  }

  /** The values of all fields of that name, without the blanks around them (RFC 9110 §5.5). */
  List<String> all(String name) {
    return fields.stream()
        .filter(f -> f.name().equalsIgnoreCase(name))
        .map(f -> f.value().strip())
        .toList();
  }

  /** The members of a comma-separated field over all its lines, empty ones left out. */
  List<String> list(String name) {
    List<String> members = new ArrayList<>();
    for (String value : all(name)) {
      members.addAll(Lists.members(value));
    }
    return members;
  }

  Optional<String> key() {
    return all("Sec-WebSocket-Key").stream().findFirst();
  }
}
